package dev.darkroom.aws.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** An SQS whose answers a test decides, and that tells what was carried out, in order. The receipt of a message is its text. */
final class ScriptedSqs implements SqsClient {

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final List<String> expired = new CopyOnWriteArrayList<>();
    private volatile Consumer<String> before = operation -> {};
    private volatile int lastWait = -1;

    /** Messages of the queue. */
    ScriptedSqs with(String... texts) {
        messages.addAll(List.of(texts));
        return this;
    }

    /** Happens before a call is carried out: may throw, or wait. */
    void before(Consumer<String> interception) {
        before = interception;
    }

    /** From now on SQS knows nothing of this receipt any more. */
    void expire(String receipt) {
        expired.add(receipt);
    }

    /** What was carried out: {@code receive 1}, {@code delete a,b from URL}, {@code hide a for 1 s}, {@code extend a}, {@code hand back a}. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    /** How long the last receive was to wait, in seconds. */
    int lastWait() {
        return lastWait;
    }

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
        lastWait = request.waitTimeSeconds();
        before.accept("receive");
        int most = request.maxNumberOfMessages() == null ? 1 : request.maxNumberOfMessages();
        List<String> texts = new ArrayList<>();
        messages.drainTo(texts, most);
        calls.add("receive " + most);
        return ReceiveMessageResponse.builder()
                .messages(texts.stream()
                        .map(text ->
                                Message.builder().body(text).receiptHandle(text).build())
                        .toList())
                .build();
    }

    @Override
    public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
        before.accept("delete");
        calls.add("delete "
                + request.entries().stream()
                        .map(DeleteMessageBatchRequestEntry::receiptHandle)
                        .collect(Collectors.joining(","))
                + " from " + request.queueUrl());
        return DeleteMessageBatchResponse.builder().build();
    }

    @Override
    public ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest request) {
        before.accept("hide");
        calls.add("hide " + request.receiptHandle() + " for " + request.visibilityTimeout() + " s");
        return ChangeMessageVisibilityResponse.builder().build();
    }

    @Override
    public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
            ChangeMessageVisibilityBatchRequest request) {
        before.accept("extend");
        List<ChangeMessageVisibilityBatchResultEntry> done = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        for (ChangeMessageVisibilityBatchRequestEntry entry : request.entries()) {
            if (expired.contains(entry.receiptHandle())) {
                calls.add("refuse " + entry.receiptHandle());
                failed.add(BatchResultErrorEntry.builder()
                        .id(entry.id())
                        .code("MessageNotInflight")
                        .senderFault(true)
                        .build());
            } else {
                calls.add((entry.visibilityTimeout() == 0 ? "hand back " : "extend ") + entry.receiptHandle());
                done.add(ChangeMessageVisibilityBatchResultEntry.builder()
                        .id(entry.id())
                        .build());
            }
        }
        return ChangeMessageVisibilityBatchResponse.builder()
                .successful(done)
                .failed(failed)
                .build();
    }

    @Override
    public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
        before.accept("url");
        calls.add("url of " + request.queueName());
        return GetQueueUrlResponse.builder()
                .queueUrl("https://sqs/" + request.queueName())
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        calls.add("close");
    }
}
