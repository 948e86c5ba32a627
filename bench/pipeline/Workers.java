package dev.darkroom.bench.pipeline;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The workers that are compared, and how each is started. */
final class Workers {

    private static final Path APP = Path.of("target/quarkus-app");
    private static final Path BENCH = Path.of("bench/pipeline/workers");
    private static final double JAVA_WARM_UP = 0.4;
    private static final double OTHERS_WARM_UP = 0.1;

    /** As in the Containerfile, but for the memory, which a container bounds. */
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-Xmx288m",
            "-XX:MaxNewSize=64m",
            "-XX:ReservedCodeCacheSize=40m",
            "-XX:MaxDirectMemorySize=32m");

    private static final List<String> ONLY_JAVA_25 =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    private final Path java17;
    private final Path java25;
    private final Path logs;

    Workers(Path java17, Path java25, Path logs) {
        this.java17 = java17;
        this.java25 = java25;
        this.logs = logs;
    }

    /** The packaged app on Java 17, as `java -jar` runs it. */
    Worker darkroom17() {
        return packaged("Darkroom, Java 17", java17, OPTIONS);
    }

    /** The packaged app on Java 25, as `java -jar` runs it. */
    Worker darkroom25() {
        return packaged("Darkroom, Java 25", java25, withJava25(OPTIONS));
    }

    /** As the container image starts it: one flat class path, and an AOT cache made by a run of the same. */
    Worker darkroomAot(List<Picture> pictures, List<String> more) throws IOException, InterruptedException {
        Path cache = logs.resolve("darkroom.aot");
        if (!Files.exists(cache)) {
            train(cache, pictures);
        }
        List<String> options = new ArrayList<>(withJava25(OPTIONS));
        options.addAll(more);
        options.add("-XX:AOTCache=" + cache);
        return flat("Darkroom, Java 25, AOT" + (more.isEmpty() ? "" : " " + String.join(" ", more)), options);
    }

    /** "17 -XX:.. -XX:.." */
    Worker variant(String v) {
        List<String> words = List.of(v.split(" "));
        boolean old = words.get(0).startsWith("17");
        List<String> options = new ArrayList<>(old ? OPTIONS : withJava25(OPTIONS));
        options.addAll(words.subList(1, words.size()));
        return new Worker(v, Stream.concat(Stream.concat(Stream.of((old ? java17 : java25).toString()), options.stream()), Stream.of("-jar", System.getProperty("app" + words.get(0).substring(2), "target/quarkus-app") + "/quarkus-run.jar")).toList(), JAVA_WARM_UP);
    }

    Worker tutorial() {
        return new Worker(
                "tutorial (Python, boto3, Wand)",
                List.of(System.getenv().getOrDefault("BENCH_PYTHON", "python3"), BENCH.resolve("tutorial.py") + ""),
                OTHERS_WARM_UP);
    }

    Worker sharp() {
        return new Worker("sharp (Node, AWS SDK v3)", List.of("node", BENCH.resolve("sharp.mjs") + ""), OTHERS_WARM_UP);
    }

    private void train(Path cache, List<Picture> pictures) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(withJava25(OPTIONS));
        options.add("-XX:AOTCacheOutput=" + cache);
        Worker trainee = flat("training", options);
        try (World world = new World()) {
            CountDownLatch stored = new CountDownLatch(pictures.size());
            world.onThumbnail(key -> stored.countDown());
            for (Picture picture : pictures) {
                world.upload(picture, picture.name());
            }
            try (WorkerProcess process = new WorkerProcess(trainee, Worker.environment(world, 2), logs)) {
                while (!stored.await(1, TimeUnit.SECONDS)) {
                    process.requireAlive();
                }
            }
        }
        if (!Files.exists(cache)) {
            throw new IllegalStateException("No AOT cache was written, see " + logs.resolve("training.log"));
        }
    }

    private Worker packaged(String name, Path java, List<String> options) {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(options);
        command.addAll(List.of("-jar", APP.resolve("quarkus-run.jar").toString()));
        return new Worker(name, command, JAVA_WARM_UP);
    }

    private Worker flat(String name, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(java25.toString()));
        command.addAll(options);
        command.addAll(List.of(
                "--add-opens=java.base/java.lang=ALL-UNNAMED", "-cp", classPath(), "dev.darkroom.command.Main"));
        return new Worker(name, command, JAVA_WARM_UP);
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

    private static List<String> withJava25(List<String> options) {
        return Stream.concat(options.stream(), ONLY_JAVA_25.stream()).toList();
    }
}
