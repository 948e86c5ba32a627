package dev.darkroom.bench.chaos;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What was uploaded last under each key, in the order in which S3 itself stored it, however many clients raced. */
final class Truth implements Observer {

    private final Map<String, StoredObject> last = new ConcurrentHashMap<>();
    private final AtomicInteger uploads = new AtomicInteger();

    @Override
    public void stored(StoredObject object) {
        if (object.bucket().equals(World.UPLOAD)) {
            last.put(object.key(), object);
            uploads.incrementAndGet();
        }
    }

    /** The last upload of each key. */
    Map<String, StoredObject> last() {
        return Map.copyOf(last);
    }

    Optional<StoredObject> last(String key) {
        return Optional.ofNullable(last.get(key));
    }

    /** How many uploads were stored. */
    int uploads() {
        return uploads.get();
    }
}
