package dev.darkroom.bench.gallery;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Pages of galleries of several sizes, and reindex, as tables in Markdown. */
public final class Gallery {

    private static final List<Integer> SIZES = List.of(1, 60, 10_000, 1_000_000);
    private static final List<String> PATHS = List.of("/", "/images");
    private static final int ROUNDS = 3;
    private static final int WARM_UP_SECONDS = 15;
    private static final int SECONDS = 10;
    private static final int COUNTED = 50;
    private static final int QUIET_MILLIS = 1000;

    private Gallery() {}

    /** Runs what the first argument names: {@code pages}, or {@code reindex}, {@code reindex-others} or {@code memory} with a number of thumbnails. */
    public static void main(String... arguments) throws InterruptedException {
        int exitCode = 1;
        try {
            run(arguments);
            exitCode = 0;
        } catch (IllegalArgumentException | IllegalStateException | IOException e) {
            System.err.println(e);
        } finally {
            // the sandbox's port would keep the process alive
            System.exit(exitCode);
        }
    }

    private static void run(String... arguments) throws IOException, InterruptedException {
        String what = arguments.length == 0 ? "" : arguments[0];
        switch (what) {
            case "pages" -> pages();
            case "reindex" -> reindex(number(arguments, 100_000), true);
            case "reindex-others" -> reindex(number(arguments, 100_000), false);
            case "memory" -> memory(number(arguments, 1_000_000), arguments.length > 2 ? arguments[2] : "128m");
            default -> throw new IllegalArgumentException("Say pages, reindex [N], reindex-others [N] or memory [N] [HEAP]");
        }
    }

    private static int number(String[] arguments, int otherwise) {
        return arguments.length > 1 ? Integer.parseInt(arguments[1]) : otherwise;
    }

    /** All sizes take turns within a round, so that what else the machine does meets them alike. */
    private static void pages() throws IOException, InterruptedException {
        List<World> worlds = new ArrayList<>();
        List<App.Gallery> galleries = new ArrayList<>();
        List<List<List<Load>>> loads = new ArrayList<>();
        double[][] lists = new double[SIZES.size()][PATHS.size()];
        for (int entries : SIZES) {
            worlds.add(new World(new MadeUpBucket.Contents(0, true, entries)));
            galleries.add(App.gallery(worlds.get(worlds.size() - 1)));
            loads.add(PATHS.stream().map(path -> (List<Load>) new ArrayList<Load>()).toList());
        }
        for (int round = 0; round <= ROUNDS; round++) {
            for (int size = 0; size < SIZES.size(); size++) {
                for (int path = 0; path < PATHS.size(); path++) {
                    String url = "http://localhost:" + galleries.get(size).port() + PATHS.get(path);
                    if (round == 0) {
                        Load.warmUp(url, WARM_UP_SECONDS);
                    } else {
                        loads.get(size).get(path).add(Load.on(url, SECONDS));
                        lists[size][path] = lists(worlds.get(size), url);
                    }
                }
            }
        }
        System.out.println("| path | entries | LIST per answer | p50 ms | p99 ms | answers/s |");
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
        for (int path = 0; path < PATHS.size(); path++) {
            for (int size = 0; size < SIZES.size(); size++) {
                List<Load> runs = loads.get(size).get(path);
                print(
                        "| `%s` | %,d | %.2f | %.1f | %.1f | %.0f |%n",
                        PATHS.get(path),
                        SIZES.get(size),
                        lists[size][path],
                        median(runs, Load::p50),
                        median(runs, Load::p99),
                        median(runs, Load::perSecond));
            }
        }
        galleries.forEach(gallery -> gallery.app().close());
        worlds.forEach(World::close);
    }

    /** Calls for an answer: of some, one after the other, since those under way at the end of a load are no answers. */
    private static double lists(World world, String url) throws IOException, InterruptedException {
        long before = -1;
        while (before != world.calls("s3:ListObjectsV2")) {
            before = world.calls("s3:ListObjectsV2");
            Thread.sleep(QUIET_MILLIS);
        }
        world.forgetCalls();
        for (int i = 0; i < COUNTED; i++) {
            try (InputStream answer = URI.create(url).toURL().openStream()) {
                answer.transferTo(OutputStream.nullOutputStream());
            }
        }
        return (double) world.calls("s3:ListObjectsV2") / COUNTED;
    }

    private static void reindex(int thumbnails, boolean own) throws IOException, InterruptedException {
        System.out.printf("%n%,d thumbnails %s%n%n", thumbnails, own ? "of Darkroom" : "of others");
        System.out.println("| run | time s | peak RSS MB | HEAD | GET | PUT | DELETE | LIST |");
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        try (World world = new World(new MadeUpBucket.Contents(thumbnails, own, 0))) {
            run(world, "an index from nothing");
            run(world, "everything right");
        }
        try (World world = new World(new MadeUpBucket.Contents(thumbnails, own, 0))) {
            killed(world, thumbnails / 2);
            run(world, "again after kill -9");
        }
        try (World world = new World(new MadeUpBucket.Contents(thumbnails, own, 0))) {
            App app = killed(world, thumbnails / 2);
            String line = app.lineWith("--from");
            if (line.isEmpty()) {
                System.out.println("| (killed before the first line of progress) | | | | | | | |");
            } else {
                run(world, "on from the key of its last line", "--from", line.substring(line.indexOf("--from ") + 7));
            }
        }
    }

    private static App killed(World world, long puts) throws IOException, InterruptedException {
        world.forgetCalls();
        Instant start = Instant.now();
        App app = App.command(world, "reindex", "256m", "reindex");
        while (app.isAlive() && world.calls("s3:PutObject") < puts) {
            app.watchMemory();
            Thread.sleep(20);
        }
        app.kill();
        row(world, "killed (kill -9) half-way", start, app);
        return app;
    }

    private static void run(World world, String name, String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("reindex"));
        arguments.addAll(List.of(options));
        world.forgetCalls();
        Instant start = Instant.now();
        App app = App.command(world, "reindex", "256m", arguments.toArray(String[]::new));
        app.awaitSuccess();
        row(world, name + ": " + app.lineWith("Index entries:").replace("Index entries: ", ""), start, app);
    }

    /** An index that is right, so that every entry of it is held. */
    private static void memory(int thumbnails, String heap) throws IOException, InterruptedException {
        System.out.println("| run | time s | peak RSS MB | HEAD | GET | PUT | DELETE | LIST |");
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        try (World world = new World(new MadeUpBucket.Contents(thumbnails, true, thumbnails))) {
            Instant start = Instant.now();
            App app = App.command(world, "memory", heap, "reindex");
            app.awaitSuccess();
            row(world, "-Xmx%s, %,d: %s".formatted(heap, thumbnails, app.lineWith("Index entries:")), start, app);
        }
    }

    private static void row(World world, String name, Instant start, App app) {
        print(
                "| %s | %.1f | %d | %,d | %,d | %,d | %,d | %,d |%n",
                name,
                Duration.between(start, Instant.now()).toMillis() / 1000.0,
                app.peakMegabytes(),
                world.calls("s3:HeadObject"),
                world.calls("s3:GetObject"),
                world.calls("s3:PutObject"),
                world.calls("s3:DeleteObject"),
                world.calls("s3:ListObjectsV2"));
    }

    private static double median(List<Load> runs, ToDoubleFunction<Load> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ENGLISH, format, values);
    }
}
