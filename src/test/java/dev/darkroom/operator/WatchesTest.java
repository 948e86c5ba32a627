package dev.darkroom.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.health.EventSourceHealthIndicator;
import io.javaoperatorsdk.operator.health.Status;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the operator cannot see becomes words. */
class WatchesTest {

    private static final EventSourceHealthIndicator UNHEALTHY = () -> Status.UNHEALTHY;

    @Test
    void shouldHaveNothingToSayWhenEverythingIsWatched() {
        assertThat(Watches.trouble(Map.of("gallery", Map.of()))).isEmpty();
    }

    @Test
    void shouldNameTheKindsThatAreNotWatched() {
        Map<String, EventSourceHealthIndicator> unhealthy = Map.of(
                "ControllerResourceEventSource", UNHEALTHY,
                "owned-Deployment", UNHEALTHY,
                "routes", UNHEALTHY);

        assertThat(Watches.trouble(Map.of("gallery", unhealthy)))
                .get()
                .asString()
                .contains("watch ConfigMap, Deployment, Gallery:", "rights");
    }
}
