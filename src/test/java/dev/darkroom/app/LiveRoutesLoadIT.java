package dev.darkroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hundred changes of routes in the packaged app, while uploads come in all the time. */
class LiveRoutesLoadIT {

    private static final int CHANGES = 200;
    private static final int FIRST = 20;
    private static final Duration BETWEEN_UPLOADS = Duration.ofMillis(150);

    /** What of the changes is to the routes that deal with uploads, which wait for what is in work. */
    private static final int UPLOAD_ROUTES_EVERY = 10;

    /** Threads that the clients of S3 and SQS make when they are first needed, less than one for each change to these routes. */
    private static final int POOLS = 12;

    private static final List<String> UPLOAD_ROUTES = List.of("resize.camel.yaml", "upload-faults.camel.yaml");
    private static final String OWN =
            """
            - route:
                id: own
                from:
                  uri: platform-http:/own
                  steps:
                    - setBody:
                        constant: change %d
            """;

    @TempDir
    Path directory;

    private final List<String> keys = new ArrayList<>();
    private volatile boolean uploading;

    /** What a process has when it has nothing to do. */
    private record Footprint(int threads, long heap, int classes) {}

    @Test
    void shouldLoseNoUploadAndLeaveNothingBehind() throws Exception {
        Path routes = Files.createDirectory(directory.resolve("routes"));
        Files.writeString(routes.resolve("own.camel.yaml"), OWN.formatted(0));
        Map<String, String> settings = Map.of(
                "darkroom.routes.watch", "20ms",
                "darkroom.queue.wait-seconds", "1",
                "darkroom.gallery.requests-per-second", "100000");
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.inMemory());
                LaptopProcess app = LaptopProcess.startWith(LaptopProcess.provisioned(sandbox), routes, settings)) {
            change(app, 1, FIRST);
            Footprint early = footprint(app);
            Instant start = Instant.now();
            change(app, FIRST + 1, CHANGES);
            Duration taken = Duration.between(start, Instant.now());
            Footprint late = footprint(app);

            assertThat(app.changes("applied")).isEqualTo(CHANGES);
            assertThat(app.changes("refused") + app.changes("failed")).isZero();
            assertThat(keys).hasSizeGreaterThan(CHANGES);
            LaptopProcess.eventually().untilAsserted(() -> assertThat(keys)
                    .allSatisfy(key -> assertThat(app.state(key)).as(key).isEqualTo("ready")));
            String found = "%s for %d changes beside %d uploads; %s, then %s"
                    .formatted(taken, CHANGES - FIRST, keys.size(), early, late);
            assertThat(late.threads()).as(found).isLessThanOrEqualTo(early.threads() + POOLS);
            assertThat(late.heap()).as(found).isLessThan(early.heap() + early.heap() / 10);
            assertThat(late.classes()).as(found).isLessThan(early.classes() + early.classes() / 50);
        }
    }

    /** Makes the changes one after the other, each as soon as the one before runs, while uploads come in. */
    private void change(LaptopProcess app, int first, int last) throws Exception {
        uploading = true;
        CompletableFuture<Void> uploads = CompletableFuture.runAsync(() -> upload(app));
        for (int change = first; change <= last; change++) {
            makeChange(app, change);
        }
        uploading = false;
        uploads.get(60, TimeUnit.SECONDS);
        LaptopProcess.eventually().until(() -> app.state(keys.get(keys.size() - 1)), "ready"::equals);
    }

    private static void makeChange(LaptopProcess app, int change) throws IOException {
        if (change % UPLOAD_ROUTES_EVERY == 0) {
            String name = UPLOAD_ROUTES.get(change / UPLOAD_ROUTES_EVERY % UPLOAD_ROUTES.size());
            app.write(name, Files.readString(Path.of("routes", name)) + "# change " + change + "\n");
            LaptopProcess.eventually().until(() -> app.changes("applied"), count -> count == change);
        } else {
            app.write("own.camel.yaml", OWN.formatted(change));
            LaptopProcess.eventually()
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> app.body("/own"), ("change " + change)::equals);
        }
    }

    private void upload(LaptopProcess app) {
        try {
            while (uploading) {
                String key = "picture-%04d.png".formatted(keys.size());
                app.upload(key, LaptopProcess.picture());
                keys.add(key);
                TimeUnit.MILLISECONDS.sleep(BETWEEN_UPLOADS.toMillis());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** After a collection, which the histogram of classes brings about. */
    private static Footprint footprint(LaptopProcess app) throws Exception {
        TimeUnit.SECONDS.sleep(2);
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        String pid = String.valueOf(app.process().pid());
        long heap = 0;
        for (int i = 0; i < 2; i++) {
            Process process = new ProcessBuilder(jcmd, pid, "GC.class_histogram").start();
            String[] lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n");
            heap = Long.parseLong(lines[lines.length - 1].trim().split(" +")[2]);
        }
        return new Footprint(
                (int) app.metric("jvm_threads_live_threads", ""), heap, (int) app.metric("jvm_classes_loaded", ""));
    }
}
