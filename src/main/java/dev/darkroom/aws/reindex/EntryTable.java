package dev.darkroom.aws.reindex;

import dev.darkroom.index.IndexEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Index entries, to be found by the key of their thumbnail, in about 40 bytes each: keys, which may be long, are kept as 128 bits
 * of their SHA-256, so that nobody can choose two keys to be taken for one. For one thread.
 */
final class EntryTable {

    /** Of a million entries, a lookup compares some 250. */
    private static final int BUCKETS = 1 << 12;

    private static final int FIELDS = 4;
    private static final int FIRST_CAPACITY = 4 * FIELDS;
    private static final int HIGH = 0;
    private static final int LOW = 1;
    private static final int TIME = 2;
    private static final int SIZE = 3;

    private final long[][] buckets = new long[BUCKETS][0];
    private final int[] lengths = new int[BUCKETS];
    private final MessageDigest digest = sha256();
    private long size;

    long size() {
        return size;
    }

    void add(IndexEntry entry) {
        long[] fields = fields(entry);
        int bucket = bucket(fields[HIGH]);
        int length = lengths[bucket];
        if (length == buckets[bucket].length) {
            int grown = length + Math.max(FIRST_CAPACITY, length / 4 / FIELDS * FIELDS);
            buckets[bucket] = Arrays.copyOf(buckets[bucket], grown);
        }
        System.arraycopy(fields, 0, buckets[bucket], length, FIELDS);
        lengths[bucket] = length + FIELDS;
        size++;
    }

    boolean contains(IndexEntry entry) {
        long[] fields = fields(entry);
        int bucket = bucket(fields[HIGH]);
        for (int at = 0; at < lengths[bucket]; at += FIELDS) {
            if (Arrays.equals(buckets[bucket], at, at + FIELDS, fields, 0, FIELDS)) {
                return true;
            }
        }
        return false;
    }

    /** Removes and returns all entries of a key. */
    List<IndexEntry> take(String key) {
        ByteBuffer hash = hash(key);
        long high = hash.getLong();
        long low = hash.getLong();
        int index = bucket(high);
        long[] bucket = buckets[index];
        List<IndexEntry> taken = new ArrayList<>(1);
        int kept = 0;
        for (int at = 0; at < lengths[index]; at += FIELDS) {
            if (bucket[at + HIGH] == high && bucket[at + LOW] == low) {
                taken.add(entry(bucket[at + TIME], bucket[at + SIZE], key));
            } else {
                System.arraycopy(bucket, at, bucket, kept, FIELDS);
                kept += FIELDS;
            }
        }
        lengths[index] = kept;
        size -= taken.size();
        return taken;
    }

    private long[] fields(IndexEntry entry) {
        ByteBuffer hash = hash(entry.key());
        return new long[] {
            hash.getLong(),
            hash.getLong(),
            entry.uploadedAt().toEpochMilli(),
            (long) entry.width() << Integer.SIZE | entry.height()
        };
    }

    private static IndexEntry entry(long time, long size, String key) {
        return new IndexEntry(Instant.ofEpochMilli(time), (int) (size >> Integer.SIZE), (int) size, key);
    }

    private ByteBuffer hash(String key) {
        return ByteBuffer.wrap(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
    }

    private static int bucket(long high) {
        return (int) (high & BUCKETS - 1);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
