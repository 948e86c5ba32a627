package dev.darkroom.aws.provision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfigurationFilter;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.S3KeyFilter;

/** The notification that reports every new object of the upload bucket to the queue, beside those of others. */
final class UploadNotification {

    private static final String ID = "darkroom-uploads";
    private static final String CREATED = "s3:ObjectCreated:";

    private final S3Client s3;
    private final Changes changes;

    UploadNotification(S3Client s3, Changes changes) {
        this.s3 = s3;
        this.changes = changes;
    }

    /** @param queueArn where to report to; empty in a dry run that has not made the queue */
    void ensure(GalleryInfrastructure gallery, Optional<String> queueArn) {
        String bucket = gallery.uploadBucket();
        GetBucketNotificationConfigurationResponse present = read(bucket);
        if (present.queueConfigurations().stream().noneMatch(c -> isWanted(c, queueArn))) {
            List<QueueConfiguration> queues = ofOthers(present.queueConfigurations());
            refuseConflict(bucket, present, queues);
            changes.make(
                    Buckets.resource(bucket),
                    "report uploads to bucket " + bucket + " to queue " + gallery.queue(),
                    () -> {
                        queues.add(QueueConfiguration.builder()
                                .id(ID)
                                .queueArn(queueArn.orElseThrow())
                                .events(Event.S3_OBJECT_CREATED)
                                .build());
                        put(bucket, present, queues);
                    });
        }
    }

    /** Takes our notification out, if it is there. */
    void remove(String bucket) {
        GetBucketNotificationConfigurationResponse present = read(bucket);
        List<QueueConfiguration> queues = ofOthers(present.queueConfigurations());
        if (queues.size() < present.queueConfigurations().size()) {
            changes.make(
                    Buckets.resource(bucket),
                    "stop reporting uploads to bucket " + bucket,
                    () -> put(bucket, present, queues));
        }
    }

    private GetBucketNotificationConfigurationResponse read(String bucket) {
        return changes.read(
                        Buckets.resource(bucket), () -> s3.getBucketNotificationConfiguration(r -> r.bucket(bucket)))
                .orElseGet(() ->
                        GetBucketNotificationConfigurationResponse.builder().build());
    }

    private static List<QueueConfiguration> ofOthers(List<QueueConfiguration> configurations) {
        List<QueueConfiguration> others = new ArrayList<>(configurations);
        others.removeIf(c -> ID.equals(c.id()));
        return others;
    }

    /** Putting a configuration replaces all of it, so the others' parts go along. */
    private void put(
            String bucket, GetBucketNotificationConfigurationResponse present, List<QueueConfiguration> queues) {
        NotificationConfiguration merged = NotificationConfiguration.builder()
                .queueConfigurations(queues)
                .topicConfigurations(present.topicConfigurations())
                .lambdaFunctionConfigurations(present.lambdaFunctionConfigurations())
                .eventBridgeConfiguration(present.eventBridgeConfiguration())
                .build();
        s3.putBucketNotificationConfiguration(r -> r.bucket(bucket).notificationConfiguration(merged));
    }

    private static boolean isWanted(QueueConfiguration configuration, Optional<String> queueArn) {
        return queueArn.filter(configuration.queueArn()::equals).isPresent()
                && configuration.events().contains(Event.S3_OBJECT_CREATED)
                && !isFiltered(configuration);
    }

    private static boolean isFiltered(QueueConfiguration configuration) {
        return Optional.ofNullable(configuration.filter())
                .map(NotificationConfigurationFilter::key)
                .filter(S3KeyFilter::hasFilterRules)
                .isPresent();
    }

    /** Ours is for every key, so whatever else reports new objects, of whichever keys, stands in its way. */
    private static void refuseConflict(
            String bucket, GetBucketNotificationConfigurationResponse present, List<QueueConfiguration> queues) {
        Stream.of(
                        queues.stream().map(c -> new Destination(c.id(), c.queueArn(), c.eventsAsStrings())),
                        present.topicConfigurations().stream()
                                .map(c -> new Destination(c.id(), c.topicArn(), c.eventsAsStrings())),
                        present.lambdaFunctionConfigurations().stream()
                                .map(c -> new Destination(c.id(), c.lambdaFunctionArn(), c.eventsAsStrings())))
                .flatMap(all -> all)
                .filter(Destination::hearsOfUploads)
                .findFirst()
                .ifPresent(other -> {
                    throw new ProvisioningException(
                            FailureReason.NOTIFICATION_CONFLICT,
                            "Bucket '" + bucket + "' already reports new objects to " + other.arn() + " (notification '"
                                    + other.id() + "'), and S3 reports an event to one place only. Remove that"
                                    + " notification, have its receiver informed by EventBridge instead, or choose"
                                    + " another bucket.");
                });
    }

    /** Where a notification goes. */
    private record Destination(String id, String arn, List<String> events) {

        boolean hearsOfUploads() {
            return events.stream().anyMatch(event -> event.startsWith(CREATED));
        }
    }
}
