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

/** Uploads what is planned at an even pace, as visitors do: without credentials, and without waiting for each other. */
final class Uploader {

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

    /** Sends all, spread over a time, and returns when all are answered. */
    void send(List<List<Plan.Upload>> steps, Duration duration) throws InterruptedException {
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < steps.size(); i++) {
            long due = start + duration.toNanos() * i / steps.size();
            Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
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
