package dev.darkroom.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracingSettingsTest {

    @Test
    void shouldBeOffWithoutAnEndpoint() {
        assertThat(TracingSettings.parse("", "")).isEmpty();
        assertThat(TracingSettings.parse(" ", "0.5")).isEmpty();
    }

    @Test
    void shouldTraceAllUnlessARatioIsSet() {
        assertThat(TracingSettings.parse("http://collector:4318", ""))
                .contains(new TracingSettings(URI.create("http://collector:4318"), OptionalDouble.empty()));
        assertThat(TracingSettings.parse("https://collector/otlp", " 0.01"))
                .contains(new TracingSettings(URI.create("https://collector/otlp"), OptionalDouble.of(0.01)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"collector:4318", "localhost", "ftp://collector", "http://", "http://a b", "yes"})
    void shouldRefuseWhatIsNoUrl(String endpoint) {
        assertThatThrownBy(() -> TracingSettings.parse(endpoint, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("darkroom.tracing.endpoint is '" + endpoint
                        + "': use the URL of a collector, such as http://localhost:4318");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.01", "-0.1", "NaN", "all", "50%"})
    void shouldRefuseWhatIsNoPart(String ratio) {
        assertThatThrownBy(() -> TracingSettings.parse("", ratio))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("darkroom.tracing.ratio is '" + ratio
                        + "': use a number from 0 to 1, such as 0.01 for one in a hundred");
    }
}
