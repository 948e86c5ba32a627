package dev.darkroom.operator;

import dev.darkroom.operator.objects.Names;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An operator's part in the agreement on which of them leads, which is a lease in a namespace. */
final class Leadership {

    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final Duration RENEW_DEADLINE = Duration.ofSeconds(8);
    private static final Duration RETRY_PERIOD = Duration.ofSeconds(2);

    /**
     * How long an operator that does not lead any more may take to finish what is in work. It notices after the deadline for renewals, at
     * the next try; when its lease runs out, another may lead, and two of them must not work at once. Also less than what Kubernetes
     * grants a pod that has to stop.
     */
    static final Duration TIME_TO_FINISH = LEASE.minus(RENEW_DEADLINE).minus(RETRY_PERIOD);

    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

    private final String namespace;
    private final String identity = UUID.randomUUID().toString();

    /** @param namespace where the lease is */
    Leadership(String namespace) {
        this.namespace = namespace;
    }

    /**
     * @param onStart called when this operator leads
     * @param onStop called when it does not any more
     */
    LeaderElectionConfiguration configuration(Runnable onStart, Runnable onStop) {
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(Names.OPERATOR)
                .withLeaseNamespace(namespace)
                .withIdentity(identity)
                .withLeaseDuration(LEASE)
                .withRenewDeadline(RENEW_DEADLINE)
                .withRetryPeriod(RETRY_PERIOD)
                .withExitOnStopLeading(false)
                .withLeaderCallbacks(new LeaderCallbacks(onStart, onStop, leader -> {}))
                .build();
    }

    /** Gives the lease back if it is this operator's, which the framework does not: others would wait until it runs out. */
    void release(KubernetesClient client) {
        LeaseLock lock = new LeaseLock(namespace, Names.OPERATOR, identity);
        try {
            Optional.ofNullable(lock.get(client))
                    .filter(held -> identity.equals(held.getHolderIdentity()))
                    .ifPresent(held -> {
                        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
                        lock.update(
                                client,
                                new LeaderElectionRecord(
                                        "", Duration.ofSeconds(1), now, now, held.getLeaderTransitions()));
                    });
        } catch (KubernetesClientException e) {
            LOG.warn("The lease could not be given back, and runs out by itself: {}", e.getMessage());
        }
    }
}
