package dev.darkroom.bench.chaos;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a run is to be like.
 *
 * @param uploads how many uploads
 * @param keys under how many keys
 * @param seconds over which time
 * @param resizers how many processes
 * @param concurrency {@code darkroom.resizer.concurrency}; 0 for its default
 * @param life longest life of a resizer in a storm, in seconds
 * @param visibility {@code darkroom.queue.visibility-seconds}; 0 for its default
 * @param seed makes uploads, faults and kills repeatable; not their timing
 * @param javaOptions options of the resizers' Java
 * @param app the packaged app
 * @param directory where logs and stories go
 */
record Options(
        int uploads,
        int keys,
        int seconds,
        int resizers,
        int concurrency,
        int life,
        int visibility,
        long seed,
        List<String> javaOptions,
        Path app,
        Path directory) {

    static final String USAGE = "Usage: bench/chaos.sh storm|s3-away|queue-away|sigterm|cost [--uploads N] [--keys N]"
            + " [--seconds N] [--resizers N] [--concurrency N] [--life N] [--visibility N] [--seed N] [--java 'OPTIONS'] [--app JAR] [--out DIRECTORY]";

    /** @throws IllegalArgumentException for arguments that make no sense */
    static Options parse(List<String> arguments, Options defaults) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException("No value for " + arguments.get(i));
            }
            given.put(arguments.get(i), arguments.get(i + 1));
        }
        Options options = new Options(
                number(given, "--uploads", defaults.uploads),
                number(given, "--keys", defaults.keys),
                number(given, "--seconds", defaults.seconds),
                number(given, "--resizers", defaults.resizers),
                number(given, "--concurrency", defaults.concurrency),
                number(given, "--life", defaults.life),
                number(given, "--visibility", defaults.visibility),
                Long.parseLong(take(given, "--seed", Long.toString(defaults.seed))),
                List.of(take(given, "--java", String.join(" ", defaults.javaOptions))
                        .split(" ")),
                Path.of(take(given, "--app", defaults.app.toString())),
                Path.of(take(given, "--out", defaults.directory.toString())));
        if (!given.isEmpty()) {
            throw new IllegalArgumentException("Unknown: " + String.join(" ", given.keySet()));
        }
        return options;
    }

    /** What a scenario runs with unless told otherwise. */
    static Options defaults(String scenario) {
        boolean storm = !scenario.equals("sigterm") && !scenario.equals("cost");
        return new Options(
                scenario.equals("cost") ? 50 : 2_000,
                scenario.equals("cost") ? 50 : 300,
                storm ? 120 : 250,
                scenario.equals("cost") ? 1 : 2,
                storm ? 8 : 0,
                8,
                storm ? 10 : 0,
                ThreadLocalRandom.current().nextLong(1_000_000),
                List.of("-Xmx352m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                Path.of("target/quarkus-app/quarkus-run.jar"),
                Path.of("target/chaos", scenario));
    }

    /** Settings of the resizers that are not the default. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        if (visibility > 0) {
            settings.put("darkroom.queue.visibility-seconds", Integer.toString(visibility));
        }
        if (concurrency > 0) {
            settings.put("darkroom.resizer.concurrency", Integer.toString(concurrency));
        }
        return settings;
    }

    private static int number(Map<String, String> given, String name, int fallback) {
        return Integer.parseInt(take(given, name, Integer.toString(fallback)));
    }

    private static String take(Map<String, String> given, String name, String fallback) {
        String value = given.remove(name);
        return value == null ? fallback : value;
    }
}
