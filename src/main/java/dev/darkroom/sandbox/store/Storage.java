package dev.darkroom.sandbox.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;

/**
 * Where the sandbox keeps its data: blobs (contents of objects), documents (small JSON texts) and journals. Names come
 * from the sandbox, never from a client. Thread-safe.
 */
public interface Storage extends AutoCloseable {

    /**
     * Content that was stored.
     *
     * @param id name to open it by
     * @param size bytes
     */
    record Blob(String id, long size) {}

    /** Stores a stream to its end; nothing is kept when reading fails. */
    Blob store(InputStream content) throws IOException;

    /** Opens a blob; what is open stays readable after the blob is discarded. */
    InputStream open(String blobId) throws IOException;

    /** Deletes a blob. */
    void discard(String blobId) throws IOException;

    /** Deletes all blobs but these. */
    void retainBlobs(Set<String> blobIds) throws IOException;

    /** Writes a document, replacing the old one in one step. */
    void save(String path, byte[] document) throws IOException;

    /** Deletes a document, or a folder with everything in it. */
    void remove(String path) throws IOException;

    /** Names inside a folder; none when there is no such folder. */
    List<String> list(String folder) throws IOException;

    /** Reads a document. */
    byte[] load(String path) throws IOException;

    /** Opens a journal, making it if need be. */
    Journal journal(String path) throws IOException;

    /** Lets go of the data. */
    @Override
    void close() throws IOException;
}
