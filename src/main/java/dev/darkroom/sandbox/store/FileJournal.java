package dev.darkroom.sandbox.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A journal in a file, one line an entry. */
final class FileJournal implements Journal {
    private final Path file;
    private FileOutputStream out;
    private int length;

    FileJournal(Path file) throws IOException {
        this.file = file;
        Files.createDirectories(file.getParent());
        this.out = appending();
    }

    @Override
    public List<String> lines() throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    @Override
    public void append(String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        length++;
    }

    @Override
    public void rewrite(List<String> lines) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.write(temporary, lines);
        out.close();
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        out = appending();
        length = lines.size();
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** A plain file stream, because interrupting a thread would close a channel for all. */
    private FileOutputStream appending() throws IOException {
        return new FileOutputStream(file.toFile(), true);
    }
}
