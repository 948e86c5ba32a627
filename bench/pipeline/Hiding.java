package dev.darkroom.bench.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether more pictures in work at once make up for a slow S3, and whether two processes are twice as fast as one. */
final class Hiding {

    private static final Duration SLOW = Duration.ofMillis(30);
    private static final int UPLOADS = 3000;
    private static final List<Integer> CONCURRENCIES = List.of(2, 8, 16, 32);

    private final Options options;

    Hiding(Options options) {
        this.options = options;
    }

    /** One way to run it. */
    private record Case(int processes, int concurrency, Duration delay) {}

    String run() throws IOException, InterruptedException {
        Worker worker = new Workers(options).darkroomOfTheImage();
        List<Case> cases = new ArrayList<>();
        cases.add(new Case(1, 2, Duration.ZERO));
        CONCURRENCIES.forEach(concurrency -> cases.add(new Case(1, concurrency, SLOW)));
        cases.add(new Case(2, 2, SLOW));
        cases.add(new Case(2, 8, SLOW));
        List<List<Double>> rates = new ArrayList<>();
        cases.forEach(each -> rates.add(new ArrayList<>()));
        List<Picture> pictures = Picture.mix(options.corpus().resolve("2"));
        for (int round = 0; round < options.rounds(); round++) {
            for (int i = 0; i < cases.size(); i++) {
                Case each = cases.get(i);
                Drain.Figures figures = new Drain(options.logs())
                        .run(worker, pictures, options.uploads(UPLOADS), each.processes(), each.concurrency(), each.delay());
                System.err.println(each + ": " + figures);
                rates.get(i).add(figures.perSecond());
            }
        }
        Table table = new Table(
                "processes", "pictures in work in each", "each call to S3 later by", "pictures/s", "share of the first line");
        double first = Table.median(rates.get(0));
        for (int i = 0; i < cases.size(); i++) {
            Case each = cases.get(i);
            double rate = Table.median(rates.get(i));
            table.row(each.processes(), each.concurrency(), each.delay().toMillis() + " ms", rate, rate / first);
        }
        return "## A slow S3\n\n" + table;
    }
}
