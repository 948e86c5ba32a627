package dev.darkroom.bench.pipeline;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Resizer and gallery in one process, and 5,000 uploads at once: memory, time for a picture, and what visitors notice. */
final class Burst {

    private static final int UPLOADS = 5000;
    private static final int WARM_UP = 1000;
    private static final int PARTS = 5;
    private static final int IDLE_VISITS = 300;
    private static final int CONCURRENCY = 2;
    private static final Duration PAUSE = Duration.ofMillis(40);

    private final Options options;

    Burst(Options options) {
        this.options = options;
    }

    String run() throws IOException, InterruptedException {
        Worker worker = new Workers(options).darkroomOfTheImage();
        List<Picture> pictures = Picture.mix(options.corpus().resolve("2"));
        int port = freePort();
        try (World world = new World()) {
            Map<String, String> environment = new HashMap<>(Worker.environment(world, CONCURRENCY));
            environment.putAll(Map.of("DARKROOM_ROLES", "resizer,gallery", "QUARKUS_HTTP_PORT", port + ""));
            try (WorkerProcess process = new WorkerProcess(worker, environment, options.logs())) {
                return measure(world, process, new Visits(URI.create("http://localhost:" + port + "/")), pictures);
            }
        }
    }

    private String measure(World world, WorkerProcess process, Visits visits, List<Picture> pictures)
            throws IOException, InterruptedException {
        AtomicInteger done = new AtomicInteger();
        Semaphore stored = new Semaphore(0);
        world.onThumbnail(key -> {
            done.incrementAndGet();
            stored.release();
        });
        visits.awaitOpen(process);
        upload(world, pictures, "warm-up-", options.uploads(WARM_UP));
        stored.acquire(options.uploads(WARM_UP));
        visits.make(IDLE_VISITS);
        double idle = visits.p99(IDLE_VISITS);
        Table table = new Table("pictures done", "pictures/s", "RSS, MiB", "gallery p99, ms", "times idle");
        table.row("none, idle", "", process.residentMiB(), idle, 1.0);

        int uploads = options.uploads(UPLOADS);
        Thread uploader = new Thread(() -> upload(world, pictures, "burst-", uploads));
        uploader.start();
        for (int part = 1; part <= PARTS; part++) {
            long start = System.nanoTime();
            int before = visits.count();
            while (!stored.tryAcquire(uploads / PARTS)) {
                process.requireAlive();
                visits.make(1);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            double p99 = visits.p99(visits.count() - before);
            table.row(part * uploads / PARTS, uploads / PARTS / seconds, process.residentMiB(), p99, p99 / idle);
        }
        uploader.join();
        visits.make(IDLE_VISITS);
        double after = visits.p99(IDLE_VISITS);
        table.row("all, idle again", "", process.residentMiB(), after, after / idle);
        return "## A burst of " + uploads + " uploads\n\n" + table;
    }

    private static void upload(World world, List<Picture> pictures, String prefix, int count) {
        for (int i = 0; i < count; i++) {
            Picture picture = pictures.get(i % pictures.size());
            world.upload(picture, prefix + i + "-" + picture.name());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** A visitor who opens the gallery again and again. */
    private static final class Visits {
        private static final int OK = 200;

        private final HttpClient http = HttpClient.newHttpClient();
        private final HttpRequest request;
        private final List<Double> millis = new ArrayList<>();

        Visits(URI gallery) {
            request = HttpRequest.newBuilder(gallery).timeout(Duration.ofSeconds(20)).build();
        }

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

        void make(int count) throws IOException, InterruptedException {
            for (int i = 0; i < count; i++) {
                long start = System.nanoTime();
                HttpResponse<Void> answer = http.send(request, HttpResponse.BodyHandlers.discarding());
                if (answer.statusCode() != OK) {
                    throw new IllegalStateException("The gallery answers " + answer.statusCode());
                }
                millis.add((System.nanoTime() - start) / 1e6);
                Thread.sleep(PAUSE.toMillis());
            }
        }

        int count() {
            return millis.size();
        }

        double p99(int last) {
            List<Double> sorted = new ArrayList<>(millis.subList(millis.size() - last, millis.size()));
            Collections.sort(sorted);
            return sorted.get(sorted.size() * 99 / 100);
        }
    }
}
