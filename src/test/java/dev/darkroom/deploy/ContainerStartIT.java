package dev.darkroom.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.darkroom.support.InstalledJava;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the Containerfile runs, run here on the packaged app: the making of the AOT cache, and a start with it. */
class ContainerStartIT {

    private static final int NEEDED = 25;

    @TempDir
    private Path root;

    @Test
    void shouldStartFromTheCacheThatItsBuildHasMade() throws Exception {
        Optional<Path> java = InstalledJava.since(NEEDED);
        assumeTrue(
                java.isPresent(),
                "AOT caches need Java " + NEEDED + ": neither this one nor one installed beside it is that new");
        layOut();

        run(List.of("sh", "-c", here(ContainerImage.instruction("RUN"))), java.get());

        assertThat(root.resolve("app/darkroom.aot")).isNotEmptyFile();
        assertThat(cacheNames("dev/darkroom/image/jpeg/")).isTrue();
        // no pod of a Gallery needs these, and each would have them in its memory
        assertThat(cacheNames("dev/darkroom/sandbox/s3/Bucket")).isFalse();
        assertThat(cacheNames("dev/darkroom/aws/provision/Bucket")).isFalse();
        List<String> start = new ArrayList<>(ContainerImage.ofContainerfile().entryPoint());
        // refuses to start if the cache cannot be used, instead of doing without
        start.add(1, "-XX:AOTMode=on");
        start.set(0, java.get().resolve("java").toString());
        start.add("rehearse");
        run(start.stream().map(this::here).toList(), java.get());
    }

    /** Whether a class of that package, or a mention of one, is in the cache. */
    private boolean cacheNames(String classes) throws IOException, InterruptedException {
        Path cache = root.resolve("app/darkroom.aot");
        int exitCode = new ProcessBuilder("grep", "--quiet", "--text", "--fixed-strings", classes, cache.toString())
                .start()
                .waitFor();
        assertThat(exitCode).isLessThan(2);
        return exitCode == 0;
    }

    private void layOut() throws IOException {
        Path app = Files.createDirectory(root.resolve("app"));
        for (String part : List.of("lib", "quarkus", "app", "quarkus-run.jar")) {
            Files.createSymbolicLink(
                    app.resolve(part), Path.of("target/quarkus-app", part).toAbsolutePath());
        }
    }

    private String here(String text) {
        return text.replaceAll("(?<![\\w/.])/app\\b", root.resolve("app").toString());
    }

    private void run(List<String> command, Path java) throws IOException, InterruptedException {
        Path log = root.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().merge("PATH", java + ":", (path, first) -> first + path);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
                .start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        assertThat(ended && process.exitValue() == 0).as(Files.readString(log)).isTrue();
    }
}
