package dev.darkroom.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java program that is started, watched by what it prints, and stopped. */
final class LoggedProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 90;

    private final Process process;
    private final Path log;

    private LoggedProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * @param directory working directory, and where the log goes
     * @param name of the log
     * @param arguments for {@code java}
     */
    static LoggedProcess java(Path directory, String name, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        Path log = directory.resolve(name + ".log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new LoggedProcess(process, log);
    }

    String log() throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8);
    }

    void awaitLog(String text) throws IOException, InterruptedException {
        Waiting.until("the log says: " + text, PATIENCE_SECONDS, () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("It has ended already:\n" + log());
            }
            return log().contains(text);
        }, this::log);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
