package dev.darkroom.image.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * Tells of a thread that works on one thing for too long: prints where it is after {@link Trial#MAX_NANOS} of processor
 * time or a minute, and ends the Java runtime after ten times that.
 */
final class Watchdog {
    private static final long MAX_WALL_NANOS = 60_000_000_000L;
    private static final int LAST_WARNING = 10;

    private final ThreadMXBean beans = ManagementFactory.getThreadMXBean();
    private final Thread watched = Thread.currentThread();
    private volatile Task task;

    /** Starts to watch the thread that calls. */
    Watchdog() {
        this.task = task("start");
        Thread thread = new Thread(this::look, "watchdog");
        thread.setDaemon(true);
        thread.start();
    }

    /** The thread that was watched goes on to something else. */
    void watch(String name) {
        task = task(name);
    }

    private Task task(String name) {
        return new Task(name, System.nanoTime(), beans.getThreadCpuTime(watched.getId()));
    }

    private void look() {
        Task reported = task;
        while (!Thread.currentThread().isInterrupted()) {
            Task current = task;
            double overdue = overdue(current);
            if (overdue > 1 && current != reported) {
                reported = current;
                System.out.println("HANG " + current.name + ", so far in");
                Arrays.stream(watched.getStackTrace()).forEach(frame -> System.out.println("\tat " + frame));
            }
            if (overdue > LAST_WARNING) {
                System.out.println("HANG " + current.name + " does not end");
                Runtime.getRuntime().halt(3);
            }
            pause();
        }
    }

    private double overdue(Task current) {
        double processor = beans.getThreadCpuTime(watched.getId()) - current.processorNanos;
        double wall = System.nanoTime() - current.wallNanos;
        return Math.max(processor / Trial.MAX_NANOS, wall / MAX_WALL_NANOS);
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private record Task(String name, long wallNanos, long processorNanos) {}
}
