package dev.darkroom.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * What a person wants of a gallery. Parts that are left out have their defaults, in the API server as well as here.
 *
 * @param aws where S3 and SQS are
 * @param upload where originals arrive
 * @param resized where thumbnails go
 * @param queue the queue of upload events
 * @param thumbnail what thumbnails are like
 * @param routes own routes
 * @param resizer the workers
 * @param gallery the pages
 * @param deletionPolicy what happens on AWS when the Gallery is deleted
 */
@ValidationRule(
        value = "!has(self.upload) || !has(self.upload.bucket) || !has(self.resized) || !has(self.resized.bucket)"
                + " || self.upload.bucket != self.resized.bucket",
        message = "spec.upload.bucket and spec.resized.bucket are the same: every thumbnail would be taken for a new"
                + " upload. Use two buckets.")
@ValidationRule(
        value = "(has(self.queue.name) ? self.queue.name : '') == (has(oldSelf.queue.name) ? oldSelf.queue.name : '')",
        message = "spec.queue.name cannot be changed: messages in the old queue would be left behind")
public record GallerySpec(
        @Default("{}") @JsonPropertyDescription("Where S3 and SQS are; AWS itself if left out") AwsSpec aws,
        @Required @JsonPropertyDescription("Where originals arrive") UploadSpec upload,
        @Required @JsonPropertyDescription("Where thumbnails go") ResizedSpec resized,
        @Default("{}") @JsonPropertyDescription("The SQS queue of upload events") QueueSpec queue,
        @Default("{}") @JsonPropertyDescription("What thumbnails are like") ThumbnailSpec thumbnail,
        @Default("{}") @JsonPropertyDescription("Own Camel routes, which replace or add to those that come along")
                RoutesSpec routes,
        @Default("{}") @JsonPropertyDescription("The workers that make thumbnails") ResizerSpec resizer,
        @Default("{}") @JsonPropertyDescription("The pages that visitors see") SiteSpec gallery,
        @Default("Retain")
                @JsonPropertyDescription(
                        "What happens on AWS when the Gallery is deleted. Retain: nothing. Delete: notification, rules and"
                                + " queues go, and buckets if they are empty; never their contents")
                DeletionPolicy deletionPolicy) {

    /** Puts in the defaults, as an API server does from the custom resource definition. */
    public GallerySpec {
        aws = Defaults.of(aws, AwsSpec::defaults);
        queue = Defaults.of(queue, QueueSpec::defaults);
        thumbnail = Defaults.of(thumbnail, ThumbnailSpec::defaults);
        routes = Defaults.of(routes, RoutesSpec::none);
        resizer = Defaults.of(resizer, ResizerSpec::defaults);
        gallery = Defaults.of(gallery, SiteSpec::defaults);
        deletionPolicy = Defaults.of(deletionPolicy, () -> DeletionPolicy.RETAIN);
    }

    /** @return name of the queue of upload events: the one that is asked for, or one made from the upload bucket's name */
    public String queueName() {
        return queue.name().isEmpty() ? upload.bucket() + "-events" : queue.name();
    }
}
