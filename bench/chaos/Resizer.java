package dev.darkroom.bench.chaos;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A resizer in a process of its own, started as in production and, like there, started again whenever it ends. */
final class Resizer implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final String name;
    private final List<String> command;
    private final File log;
    private final int managementPort;
    private Process process;
    private int lives;
    private boolean closed;

    /**
     * @param name what it calls itself
     * @param options where the app is and how Java runs it
     * @param settings properties for it
     */
    Resizer(String name, Options options, Map<String, String> settings) throws IOException {
        this.name = name;
        this.managementPort = freePort();
        this.log = options.directory().resolve(name + ".log").toFile();
        this.command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options.javaOptions());
        settings.forEach((property, value) -> command.add("-D" + property + "=" + value));
        command.add("-Dquarkus.http.port=" + freePort());
        command.add("-Dquarkus.management.port=" + managementPort);
        command.addAll(List.of("-Dsdk.ua.appId=", "-jar", options.app().toString()));
    }

    /** What this life of the process calls itself in calls. */
    String application() {
        return name + "." + lives;
    }

    int managementPort() {
        return managementPort;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Starts it and waits until it listens, or has ended. */
    void start() throws IOException, InterruptedException {
        launch();
        Instant deadline = Instant.now().plus(LONGEST_START);
        while (process.isAlive() && !listens()) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException(name + " does not start, see " + log);
            }
            Thread.sleep(50);
        }
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Kills it for good: nobody can start it again. */
    @Override
    public synchronized void close() {
        closed = true;
        if (process != null) {
            process.destroyForcibly();
        }
    }

    /** kill -15, as Kubernetes does. */
    void terminate() {
        process.destroy();
    }

    /** @return whether it ended within this time */
    boolean awaitEnd(Duration most) throws InterruptedException {
        return process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    int exitCode() {
        return process.exitValue();
    }

    private synchronized void launch() throws IOException {
        if (closed) {
            throw new IllegalStateException(name + " is not to be started any more");
        }
        lives++;
        List<String> line = new ArrayList<>(command);
        line.set(line.indexOf("-Dsdk.ua.appId="), "-Dsdk.ua.appId=" + application());
        process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), managementPort)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
