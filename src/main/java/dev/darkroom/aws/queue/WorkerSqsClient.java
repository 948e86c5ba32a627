package dev.darkroom.aws.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.Message;
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

    private static final Logger LOG = LoggerFactory.getLogger(WorkerSqsClient.class);

    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(5);
    /** An answer that takes longer was waited for. */
    private static final Duration AT_ONCE = Duration.ofMillis(200);

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(12);

    private final SqsClient sqs;
    private final QueueUrls urls;
    private final Leases leases;
    private final Deletions deletions;
    private final Map<String, ReceivedAhead> ahead = new ConcurrentHashMap<>();
    private final Outage outage = new Outage("The queue cannot be read");
    private volatile Optional<Instant> lastAnswer = Optional.empty();
    private volatile int workers;
    private volatile boolean draining;
    private volatile boolean handedBack;

    /** @param sqs the client that makes the calls; closed with this one */
    public WorkerSqsClient(SqsClient sqs) {
        this.sqs = sqs;
        this.urls = new QueueUrls(sqs);
        this.leases = new Leases(sqs);
        this.deletions = new Deletions(sqs);
    }

    /**
     * From now on, a receive that finds plenty of messages takes some for the next receives, too. They are hidden from other workers
     * until then.
     *
     * @param threads how many work on messages of a queue at once
     */
    public void receiveAhead(int threads) {
        workers = threads;
    }

    /** From now on nothing is received; what is in work can be finished, and what is not yet goes back to the queue. */
    public void drain() {
        draining = true;
        ahead.values().forEach(received -> handBack(received.giveUp()));
    }

    private void handBack(List<Message> untouched) {
        leases.handBack(untouched.stream().map(Message::receiptHandle).toList());
    }

    /** Receives again. */
    public void resume() {
        handedBack = false;
        draining = false;
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
        drain();
        handedBack = true;
        deletions.flush();
        leases.handBack();
    }

    /** @return what is wrong with the queue, for the people who run it; empty if the last receive was answered */
    public Optional<String> trouble() {
        if (draining) {
            return Optional.of("The worker is stopping");
        }
        return outage.state()
                .map(state -> "The queue cannot be read since " + state.since() + ": " + state.reason())
                .or(() -> lastAnswer.isPresent() ? Optional.empty() : Optional.of("The queue has not been read yet"));
    }

    /** @return when SQS last answered a receive */
    public Optional<Instant> lastAnswer() {
        return lastAnswer;
    }

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
        if (draining) {
            return ReceiveMessageResponse.builder().build();
        }
        ReceivedAhead received = ahead.computeIfAbsent(request.queueUrl(), queue -> new ReceivedAhead(workers));
        return Stream.generate(received::next)
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream)
                .filter(message -> leases.assign(message.receiptHandle()))
                .findFirst()
                .map(message -> answer(List.of(message)))
                .orElseGet(() -> receive(request, received));
    }

    private ReceiveMessageResponse receive(ReceiveMessageRequest request, ReceivedAhead ahead) {
        // so that one learns at once whether the queue can be reached
        int wait = trouble().isPresent() || request.waitTimeSeconds() == null ? 0 : request.waitTimeSeconds();
        try {
            String url = urls.of(request.queueUrl());
            int asked = request.maxNumberOfMessages() == null
                    ? ahead.batch()
                    : Math.max(ahead.batch(), request.maxNumberOfMessages());
            long before = System.nanoTime();
            List<Message> messages = sqs.receiveMessage(request.toBuilder()
                            .queueUrl(url)
                            .waitTimeSeconds(wait)
                            .maxNumberOfMessages(asked)
                            .overrideConfiguration(limits(Duration.ofSeconds(wait)))
                            .build())
                    .messages();
            outage.over();
            lastAnswer = Optional.of(Instant.now());
            long now = System.nanoTime();
            ahead.answered(asked, messages.size(), now - before < AT_ONCE.toNanos());
            messages.forEach(message -> take(url, message, request.visibilityTimeout(), now));
            return handedBack ? refuse() : share(messages, request, ahead);
        } catch (AbortedException stopped) {
            // Whoever stops the route interrupts the threads that wait for messages; that says nothing of the queue.
            Thread.currentThread().interrupt();
            return ReceiveMessageResponse.builder().build();
        } catch (SdkException e) {
            outage.goesOn(e.getMessage());
            throw e;
        }
    }

    /** @return as many as were asked for; the others wait for the next receive, or go back if there will be none */
    private ReceiveMessageResponse share(List<Message> messages, ReceiveMessageRequest request, ReceivedAhead ahead) {
        int wanted = request.maxNumberOfMessages() == null ? 1 : request.maxNumberOfMessages();
        if (messages.size() <= wanted) {
            return answer(messages);
        }
        ahead.keep(messages.subList(wanted, messages.size()));
        if (draining) {
            handBack(ahead.giveUp());
        }
        return answer(messages.subList(0, wanted));
    }

    private static ReceiveMessageResponse answer(List<Message> messages) {
        return ReceiveMessageResponse.builder().messages(messages).build();
    }

    /** Nobody is left to work on what a receive brought that was under way while the worker stopped. */
    private ReceiveMessageResponse refuse() {
        leases.handBack();
        return ReceiveMessageResponse.builder().build();
    }

    private void take(String url, Message message, Integer visibility, long now) {
        if (visibility != null && visibility > 0) {
            leases.take(new Lease(url, message.receiptHandle(), Duration.ofSeconds(visibility), now));
        }
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
                .overrideConfiguration(limits(Duration.ZERO))
                .build());
        leases.forget(request.receiptHandle());
        return response;
    }

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
        return sqs.sendMessage(request.toBuilder()
                .queueUrl(urls.of(request.queueUrl()))
                .overrideConfiguration(limits(Duration.ZERO))
                .build());
    }

    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
        return sqs.getQueueAttributes(request.toBuilder()
                .queueUrl(urls.of(request.queueUrl()))
                .overrideConfiguration(limits(Duration.ZERO))
                .build());
    }

    @Override
    public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
        return sqs.getQueueUrl(request);
    }

    private static AwsRequestOverrideConfiguration limits(Duration wait) {
        return AwsRequestOverrideConfiguration.builder()
                .apiCallAttemptTimeout(wait.plus(ATTEMPT_TIMEOUT))
                .apiCallTimeout(wait.plus(CALL_TIMEOUT))
                .build();
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
