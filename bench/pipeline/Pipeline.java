package dev.darkroom.bench.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

public final class Pipeline {
    public static void main(String[] a) throws Exception {
        Path logs = Files.createDirectories(Path.of("target/pipeline"));
        Workers workers = new Workers(Path.of("/usr/lib/jvm/java-17-openjdk-amd64/bin/java"), Path.of("/usr/lib/jvm/temurin-25-jdk-amd64/bin/java"), logs);
        Path corpus = Path.of(a[1]);
        int rounds = Integer.parseInt(a[2]);
        String only = a.length > 4 ? a[4] : "";
        List<Worker> all = List.of(workers.darkroom17(), workers.darkroom25(), workers.darkroomAot(Picture.mix(corpus.resolve("2")), List.of()), workers.sharp(), workers.tutorial());
        if (System.getProperty("variants") != null) { all = java.util.Arrays.stream(System.getProperty("variants").split(";")).map(v -> workers.variant(v)).toList(); only = ""; }
        String o = only; all = all.stream().filter(w -> java.util.Arrays.stream(o.split(",")).anyMatch(w.name()::contains)).toList();
        for (int r = 0; r < rounds; r++) {
            for (Worker w : all) {
                String f = switch (a[0]) {
                    case "drain" -> new Drain(logs).run(w, Picture.mix(corpus.resolve(a[3])), Integer.parseInt(System.getProperty("n")), 2, Duration.ofMillis(Integer.getInteger("delay", 0))).toString();
                    case "latency" -> new Latency(logs).run(w, Picture.mix(corpus.resolve(a[3])), Integer.getInteger("warm", 300), 200, 2).toString();
                    default -> new Cold(logs).run(w, Picture.mix(corpus.resolve(a[3])).get(0), 2).toString();
                };
                System.out.printf(Locale.ROOT, "%-40s %s%n", w.name(), f);
            }
        }
    }
}
