package dev.darkroom.bench.gallery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What wrk measured.
 *
 * @param requests answered
 * @param perSecond of these
 * @param p50 milliseconds
 * @param p99 milliseconds
 */
record Load(long requests, double perSecond, double p50, double p99) {

    private static final int VISITORS = 50;
    private static final Pattern TIME = Pattern.compile("([0-9.]+)(us|ms|s)");

    /** The same, but it does not matter what comes of it. */
    static void warmUp(String url, int seconds) throws IOException, InterruptedException {
        run(url, seconds);
    }

    /** Fifty visitors, each of whom asks anew as soon as he has the answer. */
    static Load on(String url, int seconds) throws IOException, InterruptedException {
        String text = run(url, seconds);
        if (text.contains("Non-2xx") || text.contains("Socket errors")) {
            throw new IllegalStateException("wrk failed:\n" + text);
        }
        return new Load(
                Long.parseLong(found(text, "(\\d+) requests in")),
                Double.parseDouble(found(text, "Requests/sec:\\s+([0-9.]+)")),
                millis(found(text, "50%\\s+(\\S+)")),
                millis(found(text, "99%\\s+(\\S+)")));
    }

    private static String run(String url, int seconds) throws IOException, InterruptedException {
        Process wrk = new ProcessBuilder(List.of(
                        "wrk", "-t1", "-c" + VISITORS, "-d" + seconds + "s", "--latency", "--timeout", "10s", url))
                .redirectErrorStream(true)
                .start();
        String text = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (wrk.waitFor() != 0) {
            throw new IllegalStateException("wrk failed:\n" + text);
        }
        return text;
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("wrk did not tell:\n" + text);
        }
        return matcher.group(1);
    }

    private static double millis(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw new IllegalStateException("not a time: " + text);
        }
        double number = Double.parseDouble(time.group(1));
        return switch (time.group(2)) {
            case "us" -> number / 1000;
            case "s" -> number * 1000;
            default -> number;
        };
    }
}
