package dev.darkroom.command;

/** A command cannot do what was asked; the message, one line, says why and what to do. */
final class CommandFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandFailedException(String message) {
        super(message);
    }
}
