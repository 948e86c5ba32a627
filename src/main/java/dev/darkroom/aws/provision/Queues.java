package dev.darkroom.aws.provision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

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

    /** @return the queue as it is now; empty if it is not there */
    Optional<Queue> find(String name) {
        return Absent.asEmpty(() -> {
            String url = sqs.getQueueUrl(r -> r.queueName(name)).queueUrl();
            return new Queue(
                    name,
                    url,
                    sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                            .attributes());
        });
    }

    /** @param found the queue, if it is there */
    Queue ensureDeadLetterQueue(GalleryInfrastructure gallery, Optional<Queue> found) {
        Queue queue = found.orElseGet(() -> create(gallery.deadLetterQueue()));
        ensureAttributes(queue, Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, RETENTION_SECONDS));
        return queue;
    }

    /** @param found the queue, if it is there */
    Queue ensureUploadQueue(GalleryInfrastructure gallery, Optional<Queue> found, Queue deadLetterQueue) {
        Queue queue = found.orElseGet(() -> create(gallery.queue()));
        ensureAttributes(
                queue,
                Map.of(
                        QueueAttributeName.MESSAGE_RETENTION_PERIOD, RETENTION_SECONDS,
                        QueueAttributeName.VISIBILITY_TIMEOUT, VISIBILITY_SECONDS));
        ensureRedrive(queue, deadLetterQueue);
        ensureBucketMaySend(queue, gallery.uploadBucket());
        return queue;
    }

    private Queue create(String name) {
        changes.create(Queue.resource(name), () -> sqs.createQueue(r -> r.queueName(name)));
        if (changes.isOnlyPlanned(Queue.resource(name))) {
            return Queue.planned(name);
        }
        return find(name)
                .orElseThrow(() -> new ProvisioningException(
                        FailureReason.CHANGED_MEANWHILE,
                        "Queue '" + name + "' was created but cannot be found yet. Try again in a minute."));
    }

    private void ensureAttributes(Queue queue, Map<QueueAttributeName, String> wanted) {
        Map<QueueAttributeName, String> differing = new TreeMap<>(wanted);
        differing.entrySet().removeIf(e -> queue.attribute(e.getKey()).equals(e.getValue()));
        if (!differing.isEmpty()) {
            change(queue, "set " + differing + " on queue " + queue.name(), differing);
        }
    }

    private void ensureRedrive(Queue queue, Queue deadLetterQueue) {
        JsonNode present = parse(queue.attribute(QueueAttributeName.REDRIVE_POLICY));
        // SQS gives the count back as a number or as text, as it was put
        boolean right = deadLetterQueue
                        .arn()
                        .filter(present.path("deadLetterTargetArn").asText()::equals)
                        .isPresent()
                && present.path("maxReceiveCount").asInt() == GalleryInfrastructure.MAX_RECEIVES;
        if (!right) {
            ObjectNode wanted = JSON.createObjectNode()
                    .put("deadLetterTargetArn", deadLetterQueue.arn().orElse(""))
                    .put("maxReceiveCount", GalleryInfrastructure.MAX_RECEIVES);
            change(
                    queue,
                    "move messages of queue " + queue.name() + " to " + deadLetterQueue.name() + " after "
                            + GalleryInfrastructure.MAX_RECEIVES + " receives",
                    Map.of(QueueAttributeName.REDRIVE_POLICY, wanted.toString()));
        }
    }

    private void ensureBucketMaySend(Queue queue, String bucket) {
        Optional<ObjectNode> wanted = queue.arn().map(arn -> statement(arn, bucket));
        PolicyDocument policy = policy(queue);
        if (wanted.isEmpty() || policy.find(SID).filter(wanted.get()::equals).isEmpty()) {
            change(
                    queue,
                    "let bucket " + bucket + " send to queue " + queue.name(),
                    Map.of(
                            QueueAttributeName.POLICY,
                            wanted.map(policy::with).orElse(policy).toJson()));
        }
    }

    /** Takes our statement out of the queue's policy, if it is there. */
    void forbidBucketToSend(Queue queue) {
        PolicyDocument policy = policy(queue);
        if (policy.find(SID).isPresent()) {
            PolicyDocument rest = policy.without(SID);
            change(
                    queue,
                    "stop letting the bucket send to queue " + queue.name(),
                    // an empty text removes the attribute
                    Map.of(QueueAttributeName.POLICY, rest.isEmpty() ? "" : rest.toJson()));
        }
    }

    void delete(Queue queue) {
        changes.make(
                queue.resource(), "delete " + queue.resource(), () -> sqs.deleteQueue(r -> r.queueUrl(queue.url())));
    }

    private static ObjectNode statement(String queueArn, String bucket) {
        AwsAccount account = AwsAccount.of(queueArn);
        ObjectNode statement = PolicyDocument.statement(SID).put("Effect", "Allow");
        statement.putObject("Principal").put("Service", "s3.amazonaws.com");
        statement.put("Action", "sqs:SendMessage").put("Resource", queueArn);
        ObjectNode condition = statement.putObject("Condition");
        condition.putObject("ArnLike").put("aws:SourceArn", account.bucketArn(bucket));
        account.id().ifPresent(id -> condition.putObject("StringEquals").put("aws:SourceAccount", id));
        return statement;
    }

    private static PolicyDocument policy(Queue queue) {
        String text = queue.attribute(QueueAttributeName.POLICY);
        return text.isBlank() ? PolicyDocument.empty() : PolicyDocument.parse(text);
    }

    private void change(Queue queue, String description, Map<QueueAttributeName, String> attributes) {
        changes.make(
                queue.resource(),
                description,
                () -> sqs.setQueueAttributes(r -> r.queueUrl(queue.url()).attributes(attributes)));
    }

    private static JsonNode parse(String json) {
        try {
            return json.isBlank() ? JSON.createObjectNode() : JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new ProvisioningException(
                    FailureReason.REFUSED, "A redrive policy is not valid JSON: " + e.getOriginalMessage());
        }
    }
}
