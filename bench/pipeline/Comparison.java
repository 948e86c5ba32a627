package dev.darkroom.bench.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** All workers in turns: how fast they drain a queue, how long one upload takes, how soon the first one is done. */
final class Comparison {

    private static final int CONCURRENCY = 2;
    private static final Map<String, Integer> UPLOADS = new LinkedHashMap<>();

    static {
        UPLOADS.put("12", 600);
        UPLOADS.put("2", 2400);
        UPLOADS.put("0.2", 4000);
    }

    private static final int LATENCY_WARM_UP = 500;
    private static final int LATENCY_UPLOADS = 300;

    private final Options options;

    Comparison(Options options) {
        this.options = options;
    }

    String run() throws IOException, InterruptedException {
        List<Worker> workers = new Workers(options).all();
        StringBuilder report = new StringBuilder();
        report.append("## From start to the first thumbnail\n\n").append(cold(workers));
        report.append("\n## One upload at a time, 2 megapixels\n\n").append(latency(workers));
        for (Map.Entry<String, Integer> mix : UPLOADS.entrySet()) {
            int uploads = options.uploads(mix.getValue());
            report.append("\n## Draining a queue, " + mix.getKey() + " megapixels, " + uploads + " uploads\n\n")
                    .append(drain(workers, mix.getKey(), uploads));
        }
        return report.toString();
    }

    private Table drain(List<Worker> workers, String mix, int uploads) throws IOException, InterruptedException {
        List<Picture> pictures = pictures(mix);
        Drain drain = new Drain(options.logs());
        Map<Worker, List<Drain.Figures>> figures =
                rounds(workers, worker -> drain.run(
                        worker, pictures, (int) (uploads * worker.share()), 1, CONCURRENCY, Duration.ZERO));
        Table table = new Table(
                "worker",
                "pictures/s",
                "CPU-seconds for 1,000",
                "Darkroom's share of it",
                "with start and warm-up",
                "peak RSS, MiB");
        double ours = median(figures.get(workers.get(0)), Drain.Figures::cpuPerThousand);
        figures.forEach((worker, runs) -> table.row(
                worker.name(),
                median(runs, Drain.Figures::perSecond),
                median(runs, Drain.Figures::cpuPerThousand),
                ours / median(runs, Drain.Figures::cpuPerThousand),
                median(runs, Drain.Figures::cpuPerThousandWithStart),
                median(runs, Drain.Figures::peakMiB)));
        return table;
    }

    private Table latency(List<Worker> workers) throws IOException, InterruptedException {
        List<Picture> jpegs = pictures("2").stream()
                .filter(picture -> picture.name().endsWith("420.jpg"))
                .toList();
        Latency latency = new Latency(options.logs());
        Map<Worker, List<Latency.Figures>> figures = rounds(
                workers,
                worker -> latency.run(
                        worker, jpegs, options.uploads(LATENCY_WARM_UP), options.uploads(LATENCY_UPLOADS), CONCURRENCY));
        Table table = new Table("worker", "median, ms", "p99, ms");
        figures.forEach((worker, runs) -> table.row(
                worker.name(), median(runs, Latency.Figures::median), median(runs, Latency.Figures::p99)));
        return table;
    }

    private Table cold(List<Worker> workers) throws IOException, InterruptedException {
        Picture picture = pictures("2").get(0);
        Cold cold = new Cold(options.logs());
        Map<Worker, List<Cold.Figures>> figures = rounds(workers, worker -> cold.run(worker, picture, CONCURRENCY));
        Table table = new Table("worker", "seconds", "CPU-seconds", "RSS, MiB");
        figures.forEach((worker, runs) -> table.row(
                worker.name(),
                median(runs, Cold.Figures::seconds),
                median(runs, Cold.Figures::cpuSeconds),
                median(runs, Cold.Figures::residentMiB)));
        return table;
    }

    private List<Picture> pictures(String mix) throws IOException {
        return Picture.mix(options.corpus().resolve(mix));
    }

    /** What is measured of one worker once. */
    private interface Measurement<T> {
        T of(Worker worker) throws IOException, InterruptedException;
    }

    /** Each round begins with another worker. */
    private <T> Map<Worker, List<T>> rounds(List<Worker> workers, Measurement<T> measurement)
            throws IOException, InterruptedException {
        Map<Worker, List<T>> all = new LinkedHashMap<>();
        workers.forEach(worker -> all.put(worker, new ArrayList<>()));
        for (int round = 0; round < options.rounds(); round++) {
            List<Worker> turn = new ArrayList<>(workers);
            Collections.rotate(turn, -round);
            for (Worker worker : turn) {
                T figures = measurement.of(worker);
                System.err.println(worker.name() + ": " + figures);
                all.get(worker).add(figures);
            }
        }
        return all;
    }

    private static <T> double median(List<T> runs, ToDoubleFunction<T> figure) {
        return Table.median(runs.stream().map(figure::applyAsDouble).toList());
    }
}
