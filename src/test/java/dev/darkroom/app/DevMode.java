package dev.darkroom.app;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code mvn quarkus:dev} in a copy of the sources, so that a test can edit them, on ports of its own. */
final class DevMode implements AutoCloseable {

    private static final List<String> SOURCES = List.of("pom.xml", "routes", "src/generated", "src/main");

    private final Path project;
    private final Path output;
    private final Process maven;

    private DevMode(Path project, Path output, Process maven) {
        this.project = project;
        this.output = output;
        this.maven = maven;
    }

    /** @param directory an empty one, for the copy and for what Maven prints */
    static DevMode start(Path directory) throws IOException {
        Path project = Files.createDirectory(directory.resolve("project"));
        for (String source : SOURCES) {
            copy(Path.of(source), project.resolve(source));
        }
        Path output = directory.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command())
                .directory(project.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(
                        Files.createFile(directory.resolve("input")).toFile()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("DARKROOM_"));
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", "0");
        builder.environment().put("DARKROOM_SANDBOX_PORT", String.valueOf(WorkerProcess.freePort()));
        return new DevMode(project, output, builder.start());
    }

    /** That of the README, by the Maven that runs this test and with its repository; without a debugger, which has one fixed port. */
    private static List<String> command() {
        String maven = Optional.ofNullable(System.getProperty("maven.home"))
                .map(home -> Path.of(home, "bin", "mvn").toString())
                .orElse("mvn");
        Stream<String> repository = Optional.ofNullable(System.getProperty("maven.repo.local")).stream()
                .map(place -> "-Dmaven.repo.local=" + place);
        Stream<String> offline =
                "offline=true".equals(System.getProperty("maven.offline")) ? Stream.of("-o") : Stream.empty();
        return Stream.of(
                        Stream.of(
                                maven, "-B", "-ntp", "quarkus:dev", "-Ddebug=false", "-Dquarkus.console.enabled=false"),
                        repository,
                        offline)
                .flatMap(words -> words)
                .toList();
    }

    /**
     * Waits for a line that it prints, which for the first takes as long as it takes to compile.
     *
     * @param line has a group
     * @return what the group has matched
     */
    String told(Pattern line) {
        return await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(200))
                .failFast("Maven has ended", this::requireAlive)
                .until(() -> find(line), Optional::isPresent)
                .orElseThrow();
    }

    boolean hasTold(String words) {
        return log().contains(words);
    }

    /** What it has printed so far. */
    String log() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes a file of the copy, as an editor does. */
    void edit(String file, String old, String replacement) throws IOException {
        Path path = project.resolve(file);
        String text = Files.readString(path);
        if (!text.contains(old)) {
            throw new AssertionError(file + " has no '" + old + "'");
        }
        Files.writeString(path, text.replace(old, replacement));
    }

    /** Ends it as Ctrl+C does. */
    @Override
    public void close() {
        List<ProcessHandle> all = maven.descendants().toList();
        maven.destroy();
        maven.onExit().completeOnTimeout(maven, 30, TimeUnit.SECONDS).join();
        maven.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private void requireAlive() {
        if (!maven.isAlive()) {
            throw new AssertionError(log());
        }
    }

    private Optional<String> find(Pattern line) {
        return line.matcher(log()).results().map(found -> found.group(1)).findFirst();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
