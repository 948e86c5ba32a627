package dev.darkroom.aws.provision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** The upload queue and its dead-letter queue. */
final class Queues {

    /** Time for a failing cause to be found and mended: 14 days, the longest that SQS keeps a message. */
    private static final String RETENTION_SECONDS = "1209600";

    private static final String VISIBILITY_SECONDS = "60";
    private static final String SID = "DarkroomUploadEvents";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SqsClient sqs;
    private final Changes changes;

    Queues(SqsClient sqs, Changes changes) {
        this.sqs = sqs;
        this.changes = changes;
    }

    /** A queue as it is now. */
    record Queue(String name, String url, Map<QueueAttributeName, String> attributes) {

        String arn() {
            return attributes.get(QueueAttributeName.QUEUE_ARN);
        }

        /** @return the account in {@code arn:aws:sqs:region:account:name} */
        String account() {
            return arn().split(":")[4];
        }

        String attribute(QueueAttributeName name) {
            return attributes.getOrDefault(name, "");
        }
    }

    Queue ensureDeadLetterQueue(GalleryInfrastructure gallery) {
        Queue queue = ensureExists(gallery.deadLetterQueue());
        ensureAttributes(queue, Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, RETENTION_SECONDS));
        return queue;
    }

    Queue ensureUploadQueue(GalleryInfrastructure gallery, Queue deadLetterQueue) {
        Queue queue = ensureExists(gallery.queue());
        ensureAttributes(
                queue,
                Map.of(
                        QueueAttributeName.MESSAGE_RETENTION_PERIOD, RETENTION_SECONDS,
                        QueueAttributeName.VISIBILITY_TIMEOUT, VISIBILITY_SECONDS));
        ensureRedrive(queue, deadLetterQueue);
        ensureBucketMaySend(queue, gallery.uploadBucket());
        return queue;
    }

    private Queue ensureExists(String name) {
        return find(name).orElseGet(() -> {
            changes.make("create queue " + name, () -> create(name));
            return find(name)
                    .orElseThrow(() -> new ProvisioningException(
                            "Queue '" + name + "' was created but cannot be found yet. Try again in a minute."));
        });
    }

    private Optional<Queue> find(String name) {
        try {
            String url = sqs.getQueueUrl(r -> r.queueName(name)).queueUrl();
            return Optional.of(new Queue(
                    name,
                    url,
                    sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                            .attributes()));
        } catch (QueueDoesNotExistException e) {
            return Optional.empty();
        }
    }

    private void create(String name) {
        try {
            sqs.createQueue(r -> r.queueName(name));
        } catch (QueueDeletedRecentlyException e) {
            throw new ProvisioningException("Queue '" + name + "' was deleted less than 60 s ago, and SQS does not give"
                    + " its name out again before that. Wait a minute and try again.");
        }
    }

    private void ensureAttributes(Queue queue, Map<QueueAttributeName, String> wanted) {
        Map<QueueAttributeName, String> differing = new HashMap<>(wanted);
        differing.entrySet().removeIf(e -> queue.attribute(e.getKey()).equals(e.getValue()));
        if (!differing.isEmpty()) {
            changes.make("set " + differing + " on queue " + queue.name(), () -> set(queue, differing));
        }
    }

    private void ensureRedrive(Queue queue, Queue deadLetterQueue) {
        ObjectNode wanted = JSON.createObjectNode()
                .put("deadLetterTargetArn", deadLetterQueue.arn())
                .put("maxReceiveCount", GalleryInfrastructure.MAX_RECEIVES);
        JsonNode present = parse(queue.attribute(QueueAttributeName.REDRIVE_POLICY));
        // SQS gives the count back as a number or as text, as it was put
        boolean right = present.path("deadLetterTargetArn").asText().equals(deadLetterQueue.arn())
                && present.path("maxReceiveCount").asInt() == GalleryInfrastructure.MAX_RECEIVES;
        if (!right) {
            changes.make(
                    "move messages of queue " + queue.name() + " to " + deadLetterQueue.name() + " after "
                            + GalleryInfrastructure.MAX_RECEIVES + " receives",
                    () -> set(queue, Map.of(QueueAttributeName.REDRIVE_POLICY, wanted.toString())));
        }
    }

    private void ensureBucketMaySend(Queue queue, String bucket) {
        ObjectNode wanted = PolicyDocument.statement(SID).put("Effect", "Allow");
        wanted.putObject("Principal").put("Service", "s3.amazonaws.com");
        wanted.put("Action", "sqs:SendMessage").put("Resource", queue.arn());
        ObjectNode condition = wanted.putObject("Condition");
        condition.putObject("ArnLike").put("aws:SourceArn", "arn:aws:s3:::" + bucket);
        condition.putObject("StringEquals").put("aws:SourceAccount", queue.account());

        String text = queue.attribute(QueueAttributeName.POLICY);
        PolicyDocument policy = text.isBlank() ? PolicyDocument.empty() : PolicyDocument.parse(text);
        if (policy.find(SID).filter(wanted::equals).isEmpty()) {
            changes.make(
                    "let bucket " + bucket + " send to queue " + queue.name(),
                    () -> set(
                            queue,
                            Map.of(
                                    QueueAttributeName.POLICY,
                                    policy.with(wanted).toJson())));
        }
    }

    private void set(Queue queue, Map<QueueAttributeName, String> attributes) {
        sqs.setQueueAttributes(r -> r.queueUrl(queue.url()).attributes(attributes));
    }

    private static JsonNode parse(String json) {
        try {
            return json.isBlank() ? JSON.createObjectNode() : JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new ProvisioningException("A redrive policy is not valid JSON: " + e.getOriginalMessage());
        }
    }
}
