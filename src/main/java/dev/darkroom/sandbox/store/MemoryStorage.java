package dev.darkroom.sandbox.store;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps blobs on the heap and forgets everything else, since nothing outlives the process. Whoever wants to hear of the
 * changes of objects and messages extends it.
 */
public class MemoryStorage implements Storage {
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();

    @Override
    public Blob store(InputStream content) throws IOException {
        byte[] bytes = content.readAllBytes();
        String id = UUID.randomUUID().toString();
        blobs.put(id, bytes);
        return new Blob(id, bytes.length);
    }

    @Override
    public InputStream open(String blobId) throws IOException {
        byte[] bytes = blobs.get(blobId);
        if (bytes == null) {
            throw new FileNotFoundException(blobId);
        }
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public void discard(String blobId) {
        blobs.remove(blobId);
    }

    @Override
    public void retainBlobs(Set<String> blobIds) {
        blobs.keySet().retainAll(blobIds);
    }

    @Override
    public void save(String path, byte[] document) {
        // nothing outlives the process
    }

    @Override
    public void remove(String path) {
        // nothing was saved
    }

    @Override
    public List<String> list(String folder) {
        return List.of();
    }

    @Override
    public byte[] load(String path) throws IOException {
        throw new FileNotFoundException(path);
    }

    @Override
    public Journal journal(String path) {
        return new ForgetfulJournal();
    }

    @Override
    public void close() {
        blobs.clear();
    }

    private static final class ForgetfulJournal implements Journal {
        @Override
        public List<String> lines() {
            return List.of();
        }

        @Override
        public void append(String line) {
            // nothing outlives the process
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
