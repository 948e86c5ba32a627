package dev.darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.sandbox.CallLog;
import dev.darkroom.sandbox.Sandbox;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of requests when there are more of them than a process is to serve. */
@QuarkusTest
@WithTestResource(SandboxResource.class)
class AdmissionTest {

    LaptopClient client;

    Sandbox sandbox;

    @Inject
    CamelContext camel;

    @Inject
    MeterRegistry meters;

    @ConfigProperty(name = "darkroom.gallery.requests-per-second")
    int limit;

    @TestHTTPResource("/")
    URI gallery;

    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    private Admission admission;

    @BeforeEach
    void refuseEveryRequest() {
        admission = Admission.refused(camel);
    }

    @AfterEach
    void admitAsUsual() {
        admission.close();
    }

    @Test
    void shouldAdmitAsManyAsTheSettingSays() {
        assertThat(admission.usualLimit()).isEqualTo(limit).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/images", "/images?after=nonsense", "/upload-form", "/uploads/any.jpg"})
    void shouldTellProgramsToComeBackInASecond(String target) throws IOException {
        RawHttp.Answer answer = RawHttp.send(gallery, "GET", target);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.headers())
                .containsEntry("retry-after", "1")
                .containsEntry("content-type", "application/json")
                .containsEntry("cache-control", "no-store")
                .containsEntry("x-content-type-options", "nosniff");
        JsonNode error = new ObjectMapper().readTree(answer.body());
        assertThat(error.get("error").asText()).isEqualTo("too-many-requests");
        assertThat(error.get("message").asText()).endsWith(".");

        admission.close();
        assertThat(RawHttp.send(gallery, "GET", target).status()).isNotEqualTo(429);
    }

    @Test
    void shouldTellPeopleToComeBackInASecond() throws IOException {
        RawHttp.Answer answer = RawHttp.send(gallery, "GET", "/");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.headers())
                .containsEntry("retry-after", "1")
                .containsEntry("content-type", "text/html; charset=utf-8");
        assertThat(answer.body()).contains("try again in a second");
        Markup.assertOnlyOurs(answer.body());

        admission.close();
        assertThat(RawHttp.send(gallery, "GET", "/").status()).isEqualTo(200);
    }

    @Test
    void shouldAskNothingOfS3ForRequestsThatItRefuses() throws IOException {
        sandbox.calls().reset();
        for (String target : new String[] {"/", "/images", "/uploads/any.jpg"}) {
            RawHttp.send(gallery, "GET", target);
        }
        assertThat(sandbox.calls().recent())
                .extracting(CallLog.Call::operation)
                .noneMatch(operation -> operation.startsWith("s3:"));
    }

    @Test
    void shouldGoOnServingWhatCostsNothingAndItsHealth() throws IOException, InterruptedException {
        assertThat(RawHttp.send(gallery, "GET", "/assets/1/gallery.css").status())
                .isEqualTo(200);
        assertThat(RawHttp.send(gallery, "GET", "/openapi.json").status()).isEqualTo(200);
        assertThat(new String(client.get(ready).body(), StandardCharsets.UTF_8)).contains("\"status\": \"UP\"");
    }

    @Test
    void shouldCountWhatItRefusesAndLogNothing() throws IOException {
        LogLines log = LogLines.capture();
        try {
            double before = refusals("images");
            RawHttp.send(gallery, "GET", "/images");

            assertThat(refusals("images")).isEqualTo(before + 1);
            assertThat(log.all()).noneMatch(line -> line.contains("gallery"));
        } finally {
            log.close();
        }
    }

    private double refusals(String route) {
        return meters.find("darkroom.requests.refused").tag("route", route).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
