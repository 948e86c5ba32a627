package dev.darkroom.rehearsal;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * S3 and SQS in a process of their own, so that their classes are none of this process's. What the process prints is kept in a file, and
 * shown only if it does not start. Thread-safe.
 */
final class SandboxProcess implements AutoCloseable {

    private static final String INTERRUPTED = "it was interrupted";
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final List<String> command;
    private final Path directory;
    private Optional<Process> process = Optional.empty();
    private boolean closed;

    /**
     * @param command what to run
     * @param directory where it may write; deleted in the end
     */
    SandboxProcess(List<String> command, Path directory) {
        this.command = List.copyOf(command);
        this.directory = directory;
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param started URL that answers without an error once it has started
     * @param patience how long to wait
     * @throws IllegalStateException if it ends meanwhile, or takes too long; with what it has printed
     */
    void start(URI started, Duration patience) throws IOException, InterruptedException {
        Process running = launch();
        long deadline = System.nanoTime() + patience.toNanos();
        while (!answers(started)) {
            if (!running.isAlive()) {
                throw failure("its sandbox has ended with exit code " + running.exitValue());
            }
            if (System.nanoTime() > deadline) {
                throw failure("its sandbox has not started within " + patience.toSeconds() + " s");
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /** @return false also while nobody listens there yet */
    private static boolean answers(URI url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setConnectTimeout((int) ANSWER.toMillis());
        connection.setReadTimeout((int) ANSWER.toMillis());
        try {
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (SocketException | SocketTimeoutException notYet) {
            return false;
        } finally {
            connection.disconnect();
        }
    }

    /** Not while it is being closed: what is launched then would stay. */
    private synchronized Process launch() throws IOException {
        if (closed) {
            throw new IllegalStateException(INTERRUPTED);
        }
        Process launched = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
        process = Optional.of(launched);
        return launched;
    }

    private Path log() {
        return directory.resolve("sandbox.log");
    }

    /** Once it is closed, what it printed is gone, and it is not to blame. */
    private synchronized IllegalStateException failure(String what) throws IOException {
        if (closed) {
            return new IllegalStateException(INTERRUPTED);
        }
        String output = new String(Files.readAllBytes(log()), Charset.defaultCharset());
        return new IllegalStateException(what + ": " + output.strip());
    }

    /** Ends it and deletes what it has written. May be called again. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        process.ifPresent(SandboxProcess::end);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Asks first: a Java that is killed leaves files of its own behind. */
    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly().onExit().join();
            Thread.currentThread().interrupt();
        }
    }
}
