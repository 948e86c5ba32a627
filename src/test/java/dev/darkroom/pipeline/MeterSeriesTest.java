package dev.darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.awt.Color;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Nobody from outside decides which series there are. */
@QuarkusTest
@WithTestResource(SandboxResource.class)
class MeterSeriesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String MARK = "zzhostile";

    LaptopClient client;

    @Inject
    MeterRegistry meters;

    @TestHTTPResource("/")
    URI gallery;

    /** Quarkus itself had one for each upload that was asked for, and for each method that a visitor made up. */
    @Test
    void shouldNotMakeASeriesOfWhatVisitorsSend() throws IOException, InterruptedException {
        wave("first");
        Set<String> before = series();

        wave("second");
        wave("third");

        assertThat(series()).isEqualTo(before).noneMatch(series -> series.contains(MARK));
        assertThat(before)
                .filteredOn(series -> series.startsWith("darkroom.gallery.requests"))
                .hasSizeLessThan(49);
    }

    @Test
    void shouldMeasureAnswersByPathAndStatus() throws IOException {
        double images = requests("/images", "4xx");
        double others = requests("other", "4xx");

        RawHttp.send(gallery, "GET", "/images?limit=nonsense");
        RawHttp.send(gallery, "GET", "/imagesque");

        await().atMost(PATIENCE).until(() -> requests("/images", "4xx") == images + 1);
        await().atMost(PATIENCE).until(() -> requests("other", "4xx") == others + 1);
    }

    /** Each way to ask, to upload and to be refused, with names that were never there before. */
    private void wave(String name) throws IOException, InterruptedException {
        String key = MARK + "-" + name + ".jpg";
        client.post(key, Pictures.jpeg(30, 20, Color.RED));
        client.post(MARK + "\"{x=\"y\"}\n-" + name, "no picture".getBytes(StandardCharsets.UTF_8));
        client.send("{\"" + MARK + name + "\":1}");
        await().atMost(PATIENCE).until(() -> client.thumbnail(key).isPresent() && client.queued() == 0);
        for (String target : new String[] {
            "/",
            "/images",
            "/upload-form",
            "/openapi.json",
            "/assets/1/gallery.css",
            "/uploads/" + key,
            "/uploads/unknown" + key,
            "/" + key,
            "/assets/" + key,
            "/assets/1/" + key,
            "/images/" + key,
            "/images?after=" + key,
            "/upload-form?name=" + key,
            "//" + key,
            "/%7B" + key + "%7D",
            "/uploads/%00" + key
        }) {
            RawHttp.send(gallery, "GET", target);
            RawHttp.send(gallery, "POST", target);
            RawHttp.send(gallery, MARK.toUpperCase() + name.toUpperCase(), target);
        }
    }

    private Set<String> series() {
        Set<String> all = new TreeSet<>();
        for (Meter meter : meters.getMeters()) {
            StringBuilder series = new StringBuilder(meter.getId().getName());
            for (Tag tag : meter.getId().getTags()) {
                series.append(' ').append(tag.getKey()).append('=').append(tag.getValue());
            }
            all.add(series.toString());
        }
        all.removeIf(series -> series.startsWith("jvm.") || series.startsWith("netty."));
        return all;
    }

    private double requests(String path, String status) {
        return meters.find("darkroom.gallery.requests").tag("path", path).tag("status", status).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }
}
