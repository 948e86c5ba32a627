package dev.darkroom.bench.pipeline;

import dev.darkroom.sandbox.Faults;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/** Resizer and gallery in one process, and 5,000 uploads at once: memory, time for a picture, and what visitors notice. */
final class Burst {

    private static final int UPLOADS = 5000;
    private static final int WARM_UP = 1000;
    private static final int PARTS = 5;
    private static final int IDLE_VISITS = 1000;
    private static final int VISITS_AT_A_TIME = 10;
    private static final int CONCURRENCY = 2;

    private final Options options;

    Burst(Options options) {
        this.options = options;
    }

    String run() throws IOException, InterruptedException {
        Worker worker = new Workers(options).darkroomOfTheImage();
        List<Picture> pictures = Picture.mix(options.corpus().resolve("2"));
        int port = freePort();
        int managementPort = freePort();
        try (World world = new World()) {
            Map<String, String> environment = new HashMap<>(Worker.environment(world, CONCURRENCY));
            environment.putAll(Map.of(
                    "DARKROOM_ROLES", "resizer,gallery",
                    "QUARKUS_HTTP_PORT", port + "",
                    "QUARKUS_MANAGEMENT_PORT", managementPort + ""));
            try (WorkerProcess process = new WorkerProcess(worker, environment, options.logs())) {
                Visits visits = new Visits(URI.create("http://localhost:" + port + "/"));
                return new Run(world, process, visits, new Heap(managementPort), pictures).measure();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** One burst. */
    private final class Run {
        private final World world;
        private final WorkerProcess process;
        private final Visits visits;
        private final Heap heap;
        private final List<Picture> pictures;
        private final Semaphore stored = new Semaphore(0);
        private final Table table = new Table(
                "pictures done",
                "messages waiting",
                "pictures/s",
                "RSS, MiB",
                "heap used, MiB",
                "of it old, MiB",
                "visits",
                "median, ms",
                "p99, ms",
                "times idle");

        Run(World world, WorkerProcess process, Visits visits, Heap heap, List<Picture> pictures) {
            this.world = world;
            this.process = process;
            this.visits = visits;
            this.heap = heap;
            this.pictures = pictures;
            world.onThumbnail(key -> stored.release());
        }

        String measure() throws IOException, InterruptedException {
            visits.awaitOpen(process);
            upload("warm-up-", WARM_UP);
            await(WARM_UP);
            List<Double> windows = visits.warmUp();
            Visits.Times idle = visits.make(IDLE_VISITS);
            row("none, idle", "", idle, idle);
            int uploads = options.uploads(UPLOADS / PARTS) * PARTS;
            // The queue is full at once, and who fills it takes no processors from those that are measured.
            Faults.Registration closed = world.closeQueue();
            upload("burst-", uploads);
            closed.close();
            burst(uploads, idle);
            row("all, idle again", "", visits.make(IDLE_VISITS), idle);
            world.requireDone(WARM_UP + uploads);
            return "## A burst of " + uploads + " uploads\n\n" + table
                    + "\nBefore that, " + WARM_UP + " uploads, and visits until they became no faster. p99 in ms of each 500: "
                    + windows.stream().map(p99 -> String.format(Locale.ROOT, "%.1f", p99)).collect(Collectors.joining(", "))
                    + ".\n";
        }

        private void burst(int uploads, Visits.Times idle) throws IOException, InterruptedException {
            List<Visits.Times> all = new ArrayList<>();
            long start = System.nanoTime();
            for (int part = 1; part <= PARTS; part++) {
                long startOfPart = System.nanoTime();
                List<Visits.Times> times = new ArrayList<>();
                do {
                    process.requireAlive();
                    times.add(visits.make(VISITS_AT_A_TIME));
                } while (!stored.tryAcquire(uploads / PARTS));
                double perSecond = uploads / PARTS / seconds(startOfPart);
                all.addAll(times);
                row(Integer.toString(part * uploads / PARTS), perSecond, Visits.Times.of(times), idle);
            }
            row("the whole burst", uploads / seconds(start), Visits.Times.of(all), idle);
        }

        private void row(String done, Object perSecond, Visits.Times times, Visits.Times idle)
                throws IOException, InterruptedException {
            System.err.println(done + ": p99 " + times.p99() + " ms");
            table.row(
                    done,
                    world.messages(),
                    perSecond,
                    process.residentMiB(),
                    heap.usedMiB(),
                    heap.oldMiB(),
                    times.count(),
                    times.median(),
                    times.p99(),
                    times.p99() / idle.p99());
        }

        private void await(int thumbnails) throws InterruptedException {
            while (!stored.tryAcquire(thumbnails)) {
                process.requireAlive();
                Thread.sleep(100);
            }
        }

        private void upload(String prefix, int count) {
            for (int i = 0; i < count; i++) {
                Picture picture = pictures.get(i % pictures.size());
                world.upload(picture, prefix + i + "-" + picture.name());
            }
        }

        private static double seconds(long start) {
            return (System.nanoTime() - start) / 1e9;
        }
    }
}
