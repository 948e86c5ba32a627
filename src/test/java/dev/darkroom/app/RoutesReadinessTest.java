package dev.darkroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.app.RoutesInForce.Change;
import dev.darkroom.app.RoutesInForce.Outcome;
import dev.darkroom.app.RoutesInForce.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class RoutesReadinessTest {

    private static final Map<String, String> FILES = Map.of("b.camel.yaml", "b", "a.camel.yaml", "a");
    private static final Instant WHEN = Instant.parse("2026-11-28T09:30:12Z");

    private final RoutesInForce routes = new RoutesInForce();
    private final RoutesReadiness readiness = new RoutesReadiness(routes, new DefaultCamelContext());

    @Test
    void shouldTellTheFilesThatRun() {
        routes.started(FILES);

        HealthCheckResponse answer = readiness.call();
        assertThat(answer.getStatus()).isEqualTo(Status.UP);
        assertThat(answer.getData()).contains(Map.of("own files", "a.camel.yaml, b.camel.yaml"));
    }

    @Test
    void shouldStayUpWhenAChangeIsRefused() {
        routes.become(new State(
                FILES, Optional.of(new Change(WHEN, Outcome.REFUSED, List.of("a.camel.yaml:1: x"))), List.of()));

        HealthCheckResponse answer = readiness.call();
        assertThat(answer.getStatus()).isEqualTo(Status.UP);
        assertThat(answer.getData().orElseThrow())
                .containsEntry("last change", "2026-11-28T09:30:12Z")
                .containsEntry("outcome", "refused")
                .containsEntry("reason", "a.camel.yaml:1: x");
    }

    @Test
    void shouldBeDownWhenRoutesDoNotRunAnyMore() {
        routes.become(
                new State(FILES, Optional.of(new Change(WHEN, Outcome.FAILED, List.of("x"))), List.of("a.camel.yaml")));

        HealthCheckResponse answer = readiness.call();
        assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
        assertThat(answer.getData().orElseThrow()).containsEntry("not running", "a.camel.yaml");
    }
}
