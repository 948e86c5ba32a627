package dev.darkroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteSettingsTest {

    /** Somebody else may want it, such as the Camel CLI beside a sandbox. */
    @ParameterizedTest
    @ValueSource(strings = {"sandbox", "operator", "sandbox,operator"})
    void shouldLeaveThePortOfTheGalleryAloneWithoutRoutes(String roles) {
        assertThat(httpEnabled(roles)).contains(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"resizer", "gallery", "sandbox,resizer,gallery"})
    void shouldListenThereWithRoutes(String roles) {
        assertThat(httpEnabled(roles)).isEmpty();
    }

    private static Optional<Boolean> httpEnabled(String roles) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(Map.of("darkroom.roles", roles), "test", 400))
                .withSources(new RouteSettings())
                .build()
                .getOptionalValue(RouteSettings.HTTP_ENABLED, Boolean.class);
    }
}
