package dev.darkroom.bench.chaos;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What is in the dead-letter queue. Thread-safe. */
final class DeadLetters implements Observer {

    private final Map<String, QueueMessage> messages = new ConcurrentHashMap<>();

    @Override
    public void arrived(QueueMessage message) {
        if (message.queue().equals(World.DEAD_LETTERS)) {
            messages.put(message.id(), message);
        }
    }

    @Override
    public void left(QueueMessage message) {
        if (message.queue().equals(World.DEAD_LETTERS)) {
            messages.remove(message.id());
        }
    }

    int count() {
        return messages.size();
    }

    /** How many there are for each reason, numbers in it left out. */
    Map<String, Integer> reasons() {
        Map<String, Integer> reasons = new TreeMap<>();
        messages.values().stream()
                .map(m -> m.reason().orElse("moved by SQS, whose consumers died"))
                .map(reason -> reason.replaceAll("\\(.*", "").replaceAll("\\d+", "N").strip())
                .forEach(reason -> reasons.merge(reason, 1, Integer::sum));
        return reasons;
    }
}
