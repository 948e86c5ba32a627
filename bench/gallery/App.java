package dev.darkroom.bench.gallery;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged app in a process of its own. */
final class App implements AutoCloseable {

    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Path LOGS = Path.of("target/gallery-bench");
    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private final Process process;
    private final Path log;
    private long peakKilobytes;

    private App(List<String> javaOptions, Map<String, String> settings, List<String> arguments, String name)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        settings.forEach((property, value) -> command.add("-D" + property + "=" + value));
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(arguments);
        log = LOGS.resolve(name + ".log");
        File file = log.toFile();
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(file)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** A gallery that is ready, with its port. */
    record Gallery(App app, int port) {}

    static Gallery gallery(World world) throws IOException, InterruptedException {
        Map<String, String> settings = world.settings();
        int port = freePort();
        settings.put("darkroom.roles", "gallery");
        settings.put("darkroom.gallery.requests-per-second", "1000000");
        settings.put("quarkus.http.port", String.valueOf(port));
        settings.put("quarkus.management.port", String.valueOf(freePort()));
        App app = new App(List.of("-Xmx512m"), settings, List.of(), "gallery");
        Instant deadline = Instant.now().plus(LONGEST_START);
        while (!answers(port)) {
            if (Instant.now().isAfter(deadline) || !app.process.isAlive()) {
                app.close();
                throw new IllegalStateException("The gallery does not start, see " + app.log);
            }
            Thread.sleep(200);
        }
        return new Gallery(app, port);
    }

    static App command(World world, String name, String heap, String... arguments) throws IOException {
        return new App(List.of("-Xmx" + heap), world.settings(), Arrays.asList(arguments), name);
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until it has ended, looking at its memory meanwhile. */
    void awaitSuccess() throws IOException, InterruptedException {
        do {
            watchMemory();
        } while (!process.waitFor(100, TimeUnit.MILLISECONDS));
        if (process.exitValue() != 0) {
            throw new IllegalStateException("It failed, see " + log);
        }
    }

    /** Largest resident memory of the process so far, as the kernel counts it. */
    long peakMegabytes() {
        return peakKilobytes >> 10;
    }

    void watchMemory() throws IOException {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (Files.exists(status)) {
            Matcher peak = PEAK.matcher(Files.readString(status));
            peakKilobytes = peak.find() ? Long.parseLong(peak.group(1)) : peakKilobytes;
        }
    }

    /** The last line that it printed with such a text. */
    String lineWith(String text) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains(text))
                .reduce((first, second) -> second)
                .orElse("");
    }

    private static boolean answers(int port) {
        try {
            HttpURLConnection page = (HttpURLConnection)
                    URI.create("http://localhost:" + port + "/").toURL().openConnection();
            return page.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
