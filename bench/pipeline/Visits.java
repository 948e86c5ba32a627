package dev.darkroom.bench.pipeline;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A visitor who opens the gallery again and again, and how long each answer takes. */
final class Visits {

    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** As long as a visitor never waits, yet a fifth of a burst has some hundred visits. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** While nothing is measured. Without any pause there were more requests than the gallery admits. */
    private static final Duration SHORT_PAUSE = Duration.ofMillis(3);

    private static final int WINDOW = 500;
    private static final int MOST_WINDOWS = 30;
    private static final int WINDOWS_WITHOUT_GAIN = 5;
    private static final double GAIN = 0.95;

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest request;

    Visits(URI gallery) {
        request = HttpRequest.newBuilder(gallery).timeout(PATIENCE).build();
    }

    /**
     * Times of visits.
     *
     * @param millis of each
     */
    record Times(List<Double> millis) {

        Times {
            millis = millis.stream().sorted().toList();
        }

        int count() {
            return millis.size();
        }

        double median() {
            return millis.get(millis.size() / 2);
        }

        double p99() {
            return millis.get(millis.size() * 99 / 100);
        }

        /** @return all of these visits together */
        static Times of(List<Times> parts) {
            return new Times(parts.stream().flatMap(part -> part.millis().stream()).toList());
        }
    }

    /** Returns as soon as the gallery answers. */
    void awaitOpen(WorkerProcess process) throws InterruptedException {
        while (true) {
            try {
                http.send(request, HttpResponse.BodyHandlers.discarding());
                return;
            } catch (IOException notYet) {
                process.requireAlive();
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    /**
     * Visits until Java has compiled what a visit needs: until the p99 of five windows of 500 visits in a row is not lower than the
     * lowest before.
     *
     * @return p99 of each window
     */
    List<Double> warmUp() throws IOException, InterruptedException {
        List<Double> windows = new ArrayList<>();
        double lowest = Double.MAX_VALUE;
        int withoutGain = 0;
        while (withoutGain < WINDOWS_WITHOUT_GAIN && windows.size() < MOST_WINDOWS) {
            double p99 = new Times(visit(WINDOW, SHORT_PAUSE)).p99();
            windows.add(p99);
            withoutGain = p99 < lowest * GAIN ? 0 : withoutGain + 1;
            lowest = Math.min(lowest, p99);
        }
        return Collections.unmodifiableList(windows);
    }

    /** @return the times of so many visits */
    Times make(int count) throws IOException, InterruptedException {
        return new Times(visit(count, PAUSE));
    }

    private List<Double> visit(int count, Duration pause) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            HttpResponse<Void> answer = http.send(request, HttpResponse.BodyHandlers.discarding());
            if (answer.statusCode() != OK) {
                throw new IllegalStateException("The gallery answers " + answer.statusCode());
            }
            millis.add((System.nanoTime() - start) / 1e6);
            Thread.sleep(pause.toMillis());
        }
        return millis;
    }
}
