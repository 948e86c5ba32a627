package dev.darkroom.sandbox.sqs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.sandbox.http.ServiceException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Making, finding, setting up, emptying and deleting queues. */
final class QueueOperations {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Queues queues;
    private final MoveTasks moveTasks;

    QueueOperations(Queues queues, MoveTasks moveTasks) {
        this.queues = queues;
        this.moveTasks = moveTasks;
    }

    Map<String, SqsOperation> operations() {
        Map<String, SqsOperation> operations = new TreeMap<>();
        operations.put("CreateQueue", this::create);
        operations.put("GetQueueUrl", this::url);
        operations.put("GetQueueAttributes", this::attributes);
        operations.put("SetQueueAttributes", this::setAttributes);
        operations.put("ListQueues", this::list);
        operations.put("DeleteQueue", this::delete);
        operations.put("PurgeQueue", this::purge);
        operations.put("TagQueue", this::tag);
        operations.put("UntagQueue", this::untag);
        operations.put("ListQueueTags", this::tags);
        operations.put("ListDeadLetterSourceQueues", this::deadLetterSources);
        operations.put("StartMessageMoveTask", this::startMove);
        operations.put("ListMessageMoveTasks", this::listMoves);
        operations.put("CancelMessageMoveTask", this::cancelMove);
        return operations;
    }

    private ObjectNode create(SqsRequest request) throws IOException {
        String name = request.required("QueueName");
        if (name.endsWith(".fifo") || request.map("Attributes").containsKey("FifoQueue")) {
            throw ServiceException.notImplemented("FIFO queues");
        }
        if (!name.matches("[A-Za-z0-9_-]{1,80}")) {
            throw SqsErrors.invalidParameter(
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
        Queue queue = queues.create(name, request.region(), request.map("Attributes"), request.map("tags"));
        return JSON.createObjectNode().put("QueueUrl", request.urlOf(queue));
    }

    private ObjectNode url(SqsRequest request) {
        Queue queue = queues.find(request.required("QueueName")).orElseThrow(SqsErrors::noSuchQueue);
        return JSON.createObjectNode().put("QueueUrl", request.urlOf(queue));
    }

    private ObjectNode attributes(SqsRequest request) {
        Queue queue = request.queue();
        Map<String, String> all = new TreeMap<>(queue.settings().values());
        Queue.Counts counts = queue.counts();
        all.put("QueueArn", queue.arn());
        all.put("ApproximateNumberOfMessages", Long.toString(counts.visible()));
        all.put("ApproximateNumberOfMessagesNotVisible", Long.toString(counts.inFlight()));
        all.put("ApproximateNumberOfMessagesDelayed", Long.toString(counts.delayed()));
        List<String> wanted = request.list("AttributeNames");
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode chosen = answer.putObject("Attributes");
        all.forEach((name, value) -> {
            if (wanted.contains("All") || wanted.contains(name)) {
                chosen.put(name, value);
            }
        });
        return answer;
    }

    private ObjectNode setAttributes(SqsRequest request) throws IOException {
        queues.configure(request.queue(), request.map("Attributes"));
        return JSON.createObjectNode();
    }

    private ObjectNode list(SqsRequest request) {
        String prefix = request.text("QueueNamePrefix").orElse("");
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode urls = answer.putArray("QueueUrls");
        queues.all().stream().filter(q -> q.name().startsWith(prefix)).forEach(q -> urls.add(request.urlOf(q)));
        return answer;
    }

    private ObjectNode delete(SqsRequest request) throws IOException {
        queues.delete(request.queue());
        return JSON.createObjectNode();
    }

    private ObjectNode purge(SqsRequest request) throws IOException {
        request.queue().purge();
        return JSON.createObjectNode();
    }

    private ObjectNode tag(SqsRequest request) throws IOException {
        Map<String, String> tags = new TreeMap<>(queues.tags(request.queue()));
        tags.putAll(request.map("Tags"));
        queues.tag(request.queue(), tags);
        return JSON.createObjectNode();
    }

    private ObjectNode untag(SqsRequest request) throws IOException {
        Map<String, String> tags = new TreeMap<>(queues.tags(request.queue()));
        tags.keySet().removeAll(request.list("TagKeys"));
        queues.tag(request.queue(), tags);
        return JSON.createObjectNode();
    }

    private ObjectNode tags(SqsRequest request) {
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode tags = answer.putObject("Tags");
        queues.tags(request.queue()).forEach(tags::put);
        return answer;
    }

    private ObjectNode deadLetterSources(SqsRequest request) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode urls = answer.putArray("queueUrls");
        sourcesOf(request.queue()).forEach(q -> urls.add(request.urlOf(q)));
        return answer;
    }

    private List<Queue> sourcesOf(Queue deadLetters) {
        return queues.all().stream()
                .filter(q -> q.settings().deadLetterArn().equals(Optional.of(deadLetters.arn())))
                .toList();
    }

    private ObjectNode startMove(SqsRequest request) {
        Queue source = byArn(request.required("SourceArn"));
        if (sourcesOf(source).isEmpty()) {
            throw SqsErrors.invalidParameter("Source queue must be configured as a Dead Letter Queue.");
        }
        Optional<String> destination = request.text("DestinationArn");
        destination.ifPresent(this::byArn);
        Optional<Integer> perSecond = request.text("MaxNumberOfMessagesPerSecond")
                .map(n -> SqsRequest.number(request.body(), "MaxNumberOfMessagesPerSecond", 1, 1, 500));
        return JSON.createObjectNode().put("TaskHandle", moveTasks.start(source, destination, perSecond).handle);
    }

    private ObjectNode listMoves(SqsRequest request) {
        Queue source = byArn(request.required("SourceArn"));
        int most = SqsRequest.number(request.body(), "MaxResults", 1, 1, 10);
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode results = answer.putArray("Results");
        moveTasks.of(source).stream().limit(most).forEach(task -> {
            ObjectNode entry = results.addObject()
                    .put("Status", task.status())
                    .put("SourceArn", source.arn())
                    .put("ApproximateNumberOfMessagesMoved", task.moved())
                    .put("ApproximateNumberOfMessagesToMove", task.total)
                    .put("StartedTimestamp", task.startedMillis);
            task.destination.ifPresent(arn -> entry.put("DestinationArn", arn));
            task.perSecond.ifPresent(n -> entry.put("MaxNumberOfMessagesPerSecond", n));
            if (task.status().equals("RUNNING")) {
                entry.put("TaskHandle", task.handle);
            }
            if (!task.failure().isEmpty()) {
                entry.put("FailureReason", task.failure());
            }
        });
        return answer;
    }

    private ObjectNode cancelMove(SqsRequest request) {
        MoveTasks.Task task = moveTasks.cancel(request.required("TaskHandle"));
        return JSON.createObjectNode().put("ApproximateNumberOfMessagesMoved", task.moved());
    }

    private Queue byArn(String arn) {
        return queues.findByArn(arn)
                .orElseThrow(() -> SqsErrors.of(
                        "ResourceNotFoundException", "The resource that you specified doesn't exist: " + arn));
    }
}
