package dev.darkroom.rehearsal;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs the app with S3 and SQS of its own, has visitors upload pictures and look at the gallery, and ends. With
 * {@code -XX:AOTCacheOutput} (JEP 514), what Java learns meanwhile is kept for the next start.
 */
public final class Rehearsal implements QuarkusApplication {

    /** What it is called on the command line. */
    public static final String NAME = "rehearse";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int ROUNDS = 5;
    private static final String DATA = "darkroom.sandbox.data";

    /**
     * Runs it in this process, which should do nothing else: settings of its own take precedence over those from outside.
     *
     * @throws UncheckedIOException if there is no free port, or no temporary directory
     */
    public static void run() {
        List<String> ports = List.of("darkroom.sandbox.port", "quarkus.http.port", "quarkus.management.port");
        try {
            System.setProperty(
                    DATA, Files.createTempDirectory("darkroom-rehearsal").toString());
            List<Integer> free = freePorts(ports.size());
            for (int i = 0; i < free.size(); i++) {
                System.setProperty(ports.get(i), free.get(i).toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.setProperty("darkroom.roles", "sandbox,resizer,gallery");
        Quarkus.run(Rehearsal.class, Rehearsal::end);
    }

    private static void end(int exitCode, Throwable cause) {
        if (cause != null) {
            System.err.println("The rehearsal has failed: " + cause.getMessage());
        }
        try {
            delete(Path.of(System.getProperty(DATA)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.exit(exitCode);
    }

    /**
     * The visitors' part, while the app runs.
     *
     * @return exit code
     */
    @Override
    public int run(String... arguments) throws IOException, InterruptedException {
        try (Visitor visitor =
                new Visitor(port("darkroom.sandbox"), port("quarkus.http"), port("quarkus.management"), PATIENCE)) {
            for (int round = 0; round < ROUNDS; round++) {
                for (Sample sample : Sample.all()) {
                    visitor.upload(round + "-" + sample.name(), sample);
                }
                visitor.look();
            }
        }
        return 0;
    }

    private static int port(String prefix) {
        return Integer.getInteger(prefix + ".port");
    }

    /** All at once, since one that is closed again could be given twice. */
    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
