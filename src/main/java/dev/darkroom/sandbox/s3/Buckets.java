package dev.darkroom.sandbox.s3;

import dev.darkroom.sandbox.store.Storage;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** All buckets. Thread-safe. */
final class Buckets {
    private final Storage storage;
    private final Clock clock;
    private final ConcurrentSkipListMap<String, Bucket> buckets = new ConcurrentSkipListMap<>();

    /** Loads what the storage holds and clears away contents that a crash left without an owner. */
    Buckets(Storage storage, Clock clock) throws IOException {
        this.storage = storage;
        this.clock = clock;
        Set<String> used = new HashSet<>();
        for (String name : storage.list("s3")) {
            if (!storage.list(Bucket.folder(name)).contains("bucket.json")) {
                storage.remove(Bucket.folder(name));
                continue;
            }
            Bucket bucket = Bucket.load(name, storage, clock);
            buckets.put(name, bucket);
            bucket.objects().values().forEach(o -> used.add(o.content().id()));
            bucket.uploads()
                    .forEach(u ->
                            u.parts().values().forEach(p -> used.add(p.content().id())));
        }
        storage.retainBlobs(used);
    }

    Collection<Bucket> all() {
        return buckets.values();
    }

    Optional<Bucket> find(String name) {
        return Optional.ofNullable(buckets.get(name));
    }

    /** Finds a bucket or answers that there is none. */
    Bucket get(String name) {
        return find(name).orElseThrow(Errors::noSuchBucket);
    }

    /** Makes a bucket; empty when the name is taken. */
    synchronized Optional<Bucket> create(String name, String region, BucketSettings settings) throws IOException {
        if (buckets.containsKey(name)) {
            return Optional.empty();
        }
        Bucket bucket = Bucket.create(name, region, settings, storage, clock);
        buckets.put(name, bucket);
        return Optional.of(bucket);
    }

    synchronized void delete(String name) throws IOException {
        get(name).delete();
        buckets.remove(name);
    }
}
