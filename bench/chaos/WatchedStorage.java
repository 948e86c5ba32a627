package dev.darkroom.bench.chaos;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.sandbox.store.Journal;
import dev.darkroom.sandbox.store.MemoryStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The sandbox's memory, which tells an observer of every change that it is asked to keep. */
final class WatchedStorage extends MemoryStorage {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final Observer observer;
    private final Map<String, StoredObject> objects = new ConcurrentHashMap<>();

    WatchedStorage(Observer observer) {
        this.observer = observer;
    }

    @Override
    public void save(String path, byte[] document) {
        String[] parts = path.split("/");
        if (parts.length != 4 || !parts[2].equals("objects")) {
            return;
        }
        StoredObject object = object(parts[1], document);
        StoredObject before = objects.put(path, object);
        if (before != null && before.isSameWrite(object)) {
            observer.tagged(object);
        } else {
            observer.stored(object);
        }
    }

    @Override
    public void remove(String path) {
        StoredObject gone = objects.remove(path);
        if (gone != null) {
            observer.removed(gone);
        }
    }

    @Override
    public Journal journal(String path) {
        return new WatchedJournal(path.split("/")[1]);
    }

    private static StoredObject object(String bucket, byte[] document) {
        try {
            JsonNode json = JSON.readTree(document);
            return new StoredObject(
                    bucket,
                    json.path("key").asText(),
                    json.path("etag").asText(),
                    Instant.ofEpochMilli(json.path("modifiedMillis").asLong()),
                    json.path("sequencer").asText(),
                    JSON.convertValue(json.path("headers"), TEXTS),
                    JSON.convertValue(json.path("tags"), TEXTS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of the sandbox: P and a message, S with its ID and new state, D and its ID. Guarded by the queue's lock. */
    private final class WatchedJournal implements Journal {
        private final String queue;
        private final Map<String, QueueMessage> messages = new ConcurrentHashMap<>();

        WatchedJournal(String queue) {
            this.queue = queue;
        }

        @Override
        public void append(String line) throws IOException {
            String text = line.substring(1);
            switch (line.charAt(0)) {
                case 'P' -> arrive(JSON.readTree(text));
                case 'S' -> change(
                        text.substring(0, text.indexOf(' ')), JSON.readTree(text.substring(text.indexOf(' '))));
                default -> observer.left(messages.remove(text));
            }
        }

        private void arrive(JsonNode json) throws IOException {
            QueueMessage message = new QueueMessage(
                    queue,
                    json.path("id").asText(),
                    uploadedKey(json.path("body").asText()),
                    Optional.of(json.path("attributes").path("darkroom-reason").path("StringValue"))
                            .filter(JsonNode::isTextual)
                            .map(JsonNode::asText),
                    visibleAt(json.path("state")),
                    json.path("state").path("receives").asInt());
            messages.put(message.id(), message);
            observer.arrived(message);
        }

        private void change(String id, JsonNode state) {
            QueueMessage before = messages.get(id);
            QueueMessage after = before.at(visibleAt(state), state.path("receives").asInt());
            messages.put(id, after);
            if (after.receives() > before.receives()) {
                observer.received(after);
            } else {
                observer.postponed(after);
            }
        }

        private static Instant visibleAt(JsonNode state) {
            return Instant.ofEpochMilli(state.path("visibleAtMillis").asLong());
        }

        private static Optional<String> uploadedKey(String body) throws IOException {
            JsonNode key = JSON.readTree(body)
                    .path("Records")
                    .path(0)
                    .path("s3")
                    .path("object")
                    .path("key");
            return key.isTextual()
                    ? Optional.of(URLDecoder.decode(key.asText(), StandardCharsets.UTF_8))
                    : Optional.empty();
        }

        @Override
        public List<String> lines() {
            return List.of();
        }

        @Override
        public void rewrite(List<String> lines) {
            // nothing outlives the process
        }

        @Override
        public int length() {
            return 0;
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
