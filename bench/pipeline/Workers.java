package dev.darkroom.bench.pipeline;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The workers that are compared, and how each is started. */
final class Workers {

    private static final Path APP = Path.of("target/quarkus-app").toAbsolutePath();
    private static final Path OTHERS = Path.of("bench/pipeline/workers");
    private static final double JAVA_WARM_UP = 0.5;
    private static final double OTHERS_WARM_UP = 0.1;
    private static final double OTHERS_SHARE = 0.4;
    private static final String MAIN = "dev.darkroom.command.Main";

    /** Those of the Containerfile, with the heap of a container of 512 MiB. */
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-Xmx288m",
            "-XX:MaxNewSize=48m",
            "-XX:SurvivorRatio=3",
            "-XX:ReservedCodeCacheSize=40m",
            "-XX:MaxDirectMemorySize=32m",
            "-XX:C1MaxInlineSize=6",
            "-XX:Tier4InvocationThreshold=75000",
            "-XX:Tier4MinInvocationThreshold=9000",
            "-XX:Tier4CompileThreshold=225000",
            "-XX:Tier4BackEdgeThreshold=600000");

    private static final List<String> OF_THE_IMAGE = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    /** What the Containerfile leaves out of the cache. */
    private static final List<String> NOT_RECORDED =
            List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining");

    private final Options options;

    Workers(Options options) {
        this.options = options;
    }

    /** @return what is compared, Darkroom first */
    List<Worker> all() throws IOException, InterruptedException {
        return Stream.of(darkroomOfTheImage(), darkroom(), sharp(), tutorial())
                .filter(worker -> options.only().isEmpty()
                        || options.only().stream().anyMatch(worker.name()::contains))
                .toList();
    }

    /** As the container image starts it: Java 25, one flat class path, and an AOT cache that a rehearsal has made. */
    Worker darkroomOfTheImage() throws IOException, InterruptedException {
        Path cache = options.logs().resolve("darkroom.aot").toAbsolutePath();
        List<String> start = new ArrayList<>(List.of(options.java25()));
        start.addAll(OPTIONS);
        start.addAll(OF_THE_IMAGE);
        start.addAll(options.javaOptions());
        if (!Files.exists(cache) || isNewer(APP.resolve("quarkus-run.jar"), cache)) {
            rehearse(start, cache);
        }
        start.addAll(List.of("-XX:AOTCache=" + cache, "-cp", classPath(), MAIN));
        return new Worker("Darkroom, Java 25, AOT cache", start, JAVA_WARM_UP, 1);
    }

    /** As packaged. */
    Worker darkroom() {
        List<String> start = new ArrayList<>(List.of(options.java17()));
        start.addAll(OPTIONS);
        start.addAll(options.javaOptions());
        start.addAll(List.of("-jar", APP.resolve("quarkus-run.jar").toString()));
        return new Worker("Darkroom, Java 17", start, JAVA_WARM_UP, 1);
    }

    Worker sharp() {
        List<String> start = List.of("node", OTHERS.resolve("sharp.mjs").toString());
        return new Worker("sharp (Node, AWS SDK v3)", start, OTHERS_WARM_UP, OTHERS_SHARE);
    }

    Worker tutorial() {
        String python = System.getenv().getOrDefault("BENCH_PYTHON", "python3");
        List<String> start = List.of(python, OTHERS.resolve("tutorial.py").toString());
        return new Worker("tutorial (Python, boto3, Wand)", start, OTHERS_WARM_UP, OTHERS_SHARE);
    }

    private static boolean isNewer(Path file, Path other) throws IOException {
        return Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(other)) > 0;
    }

    private void rehearse(List<String> start, Path cache) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(start);
        command.addAll(NOT_RECORDED);
        command.addAll(List.of("-XX:AOTCacheOutput=" + cache, "-cp", classPath(), MAIN, "rehearse"));
        int exitCode = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(options.logs().resolve("rehearsal.log").toFile())
                .start()
                .waitFor();
        if (exitCode != 0 || !Files.exists(cache)) {
            throw new IllegalStateException("No AOT cache, see " + options.logs().resolve("rehearsal.log"));
        }
    }

    private static String classPath() throws IOException {
        List<Path> files = new ArrayList<>(List.of(
                APP.resolve("quarkus/transformed-bytecode.jar"), APP.resolve("quarkus/generated-bytecode.jar")));
        for (String folder : List.of("app", "lib/boot", "lib/main")) {
            try (Stream<Path> jars = Files.list(APP.resolve(folder))) {
                jars.sorted().forEach(files::add);
            }
        }
        return files.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
