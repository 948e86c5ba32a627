package dev.darkroom.rehearsal;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Runs resizer and gallery with S3 and SQS in a second process, has visitors upload pictures and look at the gallery, and ends. With
 * {@code -XX:AOTCacheOutput} (JEP 514), what Java learns meanwhile is kept for the next start.
 */
public final class Rehearsal implements QuarkusApplication {

    /** What it is called on the command line. */
    public static final String NAME = "rehearse";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int ROUNDS = 5;

    /** What the app is told on a laptop, where the sandbox stands in for AWS. */
    private static final String LAPTOP = "/routes/application-dev.properties";

    private static final String ROLES = "darkroom.roles";
    private static final String SANDBOX_PORT = "darkroom.sandbox.port";
    private static final String HTTP_PORT = "quarkus.http.port";
    private static final String MANAGEMENT_PORT = "quarkus.management.port";

    /**
     * Runs it in this process, which should do nothing else: settings of its own take precedence over those from outside. The process
     * ends with exit code 1 and one line if the sandbox does not start.
     *
     * @param main class that starts the app
     */
    public static void run(Class<?> main) {
        try {
            setUp(main);
        } catch (IOException | InterruptedException | IllegalStateException e) {
            end(1, e);
        }
        Quarkus.run(Rehearsal.class, Rehearsal::end);
    }

    /** Starts the sandbox and has this process use it. */
    private static void setUp(Class<?> main) throws IOException, InterruptedException {
        List<String> ports =
                freePorts(4).stream().map(port -> Integer.toString(port)).toList();
        Map<String, String> common = laptop();
        common.put(SANDBOX_PORT, ports.get(0));

        Path directory = Files.createTempDirectory("darkroom-rehearsal");
        Map<String, String> sandbox = new TreeMap<>(common);
        sandbox.put(ROLES, "sandbox");
        sandbox.put("darkroom.sandbox.data", directory.resolve("data").toString());
        sandbox.put(MANAGEMENT_PORT, ports.get(1));
        SandboxProcess process = new SandboxProcess(AppCommand.of(main, sandbox), directory);
        // whatever ends this process
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(process), "end-of-sandbox"));
        process.start(URI.create("http://localhost:" + ports.get(1) + "/q/health/started"), PATIENCE);

        common.put(ROLES, "resizer,gallery");
        common.put(HTTP_PORT, ports.get(2));
        common.put(MANAGEMENT_PORT, ports.get(3));
        common.forEach(System::setProperty);
    }

    private static Map<String, String> laptop() throws IOException {
        Properties settings = new Properties();
        try (InputStream file = Rehearsal.class.getResourceAsStream(LAPTOP)) {
            settings.load(file);
        }
        Map<String, String> all = new TreeMap<>();
        settings.stringPropertyNames().forEach(name -> all.put(name, settings.getProperty(name)));
        return all;
    }

    private static void close(SandboxProcess process) {
        try {
            process.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(int exitCode, Throwable cause) {
        if (cause != null) {
            System.err.println("The rehearsal has failed: " + cause.getMessage());
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
        try (Visitor visitor = new Visitor(port(SANDBOX_PORT), port(HTTP_PORT), port(MANAGEMENT_PORT), PATIENCE)) {
            for (int round = 0; round < ROUNDS; round++) {
                for (Sample sample : Sample.all()) {
                    visitor.upload(round + "-" + sample.name(), sample);
                }
                visitor.look();
            }
        }
        return 0;
    }

    private static int port(String name) {
        return Integer.getInteger(name);
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
}
