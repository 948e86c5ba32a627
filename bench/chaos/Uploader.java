package dev.darkroom.bench.chaos;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Uploads what is planned at an even pace, as visitors do: without credentials, and without waiting for each other. */
final class Uploader {

    private static final int LONGEST_STRETCH = 2;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI bucket;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    /** @param bucket address of the bucket, without a slash at the end */
    Uploader(URI bucket) {
        this.bucket = bucket;
    }

    /**
     * Sends all and returns when all are answered.
     *
     * @param shortest spread evenly over at least this time
     * @param crowded whether to wait, which makes it take up to twice as long: versions of a picture meet only if the
     *     resizers keep up with them
     */
    void send(List<List<Plan.Upload>> steps, Duration shortest, BooleanSupplier crowded) throws InterruptedException {
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        long interval = shortest.toNanos() / steps.size();
        long due = System.nanoTime();
        for (int i = 0; i < steps.size(); i++) {
            long latest = due + LONGEST_STRETCH * interval;
            due += interval;
            while (System.nanoTime() < due || crowded.getAsBoolean() && System.nanoTime() < latest) {
                Thread.sleep(1);
            }
            due = Math.max(due, System.nanoTime());
            for (Plan.Upload upload : steps.get(i)) {
                sent.add(send(upload));
            }
        }
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
    }

    /** Sends one. */
    CompletableFuture<Void> send(Plan.Upload upload) {
        String path = URLEncoder.encode(upload.key(), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
        HttpRequest request = HttpRequest.newBuilder(URI.create(bucket + "/" + path))
                .timeout(LONGEST)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(upload.picture().bytes()))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .thenAccept(response -> (response.statusCode() == 200 ? acknowledged : refused).incrementAndGet());
    }

    int acknowledged() {
        return acknowledged.get();
    }

    int refused() {
        return refused.get();
    }
}
