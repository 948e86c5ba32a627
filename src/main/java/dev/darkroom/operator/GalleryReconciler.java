package dev.darkroom.operator;

import dev.darkroom.aws.provision.Change;
import dev.darkroom.operator.AwsOutcome.Failure;
import dev.darkroom.operator.api.Gallery;
import dev.darkroom.operator.api.GalleryStatus;
import dev.darkroom.operator.objects.Blueprint;
import dev.darkroom.operator.objects.Blueprint.Scaler;
import dev.darkroom.operator.objects.Component;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Compares what a Gallery wants with what is there, has the handlers make up the difference, and writes the status.
 *
 * <p>Nothing runs in the cluster that AWS has not accepted, for the buckets might be somebody else's. What AWS accepted last stays in
 * force, and is kept right in the cluster, until AWS accepts another spec.
 */
@ControllerConfiguration(name = GalleryReconciler.NAME)
public final class GalleryReconciler implements Reconciler<Gallery>, Cleaner<Gallery> {

    static final String NAME = "gallery";

    /** How long a Gallery may wait after one that it was in conflict with is gone. */
    private static final Duration CONFLICT_RETRY = Duration.ofSeconds(10);

    private final OperatorSettings settings;
    private final Clock clock;
    private final AwsSide aws;
    private final Conflicts conflicts;
    private final OwnRoutes routes;
    private final Removal removal;
    private final ClusterSide cluster = new ClusterSide();

    /**
     * @param settings what the operator is told
     * @param inspection finds mistakes in route files
     * @param clock the time
     */
    public GalleryReconciler(OperatorSettings settings, RouteInspection inspection, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.aws = new AwsSide(settings.aws(), settings.recheck(), clock);
        this.conflicts = new Conflicts(settings.aws());
        this.routes = new OwnRoutes(inspection);
        this.removal = new Removal(aws, cluster, conflicts, clock);
    }

    @Override
    public List<EventSource<?, Gallery>> prepareEventSources(EventSourceContext<Gallery> context) {
        conflicts.index(context);
        List<EventSource<?, Gallery>> sources = new ArrayList<>(cluster.eventSources(context));
        sources.add(routes.eventSource(context));
        return sources;
    }

    @Override
    public UpdateControl<Gallery> reconcile(Gallery gallery, Context<Gallery> context) {
        AwsOutcome outcome = conflicts
                .of(gallery, context)
                .map(conflict -> leave(gallery, conflict))
                .orElseGet(() -> aws.provision(gallery));
        announceChanges(gallery, context, outcome);
        RoutesInForce inForce = routesInForce(gallery, context, outcome);
        outcome.accepted().ifPresent(accepted -> applyToCluster(gallery, context, accepted, inForce));

        Conditions conditions = new Conditions(gallery, clock);
        GalleryStatus before = GalleryStatus.of(gallery);
        List<Condition> now = List.of(
                conditions.provisioned(outcome),
                ready(gallery, context, outcome, conditions),
                conditions.routesInvalid(inForce));
        long generation = gallery.getMetadata().getGeneration();
        GalleryStatus next = outcome.accepted()
                .map(accepted -> new GalleryStatus(
                        generation,
                        now,
                        accepted.spec().gallery().publicUrl(),
                        accepted.queueUrl(),
                        accepted.generation()))
                .orElseGet(() -> new GalleryStatus(
                        generation, now, before.url(), before.uploadQueueUrl(), before.provisionedGeneration()));
        new News(gallery, announcements(context)).tell(next);
        return update(gallery, next).rescheduleAfter(outcome.next());
    }

    @Override
    public ErrorStatusUpdateControl<Gallery> updateErrorStatus(
            Gallery gallery, Context<Gallery> context, Exception failure) {
        Conditions conditions = new Conditions(gallery, clock);
        Condition notReady = conditions.notReady(Conditions.CLUSTER_REFUSED, String.valueOf(failure.getMessage()));
        GalleryStatus before = GalleryStatus.of(gallery);
        List<Condition> now = new ArrayList<>(List.of(notReady));
        Optional<AwsOutcome> outcome = aws.lastOutcome(gallery);
        outcome.map(conditions::provisioned).ifPresent(now::add);
        GalleryStatus next = outcome.flatMap(AwsOutcome::accepted)
                .map(accepted -> before.provisioned(accepted.queueUrl(), accepted.generation()))
                .orElse(before)
                .with(now);
        if (next.equals(before)) {
            return ErrorStatusUpdateControl.noStatusUpdate();
        }
        new News(gallery, announcements(context)).tell(next);
        return ErrorStatusUpdateControl.patchStatus(withStatus(gallery, next));
    }

    @Override
    public DeleteControl cleanup(Gallery gallery, Context<Gallery> context) {
        Optional<Duration> wait = removal.remove(gallery, context);
        if (wait.isPresent()) {
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(wait.get().toMillis());
        }
        aws.forget(gallery);
        routes.forget(gallery);
        return DeleteControl.defaultDelete();
    }

    /** Leaves AWS to an older Gallery. Once that is gone, nothing that is remembered of AWS is true any more. */
    private AwsOutcome leave(Gallery gallery, Failure conflict) {
        aws.forget(gallery);
        return new AwsOutcome(Optional.empty(), Optional.of(conflict), List.of(), CONFLICT_RETRY);
    }

    /** Routes belong to a spec as well: which ones are to be read follows from the one that AWS accepted. */
    private RoutesInForce routesInForce(Gallery gallery, Context<Gallery> context, AwsOutcome outcome) {
        Map<String, String> current = cluster.configMap(Blueprint.routesName(gallery), gallery, context);
        RoutesInForce wanted = routes.inForce(gallery, context, current);
        return outcome.accepted()
                .filter(accepted ->
                        accepted.spec().routes().equals(gallery.getSpec().routes()))
                .map(accepted -> wanted)
                .orElseGet(() -> new RoutesInForce(current, wanted.mistakes()));
    }

    private void applyToCluster(
            Gallery gallery, Context<Gallery> context, AcceptedSpec accepted, RoutesInForce inForce) {
        Scaler scaler = cluster.scaler(context);
        Blueprint blueprint = new Blueprint(
                accepted.of(gallery),
                settings.image(),
                settings.aws().complete(accepted.spec().aws()),
                accepted.queueUrl(),
                inForce.files(),
                scaler,
                settings.telemetry());
        cluster.apply(blueprint.objects(), gallery, context, scaler);
    }

    private Condition ready(Gallery gallery, Context<Gallery> context, AwsOutcome outcome, Conditions conditions) {
        Map<Component, Optional<Deployment>> deployments = cluster.deployments(gallery, context);
        boolean runs = deployments.values().stream().anyMatch(Optional::isPresent);
        return runs || outcome.accepted().isPresent()
                ? conditions.ready(deployments, outcome.accepted())
                : conditions.notReady(
                        Conditions.NOT_PROVISIONED, "Nothing runs before AWS is right: see the condition Provisioned");
    }

    private void announceChanges(Gallery gallery, Context<Gallery> context, AwsOutcome outcome) {
        if (!outcome.changes().isEmpty()) {
            String changes = outcome.changes().stream().map(Change::description).collect(Collectors.joining("; "));
            announcements(context).normal(gallery, "Provisioned", changes);
        }
    }

    private Announcements announcements(Context<Gallery> context) {
        return new Announcements(context.getClient(), clock);
    }

    private static UpdateControl<Gallery> update(Gallery gallery, GalleryStatus next) {
        return next.equals(GalleryStatus.of(gallery))
                ? UpdateControl.noUpdate()
                : UpdateControl.patchStatus(withStatus(gallery, next));
    }

    /** Nothing but the status, so that nothing else is said to be the operator's by server-side apply. */
    private static Gallery withStatus(Gallery gallery, GalleryStatus status) {
        Gallery patch = new Gallery();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(gallery.getMetadata().getName())
                .withNamespace(gallery.getMetadata().getNamespace())
                .build());
        patch.setStatus(status);
        return patch;
    }
}
