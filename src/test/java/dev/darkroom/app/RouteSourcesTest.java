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
        String split =
                "- route:\n    from:\n      uri: direct:split\n      steps:\n        - to:\n            uri: direct\n"
                        + "            parameters:\n              name: admit\n";
        String outer = "- route:\n    from:\n      uri: direct:outer\n      steps:\n        - to: direct:inner\n";
        String inner = "- route:\n    from:\n      uri: direct:inner\n      steps:\n        - to: direct:admit\n";
        Map<String, String> wanted = Map.of(
                "admit.camel.yaml",
                SHIPPED.files().get("admit.camel.yaml") + "# changed\n",
                "split.camel.yaml",
                split,
                "outer.camel.yaml",
                outer,
                "inner.camel.yaml",
                inner);

        assertThat(sources.withUsers(Set.of("admit.camel.yaml"), Map.of(), wanted))
                .contains(
                        "admit.camel.yaml",
                        "gallery.camel.yaml",
                        "images.camel.yaml",
                        "inner.camel.yaml",
                        "outer.camel.yaml",
                        "split.camel.yaml")
                .doesNotContain(
                        "resize.camel.yaml", "beans.camel.yaml", "upload-beans.camel.yaml", "gallery-beans.camel.yaml");
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
                Map.of("upload-faults.camel.yaml", SHIPPED.files().get("upload-faults.camel.yaml") + "# changed\n");
        assertThat(sources.withUsers(Set.of("upload-faults.camel.yaml"), Map.of(), wanted))
                .contains("upload-faults.camel.yaml", "resize.camel.yaml")
                .doesNotContain("gallery.camel.yaml", "beans.camel.yaml", "upload-beans.camel.yaml");

        String nameless = "- routeConfiguration:\n    onException: []\n";
        assertThat(sources.withUsers(Set.of("mine.camel.yaml"), Map.of(), Map.of("mine.camel.yaml", nameless)))
                .contains("resize.camel.yaml", "gallery.camel.yaml")
                .doesNotContain("beans.camel.yaml", "upload-beans.camel.yaml", "gallery-beans.camel.yaml");

        String pattern = "- route:\n    routeConfigurationId: 'upload-*'\n    from:\n      uri: direct:mine\n";
        Map<String, String> both =
                Map.of("upload-faults.camel.yaml", wanted.get("upload-faults.camel.yaml"), "mine.camel.yaml", pattern);
        assertThat(sources.withUsers(Set.of("upload-faults.camel.yaml"), Map.of("mine.camel.yaml", pattern), both))
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
