package dev.darkroom.command;

/** A command that AWS may refuse. */
interface AwsCommand {

    /** @return the rights that it needs, for whoever is refused */
    String rights();
}
