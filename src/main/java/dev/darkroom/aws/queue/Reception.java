package dev.darkroom.aws.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** How a worker receives messages: each stays hidden from then on, and some are received before a thread wants them. Thread-safe. */
final class Reception {

    /** An answer that takes longer was waited for. */
    private static final Duration AT_ONCE = Duration.ofMillis(200);

    private final SqsClient sqs;
    private final QueueUrls urls;
    private final Leases leases;
    private final Map<String, ReceivedAhead> ahead = new ConcurrentHashMap<>();
    private final Outage outage = new Outage("The queue cannot be read");
    private volatile Optional<Instant> lastAnswer = Optional.empty();
    private volatile int workers;
    private volatile boolean draining;
    private volatile boolean ended;

    Reception(SqsClient sqs, QueueUrls urls, Leases leases) {
        this.sqs = sqs;
        this.urls = urls;
        this.leases = leases;
    }

    void receiveAhead(int threads) {
        workers = threads;
    }

    void resume() {
        ended = false;
        draining = false;
    }

    /** Receives nothing more; what no thread works on yet goes back. */
    void drain() {
        draining = true;
        ahead.values().forEach(received -> handBack(received.giveUp()));
    }

    /** And what a receive brings that is under way goes back, too. */
    void end() {
        drain();
        ended = true;
    }

    Optional<String> trouble() {
        if (draining) {
            return Optional.of("The worker is stopping");
        }
        return outage.state()
                .map(state -> "The queue cannot be read since " + state.since() + ": " + state.reason())
                .or(() -> lastAnswer.isPresent() ? Optional.empty() : Optional.of("The queue has not been read yet"));
    }

    Optional<Instant> lastAnswer() {
        return lastAnswer;
    }

    ReceiveMessageResponse receive(ReceiveMessageRequest request) {
        if (draining) {
            return answer(List.of());
        }
        ReceivedAhead received =
                ahead.computeIfAbsent(request.queueUrl(), queue -> new ReceivedAhead(isKept(request) ? workers : 0));
        return Stream.generate(received::next)
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream)
                .filter(message -> leases.assign(message.receiptHandle()))
                .findFirst()
                .map(message -> answer(List.of(message)))
                .orElseGet(() -> receive(request, received));
    }

    private ReceiveMessageResponse receive(ReceiveMessageRequest request, ReceivedAhead received) {
        // so that one learns at once whether the queue can be reached
        int wait = trouble().isPresent() || request.waitTimeSeconds() == null ? 0 : request.waitTimeSeconds();
        try {
            List<Message> messages = receive(request, received, wait);
            if (ended) {
                // nobody is left to work on what was under way while the worker stopped
                leases.handBack();
                return answer(List.of());
            }
            return share(messages, wanted(request), received);
        } catch (AbortedException stopped) {
            // Whoever stops the route interrupts the threads that wait for messages; that says nothing of the queue.
            Thread.currentThread().interrupt();
            return answer(List.of());
        } catch (SdkException e) {
            outage.goesOn(e.getMessage());
            throw e;
        }
    }

    private List<Message> receive(ReceiveMessageRequest request, ReceivedAhead received, int wait) {
        String url = urls.of(request.queueUrl());
        int asked = Math.max(received.batch(), wanted(request));
        long before = System.nanoTime();
        List<Message> messages = sqs.receiveMessage(request.toBuilder()
                        .queueUrl(url)
                        .waitTimeSeconds(wait)
                        .maxNumberOfMessages(asked)
                        .overrideConfiguration(CallLimits.waiting(Duration.ofSeconds(wait)))
                        .build())
                .messages();
        long now = System.nanoTime();
        outage.over();
        lastAnswer = Optional.of(Instant.now());
        received.answered(asked, messages.size(), now - before < AT_ONCE.toNanos());
        if (isKept(request)) {
            Duration visibility = Duration.ofSeconds(request.visibilityTimeout());
            messages.forEach(message -> leases.take(new Lease(url, message.receiptHandle(), visibility, now)));
        }
        return messages;
    }

    /** What is received without saying for how long it is hidden is not kept hidden either. */
    private static boolean isKept(ReceiveMessageRequest request) {
        return request.visibilityTimeout() != null && request.visibilityTimeout() > 0;
    }

    private static int wanted(ReceiveMessageRequest request) {
        return request.maxNumberOfMessages() == null ? 1 : request.maxNumberOfMessages();
    }

    /** @return as many as are wanted; the others wait for the next receive, or go back if there will be none */
    private ReceiveMessageResponse share(List<Message> messages, int wanted, ReceivedAhead received) {
        if (messages.size() <= wanted) {
            return answer(messages);
        }
        received.keep(messages.subList(wanted, messages.size()));
        if (draining) {
            handBack(received.giveUp());
        }
        return answer(messages.subList(0, wanted));
    }

    private void handBack(List<Message> untouched) {
        leases.handBack(untouched.stream().map(Message::receiptHandle).toList());
    }

    private static ReceiveMessageResponse answer(List<Message> messages) {
        return ReceiveMessageResponse.builder().messages(messages).build();
    }
}
