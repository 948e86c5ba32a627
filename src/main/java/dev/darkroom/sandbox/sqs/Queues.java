package dev.darkroom.sandbox.sqs;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.sandbox.http.ServiceException;
import dev.darkroom.sandbox.store.Storage;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** All queues. Thread-safe. */
final class Queues {
    static final String ACCOUNT = "000000000000";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is written about a queue itself. */
    private record Document(String arn, Map<String, String> settings, Map<String, String> tags) {}

    private final Storage storage;
    private final Clock clock;
    private final ConcurrentSkipListMap<String, Queue> queues = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<String, Map<String, String>> tags = new ConcurrentSkipListMap<>();

    Queues(Storage storage, Clock clock) throws IOException {
        this.storage = storage;
        this.clock = clock;
        for (String name : storage.list("sqs")) {
            if (storage.list("sqs/" + name).contains("queue.json")) {
                Document document = JSON.readValue(storage.load("sqs/" + name + "/queue.json"), Document.class);
                open(name, document.arn(), QueueSettings.of(document.settings()));
                tags.put(name, document.tags());
            }
        }
    }

    Collection<Queue> all() {
        return queues.values();
    }

    Optional<Queue> find(String name) {
        return Optional.ofNullable(queues.get(name));
    }

    Optional<Queue> findByArn(String arn) {
        return find(arn.substring(arn.lastIndexOf(':') + 1)).filter(q -> q.arn().equals(arn));
    }

    /** Makes a queue, or finds the one that has these settings already. */
    synchronized Queue create(String name, String region, Map<String, String> settings, Map<String, String> newTags)
            throws IOException {
        Optional<Queue> existing = find(name);
        if (existing.isPresent()) {
            if (!existing.get().settings().has(settings)) {
                throw SqsErrors.of(
                        "QueueNameExists",
                        "A queue already exists with the same name and a different value for an attribute.");
            }
            return existing.get();
        }
        QueueSettings valid = validated(QueueSettings.of(settings));
        String arn = String.join(":", "arn:aws:sqs", region, ACCOUNT, name);
        Queue queue = open(name, arn, valid);
        tags.put(name, newTags);
        save(queue);
        return queue;
    }

    synchronized void configure(Queue queue, Map<String, String> settings) throws IOException {
        queue.configure(validated(queue.settings().with(settings)));
        save(queue);
    }

    Map<String, String> tags(Queue queue) {
        return tags.getOrDefault(queue.name(), Map.of());
    }

    synchronized void tag(Queue queue, Map<String, String> changed) throws IOException {
        tags.put(queue.name(), new TreeMap<>(changed));
        save(queue);
    }

    synchronized void delete(Queue queue) throws IOException {
        queues.remove(queue.name());
        tags.remove(queue.name());
        queue.close();
        storage.remove("sqs/" + queue.name());
    }

    /** Ends all queues; their messages stay in the storage. */
    synchronized void close() throws IOException {
        for (Queue queue : queues.values()) {
            queue.close();
        }
    }

    private QueueSettings validated(QueueSettings settings) {
        Optional<ServiceException> missing = settings.deadLetterArn()
                .filter(arn -> findByArn(arn).isEmpty())
                .map(arn -> SqsErrors.invalidParameter("Value for parameter RedrivePolicy is invalid."
                        + " Reason: Dead letter target does not exist: " + arn));
        if (missing.isPresent()) {
            throw missing.get();
        }
        return settings;
    }

    private Queue open(String name, String arn, QueueSettings settings) throws IOException {
        Queue queue = new Queue(name, arn, settings, storage.journal("sqs/" + name + "/messages.journal"), clock);
        queues.put(name, queue);
        return queue;
    }

    private void save(Queue queue) throws IOException {
        Document document = new Document(queue.arn(), queue.settings().values(), tags(queue));
        storage.save("sqs/" + queue.name() + "/queue.json", JSON.writeValueAsBytes(document));
    }
}
