package dev.darkroom.bench.pipeline;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The heap of a worker, as its own metrics tell it. */
final class Heap {

    private static final double BYTES_PER_MIB = 1 << 20;

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest request;

    /** @param managementPort where the worker has its metrics */
    Heap(int managementPort) {
        request = HttpRequest.newBuilder(URI.create("http://localhost:" + managementPort + "/q/metrics"))
                .timeout(Duration.ofSeconds(20))
                .build();
    }

    /** @return MiB in use, with what the collector has not taken yet */
    double usedMiB() throws IOException, InterruptedException {
        return sum("jvm_memory_used_bytes{area=\"heap\"");
    }

    /** @return MiB in use of the part where what lives long ends up, which hardly has anything else in it */
    double oldMiB() throws IOException, InterruptedException {
        return sum("jvm_memory_used_bytes{area=\"heap\",id=\"Tenured Gen\"");
    }

    private double sum(String series) throws IOException, InterruptedException {
        String metrics = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        double[] values = metrics.lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .toArray();
        if (values.length == 0) {
            throw new IllegalStateException("The worker's metrics have no " + series);
        }
        double bytes = 0;
        for (double value : values) {
            bytes += value;
        }
        return bytes / BYTES_PER_MIB;
    }
}
