package dev.darkroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.check.ShippedRoutes;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouteSourcesTest {

    private static final ShippedRoutes SHIPPED = ShippedRoutes.load(RouteSourcesTest.class.getClassLoader());

    private final RouteSources sources = new RouteSources(new RoutePlace(Path.of("/routes"), "*.camel.yaml"), SHIPPED);

    /** A former route was called once it was stopped: "SendProcessor has not been started". */
    @Test
    void shouldLoadCallersAnewWithWhatTheyCall() {
        Map<String, String> wanted =
                Map.of("store-thumbnail.camel.yaml", SHIPPED.files().get("store-thumbnail.camel.yaml") + "# changed\n");

        assertThat(sources.withUsers(Set.of("store-thumbnail.camel.yaml"), Map.of(), wanted))
                .contains("store-thumbnail.camel.yaml", "resize.camel.yaml", "upload-events.camel.yaml")
                .doesNotContain("gallery.camel.yaml", "beans.camel.yaml");
    }

    @Test
    void shouldLeaveRoutesAloneThatNobodyCalls() {
        Map<String, String> wanted =
                Map.of("gallery.camel.yaml", SHIPPED.files().get("gallery.camel.yaml") + "# changed\n");

        assertThat(sources.withUsers(Set.of("gallery.camel.yaml"), Map.of(), wanted))
                .containsExactly("gallery.camel.yaml");
    }

    @Test
    void shouldLoadRoutesAnewWithTheirConfigurations() {
        Map<String, String> wanted =
                Map.of("faults.camel.yaml", SHIPPED.files().get("faults.camel.yaml") + "# changed\n");
        assertThat(sources.withUsers(Set.of("faults.camel.yaml"), Map.of(), wanted))
                .contains("faults.camel.yaml", "upload-events.camel.yaml")
                .doesNotContain("gallery.camel.yaml", "beans.camel.yaml");

        String nameless = "- routeConfiguration:\n    onException: []\n";
        assertThat(sources.withUsers(Set.of("mine.camel.yaml"), Map.of(), Map.of("mine.camel.yaml", nameless)))
                .contains("upload-events.camel.yaml", "gallery.camel.yaml")
                .doesNotContain("beans.camel.yaml");

        String pattern = "- route:\n    routeConfigurationId: 'upload-*'\n    from:\n      uri: direct:mine\n";
        Map<String, String> both =
                Map.of("faults.camel.yaml", wanted.get("faults.camel.yaml"), "mine.camel.yaml", pattern);
        assertThat(sources.withUsers(Set.of("faults.camel.yaml"), Map.of("mine.camel.yaml", pattern), both))
                .contains("mine.camel.yaml");
    }

    @Test
    void shouldAskForARestartWhenACallerHasBeans() {
        Map<String, String> before = Map.of(
                "mine.camel.yaml",
                "- beans: []\n- route:\n    from:\n      uri: direct:mine\n      steps:\n        - to: direct:admit\n");
        Map<String, String> wanted = Map.of(
                "mine.camel.yaml",
                before.get("mine.camel.yaml"),
                "admit.camel.yaml",
                SHIPPED.files().get("admit.camel.yaml") + "# changed\n");
        Set<String> changed = Set.of("admit.camel.yaml");

        assertThat(sources.restarts(changed, sources.withUsers(changed, before, wanted), before, wanted))
                .containsExactly("mine.camel.yaml: has to be loaded anew as well, and that needs a restart, because it"
                        + " has beans");
    }
}
