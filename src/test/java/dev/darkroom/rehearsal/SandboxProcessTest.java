package dev.darkroom.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxProcessTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path root;

    private Path directory;
    private HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void listen() throws IOException {
        directory = Files.createDirectory(root.resolve("rehearsal"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean first = asked.getAndIncrement() == 0;
            exchange.sendResponseHeaders(first || !Files.exists(pidFile()) ? 503 : 200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopListening() {
        server.stop(0);
    }

    @Test
    void shouldWaitUntilItAnswersWithoutAnError() throws Exception {
        try (SandboxProcess process = sleeping()) {
            process.start(url(), LONG);

            assertThat(asked.get()).isGreaterThan(1);
            assertThat(child()).matches(ProcessHandle::isAlive);
        }
    }

    @Test
    void shouldEndTheProcessAndDeleteWhatItHasWritten() throws Exception {
        SandboxProcess process = sleeping();
        process.start(url(), LONG);
        ProcessHandle child = child();

        process.close();
        process.close();

        assertThat(child.isAlive()).isFalse();
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void shouldSayInOneLineWhatAProcessSaidThatEndsInsteadOfStarting() throws Exception {
        server.stop(0);
        try (SandboxProcess process =
                new SandboxProcess(List.of("sh", "-c", "echo the port is taken >&2; exit 3"), directory)) {
            assertThatThrownBy(() -> process.start(url(), LONG))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("its sandbox has ended with exit code 3: the port is taken");
        }
    }

    @Test
    void shouldNotWaitForeverForAProcessThatDoesNotAnswer() throws Exception {
        server.stop(0);
        try (SandboxProcess process = sleeping()) {
            assertThatThrownBy(() -> process.start(url(), Duration.ofSeconds(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("its sandbox has not started within 1 s: about to sleep");
        }
    }

    @Test
    void shouldNotStartAProcessThatNobodyWouldEnd() throws Exception {
        SandboxProcess process = sleeping();
        process.close();

        assertThatThrownBy(() -> process.start(url(), LONG))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("it was interrupted");
    }

    @Test
    void shouldNotBlameTheProcessThatIsClosedWhileItStarts() throws Exception {
        server.stop(0);
        SandboxProcess process = sleeping();
        CompletableFuture<Void> start = CompletableFuture.runAsync(() -> {
            try {
                process.start(url(), LONG);
            } catch (IOException | InterruptedException e) {
                throw new CompletionException(e);
            }
        });
        await().atMost(LONG).until(() -> Files.exists(pidFile()));

        process.close();

        assertThat(start)
                .failsWithin(LONG)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(IllegalStateException.class)
                .withMessageContaining("it was interrupted");
    }

    private URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    /** Its own process id is in a file of its directory. */
    private SandboxProcess sleeping() {
        String script = "echo $$ > '" + pidFile() + ".part'; mv '" + pidFile() + ".part' '" + pidFile()
                + "'; echo about to sleep; exec sleep 300";
        return new SandboxProcess(List.of("sh", "-c", script), directory);
    }

    private Path pidFile() {
        return directory.resolve("pid");
    }

    private ProcessHandle child() throws IOException {
        long pid = Long.parseLong(Files.readString(pidFile()).strip());
        return ProcessHandle.of(pid).orElseThrow();
    }
}
