package dev.darkroom.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged app's command {@code rehearse}, which leaves neither a process nor a file behind, however it ends. */
class RehearsalIT {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String APP =
            Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString();

    @TempDir
    private Path root;

    private Path temporary;
    private Path log;
    private Optional<Process> started = Optional.empty();

    @BeforeEach
    void makeDirectories() throws IOException {
        temporary = Files.createDirectory(root.resolve("tmp"));
        log = root.resolve("log");
    }

    @AfterEach
    void endWhatIsLeft() {
        started.ifPresent(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    @Test
    void shouldRunTheSandboxInAProcessOfItsOwnAndEndIt() throws Exception {
        Process rehearsal = start(Map.of());
        ProcessHandle sandbox = sandboxOf(rehearsal);

        assertThat(exitCode(rehearsal)).as(Files.readString(log)).isZero();

        assertThat(Files.readString(log))
                .contains("Darkroom is up: resizer, gallery")
                .doesNotContain("sandbox");
        assertThat(sandbox.isAlive()).isFalse();
        assertThat(rehearsalFiles()).isEmpty();
    }

    @Test
    void shouldSayInOneLineWhyTheSandboxDoesNotStart() throws Exception {
        Process rehearsal = start(Map.of("DARKROOM_ROUTES_WATCH", "often"));

        assertThat(exitCode(rehearsal)).isEqualTo(1);

        assertThat(Files.readAllLines(log))
                .containsExactly("The rehearsal has failed: its sandbox has ended with exit code 1:"
                        + " darkroom.routes.watch is 'often': use a duration such as 2s or 500ms, or 0 for never");
        assertThat(rehearsalFiles()).isEmpty();
    }

    @Test
    void shouldEndTheSandboxWhenAVisitorMeetsWhatIsNotExpected() throws Exception {
        Process rehearsal = start(Map.of("DARKROOM_UPLOAD_MAX_BYTES", "100"));
        ProcessHandle sandbox = sandboxOf(rehearsal);

        assertThat(exitCode(rehearsal)).isEqualTo(1);

        assertThat(Files.readString(log)).contains("The rehearsal has failed: 0-camera.jpg should be ready, but: ");
        assertThat(sandbox.isAlive()).isFalse();
        assertThat(rehearsalFiles()).isEmpty();
    }

    @Test
    void shouldEndTheSandboxWhenItIsInterrupted() throws Exception {
        Process rehearsal = start(Map.of());
        ProcessHandle sandbox = sandboxOf(rehearsal);
        await().atMost(Duration.ofMinutes(2))
                .failFast(() -> !rehearsal.isAlive())
                .until(() -> Files.readString(log).contains("Darkroom is up: resizer, gallery"));

        rehearsal.destroy();

        assertThat(exitCode(rehearsal)).isNotZero();
        assertThat(sandbox.isAlive()).isFalse();
        assertThat(rehearsalFiles()).isEmpty();
    }

    private Process start(Map<String, String> environment) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(List.of(JAVA, "-Djava.io.tmpdir=" + temporary, "-jar", APP, "rehearse"));
        builder.environment().keySet().removeIf(name -> name.startsWith("DARKROOM_"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        started = Optional.of(process);
        return process;
    }

    private static ProcessHandle sandboxOf(Process rehearsal) {
        return await().atMost(Duration.ofMinutes(1))
                .failFast(() -> !rehearsal.isAlive())
                .until(() -> rehearsal.children().findAny(), Optional::isPresent)
                .orElseThrow();
    }

    private static int exitCode(Process rehearsal) throws InterruptedException {
        assertThat(rehearsal.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return rehearsal.exitValue();
    }

    private List<Path> rehearsalFiles() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(file -> file.getFileName().toString().startsWith("darkroom-rehearsal"))
                    .toList();
        }
    }
}
