package dev.darkroom.image.color;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The transforms used last, by what their profiles hold, bounded in number and memory. Thread-safe; transforms are made outside
 * the lock, so two threads may make the same one.
 */
final class TransformCache {
    private final int maxEntries;
    private final int maxWeight;
    private final Map<Key, Optional<ColorTransform>> entries = new LinkedHashMap<>(16, 0.75f, true);
    private int weight;

    /** @param maxWeight most bytes that the transforms in it may hold on to */
    TransformCache(int maxEntries, int maxWeight) {
        this.maxEntries = maxEntries;
        this.maxWeight = maxWeight;
    }

    /** The transform of a profile, made if it is not here; that there is none is remembered as well. */
    Optional<ColorTransform> get(byte[] profile, ColorKind kind, Supplier<Optional<ColorTransform>> maker) {
        Key key = Key.of(profile, kind);
        synchronized (this) {
            Optional<ColorTransform> known = entries.get(key);
            if (known != null) {
                return known;
            }
        }
        Optional<ColorTransform> made = maker.get();
        put(key, made);
        return made;
    }

    synchronized int size() {
        return entries.size();
    }

    private synchronized void put(Key key, Optional<ColorTransform> made) {
        if (weight(made) > maxWeight || entries.putIfAbsent(key, made) != null) {
            return;
        }
        weight += weight(made);
        var oldest = entries.values().iterator();
        while (entries.size() > maxEntries || weight > maxWeight) {
            weight -= weight(oldest.next());
            oldest.remove();
        }
    }

    private static int weight(Optional<ColorTransform> transform) {
        return transform.map(ColorTransform::weight).orElse(0);
    }

    /** A strong hash: with a weak one, a crafted profile could take the place of a common one and spoil others' colours. */
    private record Key(ByteBuffer digest, ColorKind kind) {
        static Key of(byte[] profile, ColorKind kind) {
            try {
                return new Key(
                        ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(profile)), kind);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every Java platform has SHA-256", impossible);
            }
        }
    }
}
