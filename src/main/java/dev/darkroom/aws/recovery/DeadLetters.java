package dev.darkroom.aws.recovery;

import dev.darkroom.index.Labels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * Looks into the dead-letter queue without taking anything out of it.
 *
 * <p>SQS shows messages only by handing them out. So each is hidden from others while the look lasts, and given back at its end,
 * also when the look fails; if the process is killed, SQS gives them back after {@value #VISIBILITY_SECONDS} seconds.
 */
public final class DeadLetters {

    static final int VISIBILITY_SECONDS = 60;

    /** A short poll asks some of SQS's servers only, and may miss messages. */
    private static final int WAIT_SECONDS = 1;

    private static final int BATCH = 10;

    private final SqsClient sqs;
    private final UploadQueues queues;

    /**
     * @param sqs client with the rights sqs:GetQueueUrl, sqs:ReceiveMessage and sqs:ChangeMessageVisibility on the dead-letter
     *     queue
     * @param queues the queues of the gallery
     */
    public DeadLetters(SqsClient sqs, UploadQueues queues) {
        this.sqs = sqs;
        this.queues = queues;
    }

    /**
     * @return all messages, in the order in which SQS hands them out
     * @throws RecoveryException if there is no such queue
     * @throws software.amazon.awssdk.core.exception.SdkException if SQS refuses or cannot be reached
     */
    public List<DeadLetter> list() {
        try (Look look = new Look(queues.deadLetterUrl(sqs))) {
            return look.all();
        }
    }

    /** Messages in hand, by id, with the receipt of the last time that they were handed out. */
    private final class Look implements AutoCloseable {

        private final String url;
        private final Map<String, DeadLetter> seen = new LinkedHashMap<>();
        private final Map<String, String> receipts = new LinkedHashMap<>();

        private Look(String url) {
            this.url = url;
        }

        /** Ends when nothing new comes: when all are in hand, or the first come round again because there are so many. */
        private List<DeadLetter> all() {
            ReceiveMessageRequest request = ReceiveMessageRequest.builder()
                    .queueUrl(url)
                    .maxNumberOfMessages(BATCH)
                    .visibilityTimeout(VISIBILITY_SECONDS)
                    .waitTimeSeconds(WAIT_SECONDS)
                    .messageAttributeNames(Labels.REASON_ATTRIBUTE)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                    .build();
            int before;
            do {
                before = seen.size();
                for (Message message : sqs.receiveMessage(request).messages()) {
                    receipts.put(message.messageId(), message.receiptHandle());
                    seen.putIfAbsent(message.messageId(), deadLetter(message));
                }
            } while (seen.size() > before);
            return List.copyOf(seen.values());
        }

        @Override
        public void close() {
            List<String> handles = List.copyOf(receipts.values());
            for (int start = 0; start < handles.size(); start += BATCH) {
                giveBack(handles.subList(start, Math.min(start + BATCH, handles.size())));
            }
        }

        /** What SQS says of single messages does not matter: one that cannot be given back is visible again already. */
        private void giveBack(List<String> handles) {
            List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>(handles.size());
            for (String handle : handles) {
                entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(Integer.toString(entries.size()))
                        .receiptHandle(handle)
                        .visibilityTimeout(0)
                        .build());
            }
            sqs.changeMessageVisibilityBatch(r -> r.queueUrl(url).entries(entries));
        }
    }

    private static DeadLetter deadLetter(Message message) {
        SystemAttributes system = new SystemAttributes(message.attributes());
        boolean movedBySqs = system.has(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN);
        return new DeadLetter(
                message.messageId(),
                ReportedUpload.in(message.body()),
                system.time(MessageSystemAttributeName.SENT_TIMESTAMP),
                system.time(MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP),
                (int) system.number(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT),
                movedBySqs ? Optional.empty() : reason(message),
                movedBySqs);
    }

    /** If SQS moved the message, this would be the reason of an earlier failure, which a redrive leaves attached. */
    private static Optional<String> reason(Message message) {
        return Optional.ofNullable(message.messageAttributes().get(Labels.REASON_ATTRIBUTE))
                .map(MessageAttributeValue::stringValue);
    }

    /** What SQS itself says of a message. */
    private record SystemAttributes(Map<MessageSystemAttributeName, String> values) {

        private boolean has(MessageSystemAttributeName name) {
            return values.containsKey(name);
        }

        private long number(MessageSystemAttributeName name) {
            return Long.parseLong(values.getOrDefault(name, "0"));
        }

        private Instant time(MessageSystemAttributeName name) {
            return Instant.ofEpochMilli(number(name));
        }
    }
}
