package dev.darkroom.bench.chaos;

import dev.darkroom.index.IndexEntry;
import dev.darkroom.sandbox.CallLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** All that ever happened to each key, so that a violation comes with its story. Thread-safe. */
final class History implements Observer {

    private final Instant start = Instant.now();
    private final Map<String, Queue<Note>> notes = new ConcurrentHashMap<>();
    private final Queue<Note> common = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> serials = new ConcurrentHashMap<>();

    private record Note(Instant at, String text) {}

    /** Calls pictures by their numbers from now on. */
    void name(Plan plan) {
        plan.byKey()
                .values()
                .forEach(pictures -> pictures.forEach(p -> serials.putIfAbsent(p.md5(), p.serial())));
    }

    /** Notes what concerns all keys, such as the end of a process. */
    void note(String text) {
        common.add(new Note(Instant.now(), text));
    }

    /** The story of a key, with what concerned all keys meanwhile. */
    List<String> of(String key) {
        List<Note> all = new ArrayList<>(notes.getOrDefault(key, new ConcurrentLinkedQueue<>()));
        all.addAll(common);
        all.sort(Comparator.comparing(Note::at));
        return all.stream()
                .map(note -> "%9.3f  %s"
                        .formatted(Duration.between(start, note.at()).toMillis() / 1000.0, note.text()))
                .toList();
    }

    @Override
    public void stored(StoredObject object) {
        String what = object.bucket().equals(World.UPLOAD)
                ? "upload of " + picture(object.etag())
                : object.madeFrom()
                        .map(etag -> "thumbnail of " + picture(etag) + " " + metadata(object))
                        .orElse("index entry " + object.key());
        note(object, "STORED   " + what);
    }

    @Override
    public void tagged(StoredObject object) {
        note(object, "TAGGED   " + picture(object.etag()) + " " + object.tags());
    }

    @Override
    public void removed(StoredObject object) {
        String what = object.bucket().equals(World.UPLOAD)
                ? "original of " + picture(object.etag())
                : object.madeFrom().map(etag -> "thumbnail of " + picture(etag)).orElse("index entry " + object.key());
        note(object, "DELETED  " + what);
    }

    @Override
    public void arrived(QueueMessage message) {
        note(message, "arrived in " + message.queue() + message.reason().map(r -> ": " + r).orElse(""));
    }

    @Override
    public void received(QueueMessage message) {
        note(message, "received, time " + message.receives() + ", hidden for " + hidden(message));
    }

    @Override
    public void postponed(QueueMessage message) {
        note(message, "visible again in " + hidden(message));
    }

    @Override
    public void left(QueueMessage message) {
        note(message, "left " + message.queue());
    }

    @Override
    public void called(CallLog.Call call) {
        if (!call.key().isEmpty()) {
            note(
                    keyOf(call.resource(), call.key()),
                    "         %s %s in %s: %s".formatted(
                            call.application(),
                            call.operation(),
                            call.resource(),
                            call.status() == 0 ? "no answer" : call.status()));
        }
    }

    private void note(StoredObject object, String text) {
        note(keyOf(object.bucket(), object.key()), text);
    }

    private void note(QueueMessage message, String text) {
        message.key().ifPresent(key -> note(key, "MESSAGE  " + message.shortId() + " " + text));
    }

    private void note(String key, String text) {
        notes.computeIfAbsent(key, k -> new ConcurrentLinkedQueue<>()).add(new Note(Instant.now(), text));
    }

    private static String keyOf(String bucket, String key) {
        return bucket.equals(World.RESIZED)
                ? IndexEntry.parse(key).map(IndexEntry::key).orElse(key)
                : key;
    }

    private String picture(String etag) {
        String plain = etag.replace("\"", "");
        return serials.containsKey(plain) ? "#" + serials.get(plain) : plain;
    }

    private static String metadata(StoredObject object) {
        return object.headers().entrySet().stream()
                .filter(header -> header.getKey().startsWith("x-amz-meta-darkroom-")
                        && !header.getKey().endsWith("-original"))
                .map(header -> header.getKey().substring("x-amz-meta-darkroom-".length()) + "=" + header.getValue())
                .sorted()
                .toList()
                .toString();
    }

    private static String hidden(QueueMessage message) {
        return Duration.between(Instant.now(), message.visibleAt()).toMillis() + " ms";
    }
}
