package dev.darkroom.bench.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A worker that runs. Processor time and memory are the kernel's figures of this process alone (proc(5), Linux). */
final class WorkerProcess implements AutoCloseable {

    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final int KIB_PER_MIB = 1024;

    private final Process process;
    private final Path log;

    WorkerProcess(Worker worker, Map<String, String> environment, Path logs) throws IOException {
        log = logs.resolve(worker.name().replaceAll("\\W+", "-") + ".log");
        ProcessBuilder builder = new ProcessBuilder(worker.command());
        builder.environment().putAll(environment);
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** @throws IllegalStateException if it has ended */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("The worker has ended, see " + log);
        }
    }

    long pid() {
        return process.pid();
    }

    /** @return seconds of processor time up to now */
    double cpuSeconds() {
        String stat = read("stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) / TICKS_PER_SECOND;
    }

    /** @return most memory that it ever had at once, in MiB */
    long peakMiB() {
        return status("VmHWM");
    }

    /** @return memory that it has now, in MiB */
    long residentMiB() {
        return status("VmRSS");
    }

    private long status(String name) {
        return read("status")
                        .lines()
                        .filter(line -> line.startsWith(name + ":"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                        .findFirst()
                        .orElseThrow()
                / KIB_PER_MIB;
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid()), file));
        } catch (IOException e) {
            throw new IllegalStateException("The worker has ended, see " + log, e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
