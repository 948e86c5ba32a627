package dev.darkroom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

@Timeout(120)
class SqsTest extends SandboxTestCase {

    @Test
    void shouldDeliverWhatWasSentWithVerifiedAttributes() {
        String queue = newQueue(Map.of());
        Map<String, MessageAttributeValue> attributes = Map.of(
                "text",
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue("ä")
                        .build(),
                "number",
                MessageAttributeValue.builder()
                        .dataType("Number.int")
                        .stringValue("7")
                        .build(),
                "bytes",
                MessageAttributeValue.builder()
                        .dataType("Binary")
                        .binaryValue(SdkBytes.fromUtf8String("b"))
                        .build());

        sqs.sendMessage(s -> s.queueUrl(queue).messageBody("{\"a\":\"ü\"}").messageAttributes(attributes));
        Message message = sqs.receiveMessage(r -> r.queueUrl(queue)
                        .waitTimeSeconds(5)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages()
                .get(0);

        assertThat(message.body()).isEqualTo("{\"a\":\"ü\"}");
        assertThat(message.messageAttributes()).isEqualTo(attributes);
        assertThat(message.attributes())
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")
                .containsKeys(
                        MessageSystemAttributeName.SENT_TIMESTAMP,
                        MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP);
    }

    @Test
    void shouldWakeAWaitingConsumerAtOnce() throws Exception {
        String queue = newQueue(Map.of());
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Instant> received = thread.submit(() -> {
                assertThat(receive(queue, 20)).hasSize(1);
                return Instant.now();
            });
            await(SqsTest::someoneWaitsAtAQueue);
            Instant sent = Instant.now();
            sqs.sendMessage(s -> s.queueUrl(queue).messageBody("x"));

            assertThat(received.get()).isBefore(sent.plusSeconds(5));
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void shouldHideAMessageUntilItsVisibilityTimeoutEnds() {
        String queue = newQueue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1"));
        sqs.sendMessage(s -> s.queueUrl(queue).messageBody("x"));

        String first = receive(queue, 5).get(0).receiptHandle();
        assertThat(receive(queue, 0)).isEmpty();
        Message again = receive(queue, 5).get(0);

        assertThat(again.receiptHandle()).isNotEqualTo(first);
        assertThat(again.attributes()).containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2");
        sqs.deleteMessage(d -> d.queueUrl(queue).receiptHandle(again.receiptHandle()));
        assertThat(receive(queue, 2)).isEmpty();
    }

    @Test
    void shouldMakeAMessageVisibleAtOnceWhenAsked() {
        String queue = newQueue(Map.of());
        sqs.sendMessage(s -> s.queueUrl(queue).messageBody("x"));
        String handle = receive(queue, 5).get(0).receiptHandle();

        sqs.changeMessageVisibility(c -> c.queueUrl(queue).receiptHandle(handle).visibilityTimeout(0));

        assertThat(receive(queue, 5)).hasSize(1);
    }

    @Test
    void shouldDelayMessages() {
        String queue = newQueue(Map.of());
        sqs.sendMessage(s -> s.queueUrl(queue).messageBody("late").delaySeconds(1));

        assertThat(receive(queue, 0)).isEmpty();
        assertThat(count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .isEqualTo(1);
        assertThat(receive(queue, 5)).hasSize(1);
        assertThat(count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .isEqualTo(1);
    }

    @Test
    void shouldMoveWhatIsReceivedTooOftenToTheDeadLetterQueueAndBack() {
        String deadLetters = newQueue(Map.of());
        String queue = newQueue(Map.of(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                "0",
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"" + arnOf(deadLetters) + "\",\"maxReceiveCount\":\"2\"}"));
        sqs.sendMessage(s -> s.queueUrl(queue).messageBody("poison"));

        assertThat(receive(queue, 5)).hasSize(1);
        assertThat(receive(queue, 5)).hasSize(1);
        assertThat(receive(queue, 1)).isEmpty();
        assertThat(count(deadLetters, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .isEqualTo(1);

        sqs.startMessageMoveTask(m -> m.sourceArn(arnOf(deadLetters)));
        assertThat(receive(queue, 10)).extracting(Message::body).containsExactly("poison");
        await(() -> sqs.listMessageMoveTasks(l -> l.sourceArn(arnOf(deadLetters)))
                .results()
                .get(0)
                .status()
                .equals("COMPLETED"));
    }

    @Test
    void shouldReportEachEntryOfABatch() {
        String queue = newQueue(Map.of());
        var sent = sqs.sendMessageBatch(s -> s.queueUrl(queue)
                .entries(
                        SendMessageBatchRequestEntry.builder()
                                .id("1")
                                .messageBody("a")
                                .build(),
                        SendMessageBatchRequestEntry.builder()
                                .id("2")
                                .messageBody("\u0001")
                                .build()));
        assertThat(sent.successful()).extracting(e -> e.id()).containsExactly("1");
        assertThat(sent.failed()).extracting(e -> e.code()).containsExactly("InvalidMessageContents");

        String handle = receive(queue, 5).get(0).receiptHandle();
        var deleted = sqs.deleteMessageBatch(d -> d.queueUrl(queue)
                .entries(
                        DeleteMessageBatchRequestEntry.builder()
                                .id("1")
                                .receiptHandle(handle)
                                .build(),
                        DeleteMessageBatchRequestEntry.builder()
                                .id("2")
                                .receiptHandle("nonsense")
                                .build()));
        assertThat(deleted.successful()).extracting(e -> e.id()).containsExactly("1");
        assertThat(deleted.failed()).extracting(e -> e.code()).containsExactly("ReceiptHandleIsInvalid");
    }

    @Test
    void shouldPurgeAndDeleteQueues() {
        String queue = newQueue(Map.of());
        sqs.sendMessage(s -> s.queueUrl(queue).messageBody("x"));
        sqs.purgeQueue(p -> p.queueUrl(queue));
        assertThat(receive(queue, 0)).isEmpty();

        sqs.deleteQueue(d -> d.queueUrl(queue));
        assertThatThrownBy(() -> receive(queue, 0)).isInstanceOf(QueueDoesNotExistException.class);
    }

    @Test
    void shouldTellTheSameQueueFromAConflictingOne() {
        String url = newQueue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "7"));
        String name = url.substring(url.lastIndexOf('/') + 1);

        assertThat(sqs.createQueue(q -> q.queueName(name)).queueUrl()).isEqualTo(url);
        assertThatThrownBy(() -> sqs.createQueue(
                        q -> q.queueName(name).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "8"))))
                .isInstanceOfSatisfying(
                        SqsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("QueueAlreadyExists"));
    }

    @Test
    void shouldRefuseARedriveToAMissingQueueAndUnknownAttributes() {
        String queue = newQueue(Map.of());
        String redrive = "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:none\",\"maxReceiveCount\":5}";

        assertThatThrownBy(() -> sqs.setQueueAttributes(
                        q -> q.queueUrl(queue).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, redrive))))
                .hasMessageContaining("Dead letter target does not exist");
        assertThatThrownBy(() -> sqs.createQueue(q -> q.queueName("x.fifo"))).hasMessageContaining("FIFO");
    }

    @Test
    void shouldDeliverTenThousandMessagesOnceToEightWaitingConsumers() throws Exception {
        String queue = newQueue(Map.of());
        int messages = 10_000;
        Map<String, AtomicInteger> deliveries = new ConcurrentHashMap<>();
        CountDownLatch left = new CountDownLatch(messages);
        ExecutorService threads = Executors.newFixedThreadPool(10);
        try {
            List<Future<?>> consumers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                consumers.add(threads.submit(() -> {
                    while (left.getCount() > 0) {
                        List<Message> received = receive(queue, 2);
                        received.forEach(m -> {
                            deliveries
                                    .computeIfAbsent(m.body(), b -> new AtomicInteger())
                                    .incrementAndGet();
                            left.countDown();
                        });
                        deleteAll(queue, received);
                    }
                }));
            }
            for (int producer = 0; producer < 2; producer++) {
                int first = producer * messages / 2;
                threads.submit(() -> sendAll(queue, first, first + messages / 2));
            }

            assertThat(left.await(100, TimeUnit.SECONDS)).isTrue();
            for (Future<?> consumer : consumers) {
                consumer.get(10, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(deliveries).hasSize(messages);
        assertThat(deliveries.values()).allSatisfy(n -> assertThat(n).hasValue(1));
        assertThat(count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .isZero();
    }

    static boolean someoneWaitsAtAQueue() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(f -> f.getClassName().endsWith(".sqs.Queue")
                        && f.getMethodName().equals("await"));
    }

    private void sendAll(String queue, int from, int to) {
        for (int i = from; i < to; i += 10) {
            int start = i;
            sqs.sendMessageBatch(s -> s.queueUrl(queue)
                    .entries(IntStream.range(start, start + 10)
                            .mapToObj(n -> SendMessageBatchRequestEntry.builder()
                                    .id("m" + n)
                                    .messageBody("message " + n)
                                    .build())
                            .toList()));
        }
    }

    private void deleteAll(String queue, List<Message> received) {
        if (!received.isEmpty()) {
            sqs.deleteMessageBatch(d -> d.queueUrl(queue)
                    .entries(received.stream()
                            .map(m -> DeleteMessageBatchRequestEntry.builder()
                                    .id(m.messageId())
                                    .receiptHandle(m.receiptHandle())
                                    .build())
                            .toList()));
        }
    }

    private List<Message> receive(String queue, int waitSeconds) {
        return sqs.receiveMessage(r -> r.queueUrl(queue)
                        .waitTimeSeconds(waitSeconds)
                        .maxNumberOfMessages(10)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private int count(String queue, QueueAttributeName name) {
        return Integer.parseInt(sqs.getQueueAttributes(q -> q.queueUrl(queue).attributeNames(name))
                .attributes()
                .get(name));
    }

    static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("deadline").isBefore(deadline);
            Thread.onSpinWait();
        }
    }
}
