package dev.darkroom.operator;

import dev.darkroom.aws.provision.DeprovisioningReport;
import dev.darkroom.aws.provision.DeprovisioningReport.Kept;
import dev.darkroom.operator.AwsOutcome.Failure;
import dev.darkroom.operator.api.DeletionPolicy;
import dev.darkroom.operator.api.Gallery;
import dev.darkroom.operator.api.GalleryStatus;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes down a gallery that is deleted: first what runs, so that nothing works on buckets and queues that are being taken away, then what
 * it has on AWS. Where AWS is to stay as it is, there is nothing to do: what is in the cluster goes by its owner references.
 */
final class Removal {

    private static final Duration UNTIL_PODS_ARE_GONE = Duration.ofSeconds(2);

    private final AwsSide aws;
    private final ClusterSide cluster;
    private final Conflicts conflicts;
    private final Clock clock;
    private final Map<String, Failure> told = new ConcurrentHashMap<>();

    Removal(AwsSide aws, ClusterSide cluster, Conflicts conflicts, Clock clock) {
        this.aws = aws;
        this.cluster = cluster;
        this.conflicts = conflicts;
        this.clock = clock;
    }

    /** @return how long to wait before going on; empty if the gallery can go */
    Optional<Duration> remove(Gallery gallery, Context<Gallery> context) {
        Optional<Duration> wait = isToLeaveAws(gallery, context) ? Optional.empty() : removeAll(gallery, context);
        if (wait.isEmpty()) {
            told.remove(uid(gallery));
        }
        return wait;
    }

    /** What an older Gallery has is not this one's to delete. */
    private boolean isToLeaveAws(Gallery gallery, Context<Gallery> context) {
        return gallery.getSpec().deletionPolicy() == DeletionPolicy.RETAIN
                || conflicts.of(gallery, context).isPresent();
    }

    private Optional<Duration> removeAll(Gallery gallery, Context<Gallery> context) {
        cluster.stop(gallery, context);
        if (cluster.deployments(gallery, context).values().stream().anyMatch(Optional::isPresent)) {
            return Optional.of(UNTIL_PODS_ARE_GONE);
        }
        AwsRemoval removal = aws.remove(gallery);
        Announcements announcements = new Announcements(context.getClient(), clock);
        if (removal instanceof AwsRemoval.Refused refused) {
            tell(gallery, context, refused.why(), announcements);
            return Optional.of(refused.next());
        }
        announce(gallery, ((AwsRemoval.Done) removal).report(), announcements);
        return Optional.empty();
    }

    /** In the status, and as an event if nobody was told before: also not by an operator from before this one. */
    private void tell(Gallery gallery, Context<Gallery> context, Failure why, Announcements announcements) {
        GalleryStatus before = GalleryStatus.of(gallery);
        GalleryStatus next = before.with(List.of(new Conditions(gallery, clock).removalRefused(why)));
        if (!why.equals(told.put(uid(gallery), why))) {
            new News(gallery, announcements).tell(next);
        }
        if (!next.equals(before)) {
            // The framework has no way to write a status while an object is being deleted.
            context.getClient().resource(gallery).editStatus(found -> {
                found.setStatus(next);
                return found;
            });
        }
    }

    private static void announce(Gallery gallery, DeprovisioningReport report, Announcements announcements) {
        if (!report.removed().isEmpty()) {
            announcements.normal(gallery, "Removed", String.join("; ", report.removed()));
        }
        for (Kept kept : report.kept()) {
            announcements.warning(gallery, "Kept", kept.resource() + " stays: " + kept.why());
        }
    }

    private static String uid(Gallery gallery) {
        return gallery.getMetadata().getUid();
    }
}
