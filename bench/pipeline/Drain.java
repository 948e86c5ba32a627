package dev.darkroom.bench.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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

        static Mark now(WorkerProcess process) {
            return new Mark(System.nanoTime(), process.cpuSeconds());
        }
    }

    Figures run(Worker worker, List<Picture> mix, int uploads, int concurrency, Duration s3Delay)
            throws IOException, InterruptedException {
        try (World world = new World()) {
            for (int i = 0; i < uploads; i++) {
                Picture picture = mix.get(i % mix.size());
                world.upload(picture, i + "-" + picture.name());
            }
            if (!s3Delay.isZero()) {
                world.delayS3(s3Delay);
            }
            return drain(world, worker, uploads, concurrency);
        }
    }

    private Figures drain(World world, Worker worker, int uploads, int concurrency)
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
        try (WorkerProcess process = new WorkerProcess(worker, Worker.environment(world, concurrency), logs)) {
            await(warm, process);
            Mark start = Mark.now(process);
            await(all, process);
            while (world.messages() > 0) {
                Thread.sleep(5);
            }
            Mark end = Mark.now(process);
            world.requireDone(uploads);
            int measured = uploads - Math.max(1, skipped);
            return new Figures(
                    measured * 1e9 / (end.nanos() - start.nanos()),
                    1000 * (end.cpu() - start.cpu()) / measured,
                    1000 * end.cpu() / uploads,
                    process.peakMiB());
        }
    }

    private static void await(CountDownLatch latch, WorkerProcess process) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!latch.await(100, TimeUnit.MILLISECONDS)) {
            process.requireAlive();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Not done after " + PATIENCE);
            }
        }
    }
}
