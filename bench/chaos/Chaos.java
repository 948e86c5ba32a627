package dev.darkroom.bench.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs one scenario and exits with 0 only if every promise was kept. See bench/README.md. */
public final class Chaos {

    private Chaos() {}

    /** @param args see {@link Options#USAGE} */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> arguments = Arrays.asList(args);
        if (arguments.isEmpty()) {
            System.err.println(Options.USAGE);
            System.exit(2);
        }
        Options options;
        try {
            options = Options.parse(arguments.subList(1, arguments.size()), Options.defaults(arguments.get(0)));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + System.lineSeparator() + Options.USAGE);
            System.exit(2);
            return;
        }
        clear(options.directory());
        Scenario scenario = scenario(arguments.get(0), options);
        Runtime.getRuntime().addShutdownHook(new Thread(scenario::end));
        System.exit(isGood(scenario) ? 0 : 1);
    }

    /** The boundary behind which nothing may keep the threads of a failed run alive. */
    private static boolean isGood(Scenario scenario) throws IOException, InterruptedException {
        try {
            scenario.run();
            return scenario.account();
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            return false;
        }
    }

    private static Scenario scenario(String name, Options options) throws IOException {
        return switch (name) {
            case "storm" -> new Storm(options, Optional.empty());
            case "s3-away" -> new Storm(options, Optional.of("s3"));
            case "queue-away" -> new Storm(options, Optional.of("sqs"));
            case "sigterm" -> new Stops(options);
            case "cost" -> new Cost(options);
            default -> throw new IllegalArgumentException(Options.USAGE);
        };
    }

    private static void clear(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
