package dev.darkroom.aws.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.darkroom.aws.provision.GalleryInfrastructure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

class DeadLettersTest extends RecoveryTestCase {

    @Test
    void shouldTellWhatAWorkerPutAsideAndWhy() {
        putAside(event("a+b%2Bc.jpg", "caf%C3%A9.png"), "S3Exception: SlowDown");

        assertThat(deadLetters().list()).singleElement().satisfies(letter -> {
            Optional<Instant> uploadedAt = Optional.of(Instant.parse("2026-03-01T12:00:00.123Z"));
            assertThat(letter.uploads())
                    .containsExactly(
                            new ReportedUpload("photos-in", "a b+c.jpg", uploadedAt),
                            new ReportedUpload("photos-in", "café.png", uploadedAt));
            assertThat(letter.reason()).contains("S3Exception: SlowDown");
            assertThat(letter.movedBySqs()).isFalse();
            assertThat(letter.sentAt()).isBeforeOrEqualTo(letter.firstReceivedAt());
        });
    }

    @Test
    void shouldTellThatSqsItselfMovedAMessageThatNoWorkerFinished() {
        sqs.sendMessage(r -> r.queueUrl(queueUrl).messageBody(event("a.jpg")));
        receiveTooOften();

        assertThat(deadLetters().list()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEmpty();
            assertThat(letter.movedBySqs()).isTrue();
            assertThat(letter.receives()).isEqualTo(GalleryInfrastructure.MAX_RECEIVES + 1);
        });
    }

    @Test
    void shouldNotTakeTheReasonOfAnEarlierFailureForThatOfTheLast() {
        putAside(event("a.jpg"), "S3Exception: SlowDown");
        new Redrive(sqs, QUEUES).run();
        receiveTooOften();

        assertThat(deadLetters().list()).singleElement().satisfies(letter -> {
            assertThat(letter.movedBySqs()).isTrue();
            assertThat(letter.reason()).isEmpty();
        });
    }

    private void receiveTooOften() {
        for (int receives = 0; receives <= GalleryInfrastructure.MAX_RECEIVES; receives++) {
            // Received once, a message is visible again only a moment later.
            sqs.receiveMessage(r -> r.queueUrl(queueUrl).visibilityTimeout(0).waitTimeSeconds(1));
        }
    }

    @Test
    void shouldListWhatIsNoUploadEventToo() {
        putAside("no JSON at all", "The message is no S3 event: it is not JSON");
        putAside("{\"Records\":[{\"s3\":{}}]}", "The message reports another bucket");
        putAside("{\"Records\":\"none\"}", "The message is no S3 event: it has no Records");

        assertThat(deadLetters().list()).hasSize(3).allSatisfy(letter -> assertThat(letter.uploads())
                .isEmpty());
    }

    @Test
    void shouldListMoreThanAThousandMessagesAndHideNone() {
        putAside(1005);

        List<DeadLetter> letters = deadLetters().list();

        assertThat(letters)
                .extracting(letter -> letter.uploads().get(0).key())
                .doesNotHaveDuplicates()
                .hasSize(1005);
        assertThat(visible(deadLetterUrl)).isEqualTo(1005);
    }

    @Test
    void shouldGiveBackWhatItHasInHandWhenTheLookFails() {
        putAside(25);
        SqsClient failing = new FailingAfterTwoReceives(sqs);

        assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> new DeadLetters(failing, QUEUES).list());

        assertThat(visible(deadLetterUrl)).isEqualTo(25);
    }

    @Test
    void shouldEndWhenMessagesComeRoundAgain() {
        putAside(12);
        SqsClient impatient = new HidingNothing(sqs);

        assertThat(new DeadLetters(impatient, QUEUES).list()).hasSize(12);
    }

    @Test
    void shouldNameTheQueueThatIsMissing() {
        assertThatExceptionOfType(RecoveryException.class)
                .isThrownBy(() -> new DeadLetters(sqs, new UploadQueues("other")).list())
                .withMessageContainingAll("'other-dlq'", "us-east-1", "darkroom.queue");
    }

    private DeadLetters deadLetters() {
        return new DeadLetters(sqs, QUEUES);
    }

    /** A connection that breaks in the middle. */
    private static final class FailingAfterTwoReceives extends ForwardingSqsClient {

        private int receives;

        private FailingAfterTwoReceives(SqsClient target) {
            super(target);
        }

        @Override
        public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
            receives++;
            if (receives > 2) {
                throw SdkClientException.create("broken");
            }
            return super.receiveMessage(request);
        }
    }

    /** A queue so long that the first messages are visible again before the last are seen. */
    private static final class HidingNothing extends ForwardingSqsClient {

        private HidingNothing(SqsClient target) {
            super(target);
        }

        @Override
        public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
            return super.receiveMessage(request.toBuilder().visibilityTimeout(0).build());
        }
    }
}
