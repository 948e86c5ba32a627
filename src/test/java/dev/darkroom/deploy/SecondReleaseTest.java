package dev.darkroom.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two operators that look after all namespaces would undo each other's work. */
class SecondReleaseTest {

    @TempDir
    Path directory;

    @Test
    void shouldRefuseASecondOperatorForAllNamespaces() throws IOException {
        Chart chart = Chart.inClusterWith(directory, roles("photos-darkroom-operator", "darkroom", "operator"));

        assertThatThrownBy(() -> chart.render(""))
                .hasMessageContaining("photos-darkroom-operator")
                .hasMessageContaining("watchNamespaces");
    }

    @Test
    void shouldLetAnOperatorForSomeNamespacesBeTriedBesideIt() throws IOException {
        Chart chart = Chart.inClusterWith(directory, roles("photos-darkroom-operator", "darkroom", "operator"));

        assertThat(chart.render("watchNamespaces: [holiday]").all(ClusterRole.class))
                .isEmpty();
    }

    @Test
    void shouldNotTakeItsOwnRoleForAnothersOnUpgrade() throws IOException {
        Chart chart = Chart.inClusterWith(directory, roles("darkroom-operator", "darkroom", "operator"));

        assertThat(chart.render("").all(ClusterRole.class)).hasSize(1);
    }

    @Test
    void shouldNotMindRolesOfOthers() throws IOException {
        Chart chart = Chart.inClusterWith(
                directory, roles("keda-operator", "keda", "operator") + "  - metadata: {name: view}\n");

        assertThat(chart.render("").all(ClusterRole.class)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "items: []"})
    void shouldNotMindAClusterWithoutAny(String nothing) throws IOException {
        assertThat(Chart.inClusterWith(directory, nothing).render("").all(ClusterRole.class))
                .hasSize(1);
    }

    private static String roles(String role, String product, String component) {
        return """
               items:
                 - metadata:
                     name: %s
                     labels: {app.kubernetes.io/name: %s, app.kubernetes.io/component: %s}
               """
                .formatted(role, product, component);
    }
}
