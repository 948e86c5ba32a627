package dev.darkroom.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then whether the API server lets the operator do what it did when the operator started. A watch that is refused when it
 * is opened again is tried for ever, without a word.
 */
final class Supervision {

    private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);

    private final KubernetesClient client;
    private final Set<String> wanted;
    private final Reach reach;
    private final Duration period;
    private long last = System.nanoTime();
    private boolean wasBlind;

    /**
     * @param wanted the namespaces that the operator is told to look after; none for everywhere
     * @param reach what the API server allowed when the operator started
     * @param period time between two looks
     */
    Supervision(KubernetesClient client, Set<String> wanted, Reach reach, Duration period) {
        this.client = client;
        this.wanted = wanted;
        this.reach = reach;
        this.period = period;
    }

    /**
     * @param blind whether there is something that cannot be watched just now
     * @return whether to begin anew is what may help
     */
    boolean isToBeginAnew(boolean blind) {
        if (System.nanoTime() - last < period.toNanos()) {
            return false;
        }
        last = System.nanoTime();
        boolean forLong = blind && wasBlind;
        wasBlind = blind;
        if (forLong) {
            LOG.warn("Something could not be watched for {}: the operator begins anew", period);
        }
        return forLong || hasReachChanged();
    }

    private boolean hasReachChanged() {
        try {
            boolean changed = !Reach.of(client, wanted).isSameAs(reach);
            if (changed) {
                LOG.warn(
                        "The namespaces have changed in which Galleries can be looked after: the operator begins anew");
            }
            return changed;
        } catch (KubernetesClientException e) {
            LOG.warn("The API server cannot be asked for Galleries: {}", e.getMessage());
            return Reach.isRefusal(e);
        }
    }
}
