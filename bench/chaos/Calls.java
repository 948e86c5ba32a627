package dev.darkroom.bench.chaos;

import dev.darkroom.sandbox.CallLog;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what the resizers ask of S3 and SQS; the calls of others have no application's name. Thread-safe. */
final class Calls implements Observer {

    private final Map<String, Map<Integer, Integer>> byOperation = new TreeMap<>();
    private final Map<String, Instant> lastReceive = new ConcurrentHashMap<>();

    @Override
    public void called(CallLog.Call call) {
        if (call.application().isEmpty()) {
            return;
        }
        synchronized (byOperation) {
            byOperation
                    .computeIfAbsent(call.operation(), o -> new TreeMap<>())
                    .merge(call.status(), 1, Integer::sum);
        }
        if (call.operation().equals("sqs:ReceiveMessage") && call.status() == 200) {
            lastReceive.put(call.application(), Instant.now());
        }
    }

    /** Calls by operation and HTTP status, 0 for those without an answer. */
    Map<String, Map<Integer, Integer>> byOperation() {
        Map<String, Map<Integer, Integer>> copy = new TreeMap<>();
        synchronized (byOperation) {
            byOperation.forEach((operation, statuses) -> copy.put(operation, new TreeMap<>(statuses)));
        }
        return copy;
    }

    /** When a process was last answered a request for messages. */
    Optional<Instant> lastReceive(String application) {
        return Optional.ofNullable(lastReceive.get(application));
    }
}
