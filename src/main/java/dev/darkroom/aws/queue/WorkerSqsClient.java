package dev.darkroom.aws.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/**
 * The SQS client of a worker. Thread-safe. It has the calls that a worker makes; all others are refused.
 *
 * <ul>
 *   <li>What it receives stays hidden from other workers until it is deleted, its visibility is changed, or it is
 *       {@linkplain #letGo let go}. A change of visibility is the last word: no extension comes after it.
 *   <li>What it deletes, it deletes within a tenth of a second, several messages with one call. If that fails, they come back.
 *   <li>Wherever a request wants the URL of a queue, its name will do; it is looked up when first used, so that a worker can start
 *       before its queue can be reached.
 *   <li>When SQS cannot be reached, it says so in the log, in one line and not for every call.
 *   <li>No call takes longer than a few seconds, apart from the time for which a receive is to wait.
 * </ul>
 */
public final class WorkerSqsClient implements SqsClient {

    private final SqsClient sqs;
    private final QueueUrls urls;
    private final Leases leases;
    private final Deletions deletions;
    private final Reception reception;

    /** @param sqs the client that makes the calls; closed with this one */
    public WorkerSqsClient(SqsClient sqs) {
        this.sqs = sqs;
        this.urls = new QueueUrls(sqs);
        this.leases = new Leases(sqs);
        this.deletions = new Deletions(sqs);
        this.reception = new Reception(sqs, urls, leases);
    }

    /**
     * From now on, a receive that finds plenty of messages takes some for the next receives, too. They are hidden from other workers
     * until then.
     *
     * @param threads how many work on messages of a queue at once
     */
    public void receiveAhead(int threads) {
        reception.receiveAhead(threads);
    }

    /** From now on nothing is received; what is in work can be finished, and what is not yet goes back to the queue. */
    public void drain() {
        reception.drain();
    }

    /** Receives again. */
    public void resume() {
        reception.resume();
    }

    /**
     * The work on a message has failed: it comes back when its time is over, if nothing else was said.
     *
     * @param receiptHandle the message; unknown ones are ignored
     */
    public void letGo(String receiptHandle) {
        leases.letGo(receiptHandle);
    }

    /**
     * A thread has been torn out of its work by an {@link Error}: nothing of what it received is in work any more.
     *
     * @param worker the thread
     */
    public void abandoned(Thread worker) {
        leases.letGoOf(worker);
    }

    /** Makes everything that is still in work visible to other workers at once. What is received from now on is handed back, too. */
    public void handBack() {
        reception.end();
        deletions.flush();
        leases.handBack();
    }

    /** @return what is wrong with the queue, for the people who run it; empty if the last receive was answered */
    public Optional<String> trouble() {
        return reception.trouble();
    }

    /** @return when SQS last answered a receive */
    public Optional<Instant> lastAnswer() {
        return reception.lastAnswer();
    }

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
        return reception.receive(request);
    }

    @Override
    public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
        leases.forget(request.receiptHandle());
        deletions.add(urls.of(request.queueUrl()), request.receiptHandle());
        return DeleteMessageResponse.builder().build();
    }

    @Override
    public ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest request) {
        leases.letGo(request.receiptHandle());
        leases.awaitExtension();
        ChangeMessageVisibilityResponse response = sqs.changeMessageVisibility(request.toBuilder()
                .queueUrl(urls.of(request.queueUrl()))
                .overrideConfiguration(CallLimits.waiting(Duration.ZERO))
                .build());
        leases.forget(request.receiptHandle());
        return response;
    }

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
        return sqs.sendMessage(request.toBuilder()
                .queueUrl(urls.of(request.queueUrl()))
                .overrideConfiguration(CallLimits.waiting(Duration.ZERO))
                .build());
    }

    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
        return sqs.getQueueAttributes(request.toBuilder()
                .queueUrl(urls.of(request.queueUrl()))
                .overrideConfiguration(CallLimits.waiting(Duration.ZERO))
                .build());
    }

    @Override
    public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
        return sqs.getQueueUrl(request);
    }

    @Override
    public String serviceName() {
        return sqs.serviceName();
    }

    @Override
    public void close() {
        deletions.close();
        leases.close();
        sqs.close();
    }
}
