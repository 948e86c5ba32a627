package dev.darkroom.it;

import org.apache.camel.dsl.jbang.core.commands.CamelJBangMain;

/** The command {@code camel}. */
public final class CamelCli {

    private CamelCli() {}

    public static void main(String... args) {
        CamelJBangMain.run(args);
    }
}
