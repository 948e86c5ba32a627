package dev.darkroom.operator;

import dev.darkroom.aws.provision.Change;
import dev.darkroom.aws.provision.DeprovisioningReport;
import dev.darkroom.aws.provision.DeprovisioningReport.Kept;
import dev.darkroom.aws.provision.ProvisioningException;
import dev.darkroom.aws.provision.ProvisioningReport;
import dev.darkroom.operator.api.ConditionType;
import dev.darkroom.operator.api.DeletionPolicy;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Compares what a Gallery wants with what is there, has the handlers make up the difference, and writes the status.
 *
 * <p>Nothing runs in the cluster before AWS was right once, for the buckets might be somebody else's. After that, the cluster is kept
 * as the spec says also while AWS is in trouble.
 */
@ControllerConfiguration(name = GalleryReconciler.NAME)
public final class GalleryReconciler implements Reconciler<Gallery>, Cleaner<Gallery> {

    static final String NAME = "gallery";

    private static final Duration CLEANUP_RETRY = Duration.ofSeconds(30);

    private final OperatorSettings settings;
    private final Clock clock;
    private final AwsSide aws;
    private final OwnRoutes routes;
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
        this.routes = new OwnRoutes(inspection);
    }

    @Override
    public List<EventSource<?, Gallery>> prepareEventSources(EventSourceContext<Gallery> context) {
        List<EventSource<?, Gallery>> sources = new ArrayList<>(cluster.eventSources(context));
        sources.add(routes.eventSource(context));
        return sources;
    }

    @Override
    public UpdateControl<Gallery> reconcile(Gallery gallery, Context<Gallery> context) {
        Conditions conditions = new Conditions(gallery, clock);
        AwsOutcome outcome = aws.provision(gallery);
        announceChanges(gallery, context, outcome);
        String queueUrl = outcome.report()
                .map(ProvisioningReport::queueUrl)
                .orElse(status(gallery).uploadQueueUrl());
        RoutesInForce inForce =
                routes.inForce(gallery, context, cluster.configMap(Blueprint.routesName(gallery), gallery, context));
        Condition ready = queueUrl.isEmpty()
                ? conditions.notReady(
                        Conditions.NOT_PROVISIONED, "Nothing runs before AWS is right: see the condition Provisioned")
                : applyToCluster(gallery, context, queueUrl, inForce, conditions);

        GalleryStatus next = new GalleryStatus(
                gallery.getMetadata().getGeneration(),
                List.of(conditions.provisioned(outcome), ready, conditions.routesInvalid(inForce)),
                gallery.getSpec().gallery().publicUrl(),
                queueUrl);
        announceTrouble(gallery, context, next);
        return update(gallery, next).rescheduleAfter(outcome.next());
    }

    @Override
    public ErrorStatusUpdateControl<Gallery> updateErrorStatus(
            Gallery gallery, Context<Gallery> context, Exception failure) {
        Conditions conditions = new Conditions(gallery, clock);
        Condition notReady = conditions.notReady(Conditions.CLUSTER_REFUSED, String.valueOf(failure.getMessage()));
        GalleryStatus before = status(gallery);
        List<Condition> now = new ArrayList<>(List.of(notReady));
        aws.lastOutcome(gallery).map(conditions::provisioned).ifPresent(now::add);
        GalleryStatus next = before.with(now);
        if (next.equals(before)) {
            return ErrorStatusUpdateControl.noStatusUpdate();
        }
        announceTrouble(gallery, context, next);
        return ErrorStatusUpdateControl.patchStatus(withStatus(gallery, next));
    }

    @Override
    public DeleteControl cleanup(Gallery gallery, Context<Gallery> context) {
        if (gallery.getSpec().deletionPolicy() == DeletionPolicy.DELETE) {
            try {
                announceRemoval(gallery, context, aws.remove(gallery));
            } catch (ProvisioningException e) {
                announcements(context)
                        .warning(
                                gallery,
                                e.reason().word(),
                                e.getMessage()
                                        + " Until then the Gallery stays. To let it go and leave AWS as it is, set"
                                        + " spec.deletionPolicy to Retain.");
                return DeleteControl.noFinalizerRemoval().rescheduleAfter(CLEANUP_RETRY.toMillis());
            }
        }
        aws.forget(gallery);
        routes.forget(gallery);
        return DeleteControl.defaultDelete();
    }

    private Condition applyToCluster(
            Gallery gallery, Context<Gallery> context, String queueUrl, RoutesInForce inForce, Conditions conditions) {
        Scaler scaler = cluster.scaler(context);
        Blueprint blueprint = new Blueprint(
                gallery,
                settings.image(),
                settings.aws().complete(gallery.getSpec().aws()),
                queueUrl,
                inForce.files(),
                scaler);
        cluster.apply(blueprint.objects(), gallery, context, scaler);
        Map<Component, Optional<Deployment>> deployments = new EnumMap<>(Component.class);
        for (Component component : Component.values()) {
            deployments.put(component, cluster.deployment(component, gallery, context));
        }
        return conditions.ready(deployments);
    }

    private void announceChanges(Gallery gallery, Context<Gallery> context, AwsOutcome outcome) {
        if (!outcome.changes().isEmpty()) {
            String changes = outcome.changes().stream().map(Change::description).collect(Collectors.joining("; "));
            announcements(context).normal(gallery, "Provisioned", changes);
        }
    }

    private void announceTrouble(Gallery gallery, Context<Gallery> context, GalleryStatus next) {
        Announcements announcements = announcements(context);
        next.conditions().stream()
                .filter(condition -> isTrouble(gallery, condition) && isNews(gallery, condition))
                .forEach(condition -> announcements.warning(gallery, condition.getReason(), condition.getMessage()));
    }

    /** That pods take their time to start is none, and what is not provisioned has a condition of its own. */
    private static boolean isTrouble(Gallery gallery, Condition condition) {
        return switch (condition.getReason()) {
            case Conditions.NOT_PROVISIONED -> false;
            case Conditions.RESIZER_UNAVAILABLE, Conditions.GALLERY_UNAVAILABLE ->
                status(gallery)
                        .condition(ConditionType.READY)
                        .filter(before -> before.getStatus().equals("True"))
                        .isPresent();
            default ->
                condition.getStatus().equals("True") == condition.getType().equals(ConditionType.ROUTES_INVALID);
        };
    }

    private static boolean isNews(Gallery gallery, Condition condition) {
        return status(gallery)
                .condition(condition.getType())
                .filter(before -> before.getReason().equals(condition.getReason())
                        && before.getMessage().equals(condition.getMessage()))
                .isEmpty();
    }

    private void announceRemoval(Gallery gallery, Context<Gallery> context, DeprovisioningReport report) {
        Announcements announcements = announcements(context);
        if (!report.removed().isEmpty()) {
            announcements.normal(gallery, "Removed", String.join("; ", report.removed()));
        }
        for (Kept kept : report.kept()) {
            announcements.warning(gallery, "Kept", kept.resource() + " stays: " + kept.why());
        }
    }

    private Announcements announcements(Context<Gallery> context) {
        return new Announcements(context.getClient(), clock);
    }

    private static UpdateControl<Gallery> update(Gallery gallery, GalleryStatus next) {
        return next.equals(status(gallery))
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

    private static GalleryStatus status(Gallery gallery) {
        return Optional.ofNullable(gallery.getStatus()).orElseGet(GalleryStatus::none);
    }
}
