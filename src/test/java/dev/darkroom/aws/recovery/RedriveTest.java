package dev.darkroom.aws.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksRequest;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskResponse;

class RedriveTest extends RecoveryTestCase {

    @Test
    void shouldMoveEveryMessageBack() {
        putAside(12);

        assertThat(redrive(sqs).run()).isEqualTo(12);

        assertThat(visible(deadLetterUrl)).isZero();
        assertThat(visible(queueUrl)).isEqualTo(12);
    }

    @Test
    void shouldMoveNothingWhenThereIsNothing() {
        assertThat(redrive(sqs).run()).isZero();
    }

    @Test
    void shouldCountEachMoveByItself() {
        putAside(3);
        redrive(sqs).run();
        putAside(2);

        assertThat(redrive(sqs).run()).isEqualTo(2);
    }

    @Test
    void shouldMoveWhatHasBeenLookedAt() {
        putAside(3);
        new DeadLetters(sqs, QUEUES).list();

        assertThat(redrive(sqs).run()).isEqualTo(3);
    }

    @Test
    void shouldWaitUntilSqsHasMovedEverything() {
        SqsClient slow =
                new ScriptedMoves(sqs, none(), none(), task("RUNNING", 1), task("RUNNING", 2), task("COMPLETED", 7));

        assertThat(redrive(slow).run()).isEqualTo(7);
    }

    @Test
    void shouldSayWhatToDoWhenSqsGivesUp() {
        SqsClient failing = new ScriptedMoves(
                sqs,
                none(),
                task("FAILED", 4).toBuilder().failureReason("AccessDenied").build());

        assertThatExceptionOfType(RecoveryException.class)
                .isThrownBy(() -> redrive(failing).run())
                .withMessageContainingAll(
                        "4 messages", "(AccessDenied)", "sqs:SendMessage on photos-in-events", "Run this again");
    }

    @Test
    void shouldSayThatTheMoveWasCancelled() {
        SqsClient cancelled = new ScriptedMoves(sqs, none(), task("CANCELLING", 2), task("CANCELLED", 3));

        assertThatExceptionOfType(RecoveryException.class)
                .isThrownBy(() -> redrive(cancelled).run())
                .withMessageContainingAll("cancelled", "3 messages", "Run this again");
    }

    @Test
    void shouldNotStartASecondMove() {
        ScriptedMoves busy = new ScriptedMoves(sqs, task("RUNNING", 5));

        assertThatExceptionOfType(RecoveryException.class)
                .isThrownBy(() -> redrive(busy).run())
                .withMessageContainingAll("being moved already", "5 so far", "Wait");
        assertThat(busy.started).isZero();
    }

    @Test
    void shouldNotWaitForEverForAMoveThatIsNeverListed() {
        SqsClient silent = new ScriptedMoves(sqs, none());

        assertThatExceptionOfType(RecoveryException.class)
                .isThrownBy(() -> redrive(silent).run())
                .withMessageContaining("failures");
    }

    @Test
    void shouldNameTheQueueThatIsMissing() {
        sqs.deleteQueue(r -> r.queueUrl(queueUrl));

        assertThatExceptionOfType(RecoveryException.class)
                .isThrownBy(() -> redrive(sqs).run())
                .withMessageContaining("'photos-in-events'");
    }

    private static Redrive redrive(SqsClient client) {
        return new Redrive(client, QUEUES, Duration.ofMillis(1));
    }

    private static ListMessageMoveTasksResultEntry task(String status, long moved) {
        return ListMessageMoveTasksResultEntry.builder()
                .status(status)
                .startedTimestamp(1_000L)
                .approximateNumberOfMessagesMoved(moved)
                .build();
    }

    /** The move before this one. */
    private static ListMessageMoveTasksResultEntry none() {
        return task("COMPLETED", 99).toBuilder().startedTimestamp(1L).build();
    }

    /** SQS as it tells of a move bit by bit; the last answer stays. */
    private static final class ScriptedMoves extends ForwardingSqsClient {

        private final Deque<ListMessageMoveTasksResultEntry> answers;
        private int started;

        private ScriptedMoves(SqsClient target, ListMessageMoveTasksResultEntry... answers) {
            super(target);
            this.answers = new ArrayDeque<>(Arrays.asList(answers));
        }

        @Override
        public StartMessageMoveTaskResponse startMessageMoveTask(StartMessageMoveTaskRequest request) {
            assertThat(request.sourceArn()).endsWith(":photos-in-events-dlq");
            assertThat(request.destinationArn()).endsWith(":photos-in-events");
            started++;
            return StartMessageMoveTaskResponse.builder().build();
        }

        @Override
        public ListMessageMoveTasksResponse listMessageMoveTasks(ListMessageMoveTasksRequest request) {
            ListMessageMoveTasksResultEntry answer = answers.size() > 1 ? answers.remove() : answers.element();
            return ListMessageMoveTasksResponse.builder().results(answer).build();
        }
    }
}
