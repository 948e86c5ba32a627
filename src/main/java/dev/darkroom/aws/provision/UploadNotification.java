package dev.darkroom.aws.provision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private final S3Client s3;
    private final Changes changes;

    UploadNotification(S3Client s3, Changes changes) {
        this.s3 = s3;
        this.changes = changes;
    }

    void ensure(GalleryInfrastructure gallery, String queueArn) {
        String bucket = gallery.uploadBucket();
        GetBucketNotificationConfigurationResponse present =
                s3.getBucketNotificationConfiguration(r -> r.bucket(bucket));
        if (present.queueConfigurations().stream().noneMatch(c -> isWanted(c, queueArn))) {
            List<QueueConfiguration> queues = new ArrayList<>(present.queueConfigurations());
            queues.removeIf(c -> ID.equals(c.id()));
            queues.add(QueueConfiguration.builder()
                    .id(ID)
                    .queueArn(queueArn)
                    .events(Event.S3_OBJECT_CREATED)
                    .build());
            // putting a configuration replaces all of it, so the others' parts go along
            NotificationConfiguration merged = NotificationConfiguration.builder()
                    .queueConfigurations(queues)
                    .topicConfigurations(present.topicConfigurations())
                    .lambdaFunctionConfigurations(present.lambdaFunctionConfigurations())
                    .eventBridgeConfiguration(present.eventBridgeConfiguration())
                    .build();
            changes.make(
                    "report uploads to bucket " + bucket + " to queue " + gallery.queue(),
                    () -> s3.putBucketNotificationConfiguration(
                            r -> r.bucket(bucket).notificationConfiguration(merged)));
        }
    }

    private static boolean isWanted(QueueConfiguration configuration, String queueArn) {
        return configuration.queueArn().equals(queueArn)
                && configuration.events().contains(Event.S3_OBJECT_CREATED)
                && !isFiltered(configuration);
    }

    private static boolean isFiltered(QueueConfiguration configuration) {
        return Optional.ofNullable(configuration.filter())
                .map(NotificationConfigurationFilter::key)
                .filter(S3KeyFilter::hasFilterRules)
                .isPresent();
    }
}
