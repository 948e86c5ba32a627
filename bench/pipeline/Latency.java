package dev.darkroom.bench.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** One upload at a time: from the end of the upload until S3 has the thumbnail. */
final class Latency {

    private static final int PAUSE_MILLIS = 5;

    private final Path logs;

    Latency(Path logs) {
        this.logs = logs;
    }

    /** Milliseconds that half of the uploads, and 99 % of them, took at most. */
    record Figures(double median, double p99) {}

    Figures run(Worker worker, List<Picture> mix, int warmUp, int uploads, int concurrency)
            throws IOException, InterruptedException {
        try (World world = new World()) {
            SynchronousQueue<Long> stored = new SynchronousQueue<>();
            world.onThumbnail(key -> hand(stored, System.nanoTime()));
            try (WorkerProcess process = new WorkerProcess(worker, Worker.environment(world, concurrency), logs)) {
                double[] millis = new double[uploads];
                for (int i = -warmUp; i < uploads; i++) {
                    Picture picture = mix.get(Math.floorMod(i, mix.size()));
                    world.upload(picture, "latency-" + (i + warmUp) + "-" + picture.name());
                    long uploaded = System.nanoTime();
                    Long done = stored.poll(1, TimeUnit.MINUTES);
                    process.requireAlive();
                    if (done == null) {
                        throw new IllegalStateException("No thumbnail within a minute");
                    }
                    if (i >= 0) {
                        millis[i] = (done - uploaded) / 1e6;
                    }
                    Thread.sleep(PAUSE_MILLIS);
                }
                Arrays.sort(millis);
                return new Figures(millis[uploads / 2], millis[uploads * 99 / 100]);
            }
        }
    }

    private static void hand(SynchronousQueue<Long> queue, long nanos) {
        try {
            queue.offer(nanos, 1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
