package dev.darkroom.aws.queue;

import java.time.Duration;

/**
 * One message that was received and is neither deleted nor given back. Thread-safe.
 *
 * <p>Times are readings of {@link System#nanoTime}.
 */
final class Lease {

    /** Of the time for which a message is hidden: leaves room for two more attempts if the first fails. */
    private static final int EXTEND_AFTER = 3;

    private final String queueUrl;
    private final String receiptHandle;
    private final Duration visibility;
    private volatile Thread worker = Thread.currentThread();
    private volatile long since;
    private volatile boolean kept = true;

    /**
     * Of a message that this thread has received.
     *
     * @param queueUrl queue of the message
     * @param receiptHandle of this receive
     * @param visibility for how long it is hidden from other workers each time
     * @param since when that began
     */
    Lease(String queueUrl, String receiptHandle, Duration visibility, long since) {
        this.queueUrl = queueUrl;
        this.receiptHandle = receiptHandle;
        this.visibility = visibility;
        this.since = since;
    }

    String queueUrl() {
        return queueUrl;
    }

    String receiptHandle() {
        return receiptHandle;
    }

    /** The thread that works on it, or that received it, if none does yet. */
    Thread worker() {
        return worker;
    }

    void assign(Thread thread) {
        worker = thread;
    }

    Duration visibility() {
        return visibility;
    }

    /** The message was hidden anew. */
    void extendedAt(long now) {
        since = now;
    }

    /** The message is not to be hidden any longer than it is. */
    void letGo() {
        kept = false;
    }

    boolean isDue(long now) {
        return kept && now - since >= visibility.toNanos() / EXTEND_AFTER;
    }

    boolean isOver(long now) {
        return now - since >= visibility.toNanos();
    }
}
