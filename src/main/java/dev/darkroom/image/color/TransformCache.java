package dev.darkroom.image.color;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The transforms used last, by what their profiles hold. Keeps those of small profiles only, which bounds its memory,
 * and the large ones of printers are read as fast as they are hashed. Thread-safe; transforms are made outside the
 * lock, so two threads may make the same one.
 */
final class TransformCache {
    /** A transform of a profile up to this size takes at most 200 KB. */
    private static final int MAX_PROFILE_BYTES = 64 << 10;

    private final Map<Key, Optional<ColorTransform>> entries;

    /** @param capacity number of transforms to keep */
    TransformCache(int capacity) {
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Optional<ColorTransform>> eldest) {
                return size() > capacity;
            }
        };
    }

    /** The transform of a profile, made if it is not here; that there is none is remembered as well. */
    Optional<ColorTransform> get(byte[] profile, ColorKind kind, Supplier<Optional<ColorTransform>> maker) {
        if (profile.length > MAX_PROFILE_BYTES) {
            return maker.get();
        }
        Key key = Key.of(profile, kind);
        synchronized (entries) {
            Optional<ColorTransform> known = entries.get(key);
            if (known != null) {
                return known;
            }
        }
        Optional<ColorTransform> made = maker.get();
        synchronized (entries) {
            entries.put(key, made);
        }
        return made;
    }

    /** Number of transforms kept. */
    int size() {
        synchronized (entries) {
            return entries.size();
        }
    }

    /**
     * A strong hash: with a weak one, a crafted profile could take the place of a common one and spoil others' colours.
     */
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
