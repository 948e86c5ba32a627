package dev.darkroom.bench.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks a process again and again whether it is ready, until it no longer answers. */
final class Readiness implements Runnable {

    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest question;
    private volatile Optional<Instant> down = Optional.empty();
    private volatile Optional<Instant> gone = Optional.empty();

    Readiness(int managementPort) {
        question = HttpRequest.newBuilder(URI.create("http://localhost:" + managementPort + "/q/health/ready"))
                .timeout(TIMEOUT)
                .build();
    }

    @Override
    public void run() {
        try {
            while (gone.isEmpty()) {
                ask();
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** When it first said that it is not ready. */
    Optional<Instant> down() {
        return down;
    }

    /** When it first did not answer. */
    Optional<Instant> gone() {
        return gone;
    }

    private void ask() throws InterruptedException {
        try {
            int status =
                    http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 200 && down.isEmpty()) {
                down = Optional.of(Instant.now());
            }
        } catch (IOException e) {
            gone = Optional.of(Instant.now());
        }
    }
}
