package dev.darkroom.operator;

import dev.darkroom.operator.api.Gallery;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where the API server lets the operator look after Galleries.
 *
 * @param namespaces the namespaces of those that it is told to look after in which it may; none for everywhere
 * @param refused those in which it may not, and why
 */
record Reach(Set<String> namespaces, Map<String, String> refused) {

    private static final ListOptions ONE =
            new ListOptionsBuilder().withLimit(1L).build();

    Reach {
        namespaces = Set.copyOf(namespaces);
        refused = Map.copyOf(refused);
    }

    /**
     * Asks the API server.
     *
     * @param wanted the namespaces that the operator is told to look after; none for everywhere
     * @throws KubernetesClientException if it may look after none, or if the API server gives no clear answer
     */
    static Reach of(KubernetesClient client, Set<String> wanted) {
        if (wanted.isEmpty()) {
            client.resources(Gallery.class).inAnyNamespace().list(ONE);
            return new Reach(Set.of(), Map.of());
        }
        Set<String> usable = new TreeSet<>();
        Map<String, KubernetesClientException> refused = new TreeMap<>();
        for (String namespace : wanted) {
            try {
                client.resources(Gallery.class).inNamespace(namespace).list(ONE);
                usable.add(namespace);
            } catch (KubernetesClientException e) {
                if (!isRefusal(e)) {
                    throw e;
                }
                refused.put(namespace, e);
            }
        }
        if (usable.isEmpty()) {
            throw refused.values().iterator().next();
        }
        Map<String, String> reasons = new TreeMap<>();
        refused.forEach((namespace, failure) -> reasons.put(namespace, failure.getMessage()));
        return new Reach(usable, reasons);
    }

    /** @return whether the API server said no, which it would say again, rather than being in trouble */
    static boolean isRefusal(KubernetesClientException failure) {
        return failure.getCode() == HttpURLConnection.HTTP_FORBIDDEN
                || failure.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
    }

    /** @return what it means that Galleries cannot be looked after anywhere, and what to do about it */
    static String words(KubernetesClientException failure) {
        return failure.getCode() == HttpURLConnection.HTTP_NOT_FOUND
                ? "The cluster does not know Galleries: kubectl apply --server-side -f"
                        + " helm/darkroom/crds/galleries.darkroom.dev-v1.yaml"
                : "The API server cannot be asked for Galleries: " + failure.getMessage();
    }

    /** @return whether it has not changed where the operator may be at work */
    boolean isSameAs(Reach other) {
        return namespaces.equals(other.namespaces);
    }

    /** @return what is left out, and what to do about it */
    Optional<String> warning() {
        return refused.isEmpty()
                ? Optional.empty()
                : Optional.of("Galleries are not looked after in "
                        + String.join(", ", new TreeSet<>(refused.keySet()))
                        + ", since the namespace or the operator's Role there is missing. They are as soon as both are there"
                        + " again. The API server says: "
                        + new TreeMap<>(refused).values().iterator().next());
    }
}
