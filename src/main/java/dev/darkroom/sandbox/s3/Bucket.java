package dev.darkroom.sandbox.s3;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.sandbox.http.ServiceException;
import dev.darkroom.sandbox.store.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/**
 * A bucket: its settings, objects and unfinished uploads. Thread-safe: every change, with its condition, happens in one
 * step under the bucket's lock, and is on disk before it is seen.
 */
final class Bucket {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is written about the bucket itself. */
    private record Document(String name, String region, long createdMillis, Map<String, String> settings) {}

    /** An object together with its content, open for reading. */
    record Opened(StoredObject object, InputStream content) {}

    private final String name;
    private final String region;
    private final Instant created;
    private final Storage storage;
    private final Clock clock;
    private final NavigableMap<String, StoredObject> objects = new ConcurrentSkipListMap<>(KeyOrder.UTF_8);
    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
    private volatile BucketSettings settings;
    private long lastSequence;
    private boolean deleted;

    private Bucket(Document document, Storage storage, Clock clock) {
        this.name = document.name();
        this.region = document.region();
        this.created = Instant.ofEpochMilli(document.createdMillis());
        this.settings = new BucketSettings(document.settings());
        this.storage = storage;
        this.clock = clock;
    }

    static Bucket create(String name, String region, BucketSettings settings, Storage storage, Clock clock)
            throws IOException {
        Document document = new Document(name, region, clock.millis(), settings.documents());
        Bucket bucket = new Bucket(document, storage, clock);
        bucket.saveDocument(settings);
        return bucket;
    }

    static Bucket load(String name, Storage storage, Clock clock) throws IOException {
        Document document = JSON.readValue(storage.load(folder(name) + "/bucket.json"), Document.class);
        Bucket bucket = new Bucket(document, storage, clock);
        for (String file : storage.list(folder(name) + "/objects")) {
            StoredObject object = JSON.readValue(storage.load(folder(name) + "/objects/" + file), StoredObject.class);
            bucket.objects.put(object.key(), object);
            bucket.lastSequence = Math.max(bucket.lastSequence, Long.parseLong(object.sequencer(), 16));
        }
        for (String file : storage.list(folder(name) + "/uploads")) {
            Upload upload = JSON.readValue(storage.load(folder(name) + "/uploads/" + file), Upload.class);
            bucket.uploads.put(upload.id(), upload);
        }
        return bucket;
    }

    String name() {
        return name;
    }

    String arn() {
        return "arn:aws:s3:::" + name;
    }

    String region() {
        return region;
    }

    Instant created() {
        return created;
    }

    BucketSettings settings() {
        return settings;
    }

    /** Objects in S3's order; safe to walk while others write. */
    NavigableMap<String, StoredObject> objects() {
        return objects;
    }

    Collection<Upload> uploads() {
        return uploads.values();
    }

    synchronized void configure(UnaryOperator<BucketSettings> change) throws IOException {
        BucketSettings changed = change.apply(settings);
        saveDocument(changed);
        settings = changed;
    }

    Optional<StoredObject> find(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    /** Opens an object so that it can be read whole even when it is replaced meanwhile. */
    synchronized Optional<Opened> open(String key) throws IOException {
        StoredObject object = objects.get(key);
        return object == null
                ? Optional.empty()
                : Optional.of(new Opened(object, storage.open(object.content().id())));
    }

    /** Stores an object if the condition holds; otherwise its content is discarded. */
    synchronized StoredObject put(StoredObject draft, Preconditions condition) throws IOException {
        boolean kept = false;
        try {
            requireNotDeleted();
            Optional<StoredObject> old = find(draft.key());
            condition.checkWrite(old);
            StoredObject object = draft.writtenAt(clock.instant(), nextSequencer());
            save("objects/" + fileName(object.key()), object);
            objects.put(object.key(), object);
            kept = true;
            if (old.isPresent()) {
                storage.discard(old.get().content().id());
            }
            return object;
        } finally {
            if (!kept) {
                storage.discard(draft.content().id());
            }
        }
    }

    synchronized void retag(String key, Map<String, String> tags) throws IOException {
        StoredObject object = find(key).orElseThrow(Errors::noSuchKey).withTags(tags);
        save("objects/" + fileName(key), object);
        objects.put(key, object);
    }

    /** Deletes an object; answers the sequencer of the deletion if there was one to delete. */
    synchronized Optional<String> delete(String key, Preconditions condition) throws IOException {
        Optional<StoredObject> old = find(key);
        condition.checkWrite(old);
        if (old.isEmpty()) {
            return Optional.empty();
        }
        storage.remove(folder(name) + "/objects/" + fileName(key));
        objects.remove(key);
        storage.discard(old.get().content().id());
        return Optional.of(nextSequencer());
    }

    Upload upload(String id, String key) {
        return Optional.ofNullable(uploads.get(id))
                .filter(u -> u.key().equals(key))
                .orElseThrow(Errors::noSuchUpload);
    }

    synchronized void begin(Upload upload) throws IOException {
        requireNotDeleted();
        save("uploads/" + upload.id() + ".json", upload);
        uploads.put(upload.id(), upload);
    }

    /** Adds a part, replacing one of the same number. */
    synchronized void addPart(Upload upload, Upload.Part part) throws IOException {
        Upload current = uploads.get(upload.id());
        if (current == null) {
            storage.discard(part.content().id());
            throw Errors.noSuchUpload();
        }
        Upload.Part replaced = current.parts().get(part.number());
        begin(current.with(part));
        if (replaced != null) {
            storage.discard(replaced.content().id());
        }
    }

    synchronized void forget(Upload upload) throws IOException {
        Upload current = uploads.remove(upload.id());
        if (current != null) {
            storage.remove(folder(name) + "/uploads/" + upload.id() + ".json");
            for (Upload.Part part : current.parts().values()) {
                storage.discard(part.content().id());
            }
        }
    }

    /** Deletes the bucket, with its unfinished uploads, unless it holds objects. */
    synchronized void delete() throws IOException {
        if (!objects.isEmpty()) {
            throw new ServiceException(409, "BucketNotEmpty", "The bucket you tried to delete is not empty");
        }
        for (Upload upload : uploads.values()) {
            forget(upload);
        }
        deleted = true;
        storage.remove(folder(name));
    }

    static String folder(String bucket) {
        return "s3/" + bucket;
    }

    private void requireNotDeleted() {
        if (deleted) {
            throw Errors.noSuchBucket();
        }
    }

    private String nextSequencer() {
        lastSequence = Math.max(lastSequence + 1, clock.millis() << 20);
        return String.format("%016X", lastSequence);
    }

    private void saveDocument(BucketSettings changed) throws IOException {
        save("bucket.json", new Document(name, region, created.toEpochMilli(), changed.documents()));
    }

    private void save(String path, Object document) throws IOException {
        storage.save(folder(name) + "/" + path, JSON.writeValueAsBytes(document));
    }

    /** Keys are chosen by strangers and may be anything; their hashes make harmless file names. */
    private static String fileName(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash) + ".json";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
