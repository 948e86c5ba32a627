package dev.darkroom.sandbox.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Keeps everything under one directory. Files appear by an atomic rename, so a killed process leaves whole files only;
 * nothing is flushed to the device, so a power cut may lose the last seconds.
 */
public final class DiskStorage implements Storage {
    private final Path root;
    private final Path blobs;
    private final Path unfinished;
    private final FileChannel lock;

    /**
     * Opens a data directory, making it if need be.
     *
     * @throws IOException when it cannot be written, or another process has it open
     */
    public DiskStorage(Path root) throws IOException {
        this.root = root;
        this.blobs = Files.createDirectories(root.resolve("blobs"));
        this.unfinished = Files.createDirectories(root.resolve("unfinished"));
        this.lock = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!tryLock()) {
            lock.close();
            throw new IOException("The data directory " + root.toAbsolutePath() + " is in use by another sandbox.");
        }
        for (Path leftover : childrenOf(unfinished)) {
            Files.delete(leftover);
        }
    }

    @Override
    public Blob store(InputStream content) throws IOException {
        String id = UUID.randomUUID().toString();
        Path temporary = unfinished.resolve(id);
        try {
            long size = Files.copy(content, temporary);
            Files.createDirectories(blob(id).getParent());
            Files.move(temporary, blob(id), StandardCopyOption.ATOMIC_MOVE);
            return new Blob(id, size);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public InputStream open(String blobId) throws IOException {
        return Files.newInputStream(blob(blobId));
    }

    @Override
    public void discard(String blobId) throws IOException {
        Files.deleteIfExists(blob(blobId));
    }

    @Override
    public void retainBlobs(Set<String> blobIds) throws IOException {
        for (Path folder : childrenOf(blobs)) {
            for (Path blob : childrenOf(folder)) {
                if (!blobIds.contains(blob.getFileName().toString())) {
                    Files.delete(blob);
                }
            }
        }
    }

    @Override
    public void save(String path, byte[] document) throws IOException {
        Path target = root.resolve(path);
        Files.createDirectories(target.getParent());
        Path temporary = unfinished.resolve(UUID.randomUUID().toString());
        Files.write(temporary, document);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void remove(String path) throws IOException {
        try (Stream<Path> tree = Files.walk(root.resolve(path))) {
            for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (NoSuchFileException absent) {
            return;
        }
    }

    @Override
    public List<String> list(String folder) throws IOException {
        return childrenOf(root.resolve(folder)).stream()
                .map(p -> p.getFileName().toString())
                .sorted()
                .toList();
    }

    @Override
    public byte[] load(String path) throws IOException {
        return Files.readAllBytes(root.resolve(path));
    }

    @Override
    public Journal journal(String path) throws IOException {
        return new FileJournal(root.resolve(path));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private boolean tryLock() throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    /** Spread over folders, because some file systems are slow with very many files in one. */
    private Path blob(String id) {
        return blobs.resolve(id.substring(0, 2)).resolve(id);
    }

    private static List<Path> childrenOf(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }
}
