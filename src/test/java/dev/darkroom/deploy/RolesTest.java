package dev.darkroom.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.operator.objects.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the operator may do in a cluster: each right is in these lists, and nothing else is a right. */
class RolesTest {

    private static final String OWN = "get,list,watch,create,patch,delete";

    private static final String[] GALLERIES = {
        "darkroom.dev/galleries get,list,watch,patch",
        "darkroom.dev/galleries/status patch",
        "darkroom.dev/galleries/finalizers update",
        "/configmaps " + OWN,
        "/serviceaccounts " + OWN,
        "/services " + OWN,
        "apps/deployments " + OWN,
        "networking.k8s.io/ingresses " + OWN,
        "networking.k8s.io/networkpolicies " + OWN,
        "policy/poddisruptionbudgets " + OWN,
        "autoscaling/horizontalpodautoscalers " + OWN,
        "keda.sh/scaledobjects " + OWN,
        "keda.sh/triggerauthentications " + OWN,
        "/events create"
    };

    private static final String[] LEASE = {
        "coordination.k8s.io/leases create", "coordination.k8s.io/leases " + Names.OPERATOR + " get,update,patch"
    };

    private static final Chart CHART = Chart.source();

    @Test
    void shouldAllowWhatGalleriesTakeInTheWholeCluster() {
        Rendering rendering = CHART.render("");

        assertThat(rendering.all(ClusterRole.class))
                .singleElement()
                .satisfies(role -> assertThat(rights(role.getRules())).containsExactlyInAnyOrder(GALLERIES));
        assertThat(rendering.all(Role.class)).singleElement().satisfies(role -> {
            assertThat(role.getMetadata().getNamespace()).isEqualTo(Chart.NAMESPACE);
            assertThat(rights(role.getRules())).containsExactlyInAnyOrder(LEASE);
        });
    }

    @Test
    void shouldAllowNothingBeyondNamespacesThatAreWatched() {
        Rendering rendering = CHART.render("watchNamespaces: [holiday, family]");

        assertThat(rendering.all(ClusterRole.class)).isEmpty();
        assertThat(rendering.all(ClusterRoleBinding.class)).isEmpty();
        for (String namespace : List.of("holiday", "family")) {
            assertThat(rendering.all(Role.class))
                    .filteredOn(role -> role.getMetadata().getNamespace().equals(namespace))
                    .singleElement()
                    .satisfies(role -> assertThat(rights(role.getRules())).containsExactlyInAnyOrder(GALLERIES));
        }
        assertThat(rendering.all(Role.class))
                .filteredOn(role -> role.getMetadata().getNamespace().equals(Chart.NAMESPACE))
                .singleElement()
                .satisfies(role -> assertThat(rights(role.getRules())).containsExactlyInAnyOrder(LEASE));
    }

    @Test
    void shouldBindEachRoleToTheOperatorAndNobodyElse() {
        for (String values : List.of("", "watchNamespaces: [holiday, family]", "serviceAccount: {name: own}")) {
            Rendering rendering = CHART.render(values);

            assertThat(bindings(rendering)).containsExactlyInAnyOrderElementsOf(roles(rendering));
            assertThat(subjects(rendering)).allSatisfy(subject -> {
                assertThat(subject.getKind()).isEqualTo("ServiceAccount");
                assertThat(subject.getName()).isEqualTo(values.contains("own") ? "own" : "darkroom-operator");
                assertThat(subject.getNamespace()).isEqualTo(Chart.NAMESPACE);
            });
        }
    }

    private static Stream<String> rights(PolicyRule rule) {
        return rule.getApiGroups().stream().flatMap(group -> rule.getResources().stream()
                .map(resource -> group + "/" + resource + " "
                        + (rule.getResourceNames().isEmpty() ? "" : String.join(",", rule.getResourceNames()) + " ")
                        + String.join(",", rule.getVerbs())));
    }

    private static List<String> rights(List<PolicyRule> rules) {
        return rules.stream().flatMap(RolesTest::rights).toList();
    }

    private static List<String> roles(Rendering rendering) {
        return Stream.<HasMetadata>concat(rendering.all(ClusterRole.class).stream(), rendering.all(Role.class).stream())
                .map(role -> role.getKind() + " " + role.getMetadata().getNamespace() + "/"
                        + role.getMetadata().getName())
                .toList();
    }

    private static List<String> bindings(Rendering rendering) {
        return Stream.concat(
                        rendering.all(ClusterRoleBinding.class).stream()
                                .map(binding -> binding.getRoleRef().getKind() + " null/"
                                        + binding.getRoleRef().getName()),
                        rendering.all(RoleBinding.class).stream()
                                .map(binding -> binding.getRoleRef().getKind() + " "
                                        + binding.getMetadata().getNamespace() + "/"
                                        + binding.getRoleRef().getName()))
                .toList();
    }

    private static List<Subject> subjects(Rendering rendering) {
        return Stream.concat(
                        rendering.all(ClusterRoleBinding.class).stream()
                                .flatMap(binding -> binding.getSubjects().stream()),
                        rendering.all(RoleBinding.class).stream().flatMap(binding -> binding.getSubjects().stream()))
                .toList();
    }
}
