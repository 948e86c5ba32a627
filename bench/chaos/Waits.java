package dev.darkroom.bench.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How long each message of the upload queue took from when it could first be received until it left. Thread-safe. */
final class Waits implements Observer {

    private final Map<String, Instant> deliverable = new ConcurrentHashMap<>();
    private final Queue<Wait> over = new ConcurrentLinkedQueue<>();

    /** One message that has left. */
    record Wait(QueueMessage message, Duration duration) {}

    @Override
    public void arrived(QueueMessage message) {
        if (message.queue().equals(World.QUEUE)) {
            deliverable.put(message.id(), message.visibleAt());
        }
    }

    @Override
    public void left(QueueMessage message) {
        Optional.ofNullable(deliverable.remove(message.id()))
                .ifPresent(since -> over.add(new Wait(message, Duration.between(since, Instant.now()))));
    }

    /** How many messages have not left yet. */
    int waiting() {
        return deliverable.size();
    }

    /** Those that have left, the longest first. */
    List<Wait> longest() {
        return over.stream()
                .sorted(Comparator.comparing(Wait::duration).reversed())
                .toList();
    }
}
