package dev.darkroom.bench.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Runs a scenario and writes its tables. See bench/README.md. */
public final class Pipeline {

    private Pipeline() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + System.lineSeparator() + Options.USAGE);
            System.exit(2);
            return;
        }
        String tables = switch (options.scenario()) {
            case "compare" -> new Comparison(options).run();
            case "hide" -> new Hiding(options).run();
            case "burst" -> new Burst(options).run();
            default -> throw new IllegalArgumentException(Options.USAGE);
        };
        Files.writeString(options.out(), tables);
        System.out.println(tables);
        System.exit(0);
    }
}
