package dev.darkroom.bench.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** From the start of the process to the first thumbnail, of an upload that waits. */
final class Cold {

    private final Path logs;

    Cold(Path logs) {
        this.logs = logs;
    }

    /** Seconds on the clock, seconds of processor time, and memory in MiB at the first thumbnail. */
    record Figures(double seconds, double cpuSeconds, long residentMiB) {}

    Figures run(Worker worker, Picture picture, int concurrency) throws IOException, InterruptedException {
        try (World world = new World()) {
            world.upload(picture, picture.name());
            CountDownLatch stored = new CountDownLatch(1);
            world.onThumbnail(key -> stored.countDown());
            long start = System.nanoTime();
            try (WorkerProcess process = new WorkerProcess(worker, Worker.environment(world, concurrency), logs)) {
                while (!stored.await(1, TimeUnit.SECONDS)) {
                    process.requireAlive();
                }
                double seconds = (System.nanoTime() - start) / 1e9;
                return new Figures(seconds, process.cpuSeconds(), process.residentMiB());
            }
        }
    }
}
