package dev.darkroom.app;

import dev.darkroom.index.PrintableText;
import java.util.Optional;

/** Camel does not run routes in which no mistake was found. */
final class RoutesRefusedException extends Exception {

    private static final int LONGEST = 600;

    private final transient Optional<Throwable> loss;

    /**
     * @param refusal why it does not
     * @param loss why what ran before does not run again; empty if it does
     */
    RoutesRefusedException(Throwable refusal, Optional<Throwable> loss) {
        super(line(refusal), refusal);
        this.loss = loss;
    }

    /** @return why what ran before does not run again, in one line; empty if it does */
    Optional<String> loss() {
        return loss.map(RoutesRefusedException::line);
    }

    /** Camel's messages tell in their first words what went wrong, and quote the route after that. */
    private static String line(Throwable failure) {
        String message = Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
        String line = PrintableText.of(message.strip().replaceAll("\\s*\\R\\s*", " "));
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }
}
