package dev.darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.sandbox.Fault;
import dev.darkroom.sandbox.FaultRule;
import dev.darkroom.sandbox.Sandbox;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a process says of its health, and whether people can do something with it. */
@QuarkusTest
@WithTestResource(SandboxResource.class)
class HealthTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    LaptopClient client;

    Sandbox sandbox;

    @Inject
    CamelContext camel;

    @TestHTTPResource(value = "/health/", management = true)
    URI health;

    @AfterEach
    void mend() throws Exception {
        sandbox.faults().clear();
        camel.getRouteController().startRoute("images");
        await().atMost(PATIENCE).until(() -> ask("ready").statusCode() == 200);
    }

    @Test
    void shouldBeWell() throws IOException, InterruptedException {
        await().atMost(PATIENCE).until(() -> ask("ready").statusCode() == 200);

        for (String kind : new String[] {"live", "ready", "started"}) {
            assertThat(ask(kind).statusCode()).as(kind).isEqualTo(200);
        }
        assertThat(check("ready", "queue").at("/data/last answer").asText()).isNotEmpty();
        assertThat(check("ready", "operator").at("/data/is").asText()).startsWith("none");
        assertThat(check("started", "start").at("/data/routes").asInt()).isPositive();
    }

    @Test
    void shouldNameARouteThatIsStopped() throws Exception {
        camel.getRouteController().stopRoute("images");

        assertThat(ask("ready").statusCode()).isEqualTo(503);
        assertThat(check("ready", "routes").at("/data/not running").asText()).isEqualTo("images (Stopped)");
        assertThat(ask("live").statusCode()).as("a new process would not help").isEqualTo(200);
    }

    @Test
    void shouldSayWhatTheStartWaitsFor() throws Exception {
        camel.getRouteController().stopRoute("images");

        assertThat(ask("started").statusCode()).isEqualTo(503);
        assertThat(check("started", "start").at("/data/waits for").asText()).isEqualTo("routes images (Stopped)");
    }

    @Test
    void shouldSaySinceWhenAndWhyTheQueueCannotBeRead() throws IOException, InterruptedException {
        sandbox.faults().add(FaultRule.on("sqs:ReceiveMessage", Fault.error(403, "AccessDenied")));

        await().atMost(PATIENCE).until(() -> ask("ready").statusCode() == 503);
        assertThat(check("ready", "queue").at("/data/reason").asText())
                .startsWith("The queue cannot be read since 20")
                .contains("403");
        assertThat(ask("live").statusCode()).isEqualTo(200);
        assertThat(ask("started").statusCode()).isEqualTo(200);
    }

    private JsonNode check(String kind, String name) throws IOException, InterruptedException {
        for (JsonNode check : new ObjectMapper().readTree(ask(kind).body()).path("checks")) {
            if (check.path("name").asText().equals(name)) {
                return check;
            }
        }
        throw new AssertionError(
                "no check " + name + " in " + new String(ask(kind).body()));
    }

    private HttpResponse<byte[]> ask(String kind) throws IOException, InterruptedException {
        return client.get(health.resolve(kind));
    }
}
