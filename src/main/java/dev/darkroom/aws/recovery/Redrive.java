package dev.darkroom.aws.recovery;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;

/** Has SQS move everything from the dead-letter queue back to the queue of upload events, where it is tried again from the start. */
public final class Redrive {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    /** Polls after which a move should be listed that SQS has accepted. */
    private static final int MOST_UNLISTED = 60;

    private static final Set<String> UNDER_WAY = Set.of("RUNNING", "CANCELLING");

    private final SqsClient sqs;
    private final UploadQueues queues;
    private final Duration pollInterval;

    /**
     * @param sqs client with the rights sqs:GetQueueUrl and sqs:GetQueueAttributes on both queues, sqs:StartMessageMoveTask,
     *     sqs:ListMessageMoveTasks, sqs:ReceiveMessage and sqs:DeleteMessage on the dead-letter queue, and sqs:SendMessage on
     *     the queue
     * @param queues the queues of the gallery
     */
    public Redrive(SqsClient sqs, UploadQueues queues) {
        this(sqs, queues, POLL_INTERVAL);
    }

    Redrive(SqsClient sqs, UploadQueues queues, Duration pollInterval) {
        this.sqs = sqs;
        this.queues = queues;
        this.pollInterval = pollInterval;
    }

    /**
     * Moves the messages and waits until SQS has done it.
     *
     * @return how many were moved
     * @throws RecoveryException if SQS gives up, somebody cancels the move, another one is under way, or a queue is missing
     * @throws software.amazon.awssdk.core.exception.SdkException if SQS refuses or cannot be reached
     */
    public long run() {
        String source = queues.deadLetterArn(sqs);
        String destination = queues.arn(sqs);
        Optional<ListMessageMoveTasksResultEntry> previous = newest(source);
        previous.filter(Redrive::isUnderWay).ifPresent(task -> {
            throw new RecoveryException("Messages of " + queues.deadLetterQueue() + " are being moved already ("
                    + moved(task) + " so far). Wait until that has ended, then run this again for what is left");
        });
        sqs.startMessageMoveTask(r -> r.sourceArn(source).destinationArn(destination));
        return outcome(ended(source, previous.map(ListMessageMoveTasksResultEntry::startedTimestamp)));
    }

    /** SQS names its tasks by handle only while they run, so the new one is known by another time of start than the last. */
    private ListMessageMoveTasksResultEntry ended(String source, Optional<Long> previousStart) {
        int unlisted = 0;
        while (unlisted < MOST_UNLISTED) {
            Optional<ListMessageMoveTasksResultEntry> task = newest(source)
                    .filter(t -> !Optional.of(t.startedTimestamp()).equals(previousStart));
            if (task.isEmpty()) {
                unlisted++;
            } else if (!isUnderWay(task.get())) {
                return task.get();
            }
            pause();
        }
        throw new RecoveryException("SQS has accepted to move the messages but does not say what became of it."
                + " See with the command 'failures' what is left");
    }

    private Optional<ListMessageMoveTasksResultEntry> newest(String source) {
        return sqs.listMessageMoveTasks(r -> r.sourceArn(source)).results().stream()
                .findFirst();
    }

    private static boolean isUnderWay(ListMessageMoveTasksResultEntry task) {
        return UNDER_WAY.contains(task.status());
    }

    private static long moved(ListMessageMoveTasksResultEntry task) {
        return Optional.ofNullable(task.approximateNumberOfMessagesMoved()).orElse(0L);
    }

    private long outcome(ListMessageMoveTasksResultEntry task) {
        return switch (task.status()) {
            case "COMPLETED" -> moved(task);
            case "CANCELLED" ->
                throw new RecoveryException("Somebody cancelled the move after " + moved(task)
                        + " messages. Run this again for what is left");
            default ->
                throw new RecoveryException("SQS gave up after moving " + moved(task) + " messages ("
                        + Optional.ofNullable(task.failureReason()).orElse("no reason given")
                        + "). Run this again for what is left; if it fails again, see whether these credentials have"
                        + " sqs:ReceiveMessage and sqs:DeleteMessage on " + queues.deadLetterQueue()
                        + " and sqs:SendMessage on " + queues.queue());
        };
    }

    private void pause() {
        try {
            Thread.sleep(pollInterval.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RecoveryException("Interrupted; SQS goes on moving the messages by itself");
        }
    }
}
