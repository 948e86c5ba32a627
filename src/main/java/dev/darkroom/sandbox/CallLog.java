package dev.darkroom.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What clients asked of the sandbox. Thread-safe. */
public final class CallLog {
    private static final int MOST_RECENT = 10_000;

    private final Map<String, Long> counts = new TreeMap<>();
    private final Deque<Call> recent = new ArrayDeque<>();

    /**
     * One call.
     *
     * @param operation service and operation, such as {@code s3:PutObject}
     * @param resource bucket or queue, empty for none
     * @param status HTTP status of the answer, 0 when the connection ended without one
     */
    public record Call(String operation, String resource, int status) {}

    /** How often each operation was called since the start or the last reset. */
    public synchronized Map<String, Long> counts() {
        return Map.copyOf(counts);
    }

    /** How often an operation was called; 0 for one never called. */
    public synchronized long count(String operation) {
        return counts.getOrDefault(operation, 0L);
    }

    /** The latest calls, at most 10,000, oldest first. */
    public synchronized List<Call> recent() {
        return List.copyOf(recent);
    }

    /** Forgets all calls. */
    public synchronized void reset() {
        counts.clear();
        recent.clear();
    }

    synchronized void add(String operation, String resource, int status) {
        counts.merge(operation, 1L, Long::sum);
        if (recent.size() == MOST_RECENT) {
            recent.removeFirst();
        }
        recent.addLast(new Call(operation, resource, status));
    }
}
