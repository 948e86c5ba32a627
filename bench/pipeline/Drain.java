package dev.darkroom.bench.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Uploads first, then lets a worker work it off, and measures from the end of its warm-up to the last thumbnail. */
final class Drain {

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Path logs;

    Drain(Path logs) {
        this.logs = logs;
    }

    /**
     * What it took.
     *
     * @param perSecond pictures a second, after the warm-up
     * @param cpuPerThousand seconds of processor time for 1,000 pictures, after the warm-up
     * @param cpuPerThousandWithStart the same of all pictures, with start and warm-up
     * @param peakMiB most memory at once
     */
    record Figures(double perSecond, double cpuPerThousand, double cpuPerThousandWithStart, long peakMiB) {}

    /** A moment: when, and how much processor time was used up to then. */
    private record Mark(long nanos, double cpu) {

        static Mark now(Crew crew) {
            return new Mark(System.nanoTime(), crew.cpuSeconds());
        }
    }

    Figures run(Worker worker, List<Picture> mix, int uploads, int processes, int concurrency, Duration s3Delay)
            throws IOException, InterruptedException {
        try (World world = new World()) {
            for (int i = 0; i < uploads; i++) {
                Picture picture = mix.get(i % mix.size());
                world.upload(picture, i + "-" + picture.name());
            }
            if (!s3Delay.isZero()) {
                world.delayS3(s3Delay);
            }
            return drain(world, worker, uploads, processes, concurrency);
        }
    }

    private Figures drain(World world, Worker worker, int uploads, int processes, int concurrency)
            throws IOException, InterruptedException {
        int skipped = (int) (uploads * worker.warmUp());
        AtomicInteger done = new AtomicInteger();
        CountDownLatch warm = new CountDownLatch(1);
        CountDownLatch all = new CountDownLatch(1);
        world.onThumbnail(key -> {
            int count = done.incrementAndGet();
            if (count == Math.max(1, skipped)) {
                warm.countDown();
            }
            if (count == uploads) {
                all.countDown();
            }
        });
        try (Crew crew = new Crew()) {
            for (int i = 0; i < processes; i++) {
                crew.add(new WorkerProcess(worker, Worker.environment(world, concurrency), logs));
            }
            await(warm, crew);
            Mark start = Mark.now(crew);
            await(all, crew);
            while (world.messages() > 0) {
                Thread.sleep(5);
            }
            Mark end = Mark.now(crew);
            world.requireDone(uploads);
            int measured = uploads - Math.max(1, skipped);
            return new Figures(
                    measured * 1e9 / (end.nanos() - start.nanos()),
                    1000 * (end.cpu() - start.cpu()) / measured,
                    1000 * end.cpu() / uploads,
                    crew.peakMiB());
        }
    }

    /** Processes that share the work. */
    private static final class Crew implements AutoCloseable {
        private final List<WorkerProcess> processes = new ArrayList<>();

        void add(WorkerProcess process) {
            processes.add(process);
        }

        void requireAlive() {
            processes.forEach(WorkerProcess::requireAlive);
        }

        double cpuSeconds() {
            return processes.stream().mapToDouble(WorkerProcess::cpuSeconds).sum();
        }

        long peakMiB() {
            return processes.stream().mapToLong(WorkerProcess::peakMiB).max().orElseThrow();
        }

        @Override
        public void close() {
            processes.forEach(WorkerProcess::close);
        }
    }

    private static void await(CountDownLatch latch, Crew crew) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!latch.await(100, TimeUnit.MILLISECONDS)) {
            crew.requireAlive();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Not done after " + PATIENCE);
            }
        }
    }
}
