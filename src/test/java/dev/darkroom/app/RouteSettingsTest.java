package dev.darkroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.check.ShippedRoutes;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.DefaultRoutesCollector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    @Test
    void shouldNotMakeTheBeansOfOtherRoles() {
        assertThat(loaded(Map.of("darkroom.roles", "resizer")))
                .contains("resize.camel.yaml", "beans.camel.yaml", "upload-beans.camel.yaml")
                .doesNotContain("gallery-beans.camel.yaml");
        assertThat(loaded(Map.of("darkroom.roles", "gallery")))
                .contains("gallery.camel.yaml", "beans.camel.yaml", "gallery-beans.camel.yaml")
                .doesNotContain("upload-beans.camel.yaml");
        assertThat(loaded(Map.of("darkroom.roles", "sandbox, Resizer, Gallery")))
                .contains("upload-beans.camel.yaml", "gallery-beans.camel.yaml");
    }

    @Test
    void shouldMakeAllBeansForRoutesOfOnesOwn(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("own.camel.yaml"), "[]");

        assertThat(loaded(Map.of("darkroom.roles", "resizer", "darkroom.routes", directory.toString())))
                .contains("own.camel.yaml", "upload-beans.camel.yaml", "gallery-beans.camel.yaml");
    }

    /** Camel takes the files of a pattern in any order. */
    @Test
    void shouldMakeTheBeansFirstThatOthersNeedWhileDeveloping() throws IOException {
        Properties settings = new Properties();
        try (InputStream file = RouteSettings.class.getResourceAsStream("/application.properties")) {
            settings.load(file);
        }

        String pattern = settings.getProperty("%dev." + RouteSettings.INCLUDE);

        assertThat(pattern).startsWith("file:routes/beans.camel.yaml,");
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            List<String> files = new DefaultRoutesCollector()
                    .findRouteResourcesFromDirectory(camel, "", pattern).stream()
                            .map(file -> file.getLocation().replaceFirst(".*/", ""))
                            .toList();
            assertThat(files).first().isEqualTo("beans.camel.yaml");
            assertThat(files).containsAll(ShippedRoutes.names(RouteSettings.class.getClassLoader()));
        }
    }

    private static List<String> loaded(Map<String, String> settings) {
        String files = config(settings).getValue(RouteSettings.INCLUDE, String.class);
        return Stream.of(files.split(","))
                .map(file -> file.replaceFirst(".*/", ""))
                .toList();
    }

    private static Optional<Boolean> httpEnabled(String roles) {
        return config(Map.of("darkroom.roles", roles)).getOptionalValue(RouteSettings.HTTP_ENABLED, Boolean.class);
    }

    private static SmallRyeConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 400))
                .withSources(new RouteSettings())
                .build();
    }
}
