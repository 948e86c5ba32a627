package dev.darkroom.aws.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.Message;

/** A worker's messages, from being received to being settled. */
class WorkerSqsClientTest {

    private final ScriptedSqs sqs = new ScriptedSqs();
    private final WorkerSqsClient worker = new WorkerSqsClient(sqs);

    @AfterEach
    void close() {
        worker.close();
    }

    @Test
    void shouldKeepAMessageHiddenAsLongAsItIsInWork() {
        receive("a");

        await().until(() -> extensions("a") >= 3);
    }

    @Test
    void shouldGoOnKeepingItHiddenWhenAnExtensionFails() {
        CountDownLatch failures = new CountDownLatch(1);
        sqs.before(operation -> {
            if (operation.equals("extend") && failures.getCount() > 0) {
                failures.countDown();
                throw SdkClientException.create("The queue is away");
            }
        });
        receive("a");

        await().until(() -> failures.getCount() == 0 && extensions("a") >= 2);
    }

    @Test
    void shouldGoOnKeepingOthersHiddenWhenSomethingUnexpectedFails() {
        CountDownLatch failures = new CountDownLatch(1);
        sqs.before(operation -> {
            if (operation.equals("extend") && failures.getCount() > 0) {
                failures.countDown();
                throw new IllegalStateException("A bug");
            }
        });
        receive("a");

        await().until(() -> failures.getCount() == 0 && extensions("a") >= 2);
    }

    @Test
    void shouldNotTakeItForAnOutageThatItsThreadIsInterrupted() {
        receive("a");
        sqs.before(operation -> {
            throw AbortedException.create("Thread was interrupted");
        });

        assertThat(worker.receiveMessage(r -> r.queueUrl("events")).messages()).isEmpty();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(worker.trouble()).isEmpty();
    }

    @Test
    void shouldGiveUpAMessageThatIsNoLongerItsOwn() {
        receive("a");
        sqs.expire("a");
        await().until(() -> sqs.calls().contains("refuse a"));

        watchOthersBeExtended();

        assertThat(Collections.frequency(sqs.calls(), "refuse a")).isEqualTo(1);
    }

    @Test
    void shouldNotExtendAMessageThatIsDeleted() {
        receive("a");

        delete("a");
        watchOthersBeExtended();

        assertThat(sqs.calls()).contains("delete a from https://sqs/events").doesNotContain("extend a");
    }

    @Test
    void shouldNotExtendAMessageWhoseWorkFailed() {
        receive("a");

        worker.letGo("a");
        watchOthersBeExtended();

        assertThat(sqs.calls()).doesNotContain("extend a");
    }

    /** An extension that arrives after the change would have the message wait for a minute instead of a second. */
    @Test
    void shouldLetAChangeOfVisibilityBeTheLastWord() throws InterruptedException {
        CountDownLatch underWay = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        sqs.before(operation -> {
            if (operation.equals("extend")) {
                underWay.countDown();
                awaitUninterruptibly(goOn);
            }
        });
        receive("a");
        awaitUninterruptibly(underWay);

        Thread change = new Thread(() -> worker.changeMessageVisibility(
                r -> r.queueUrl("events").receiptHandle("a").visibilityTimeout(1)));
        change.start();
        await().until(() -> change.getState() == Thread.State.WAITING || !change.isAlive());
        goOn.countDown();
        change.join();
        watchOthersBeExtended();

        assertThat(sqs.calls().stream().filter(call -> call.contains(" a")))
                .containsExactly("extend a", "hide a for 1 s");
    }

    @Test
    void shouldHandBackWhatIsInWorkWhenItStops() {
        receive("a");
        receive("done");
        delete("done");
        receive("failed");
        worker.changeMessageVisibility(
                r -> r.queueUrl("events").receiptHandle("failed").visibilityTimeout(30));

        worker.handBack();

        assertThat(sqs.calls()).contains("hand back a").doesNotContain("hand back done", "hand back failed");
    }

    /** For instance because the thread that tried to was interrupted. */
    @Test
    void shouldHandBackWhatCouldNotBeGivenATimeToComeBack() {
        receive("a");
        sqs.before(operation -> {
            if (operation.equals("hide")) {
                throw SdkClientException.create("Interrupted");
            }
        });
        assertThatThrownBy(() -> worker.changeMessageVisibility(
                        r -> r.queueUrl("events").receiptHandle("a").visibilityTimeout(30)))
                .isInstanceOf(SdkClientException.class);

        worker.handBack();

        assertThat(sqs.calls()).contains("hand back a");
    }

    @Test
    void shouldHandBackWhatALongPollBringsAfterTheStop() {
        CountDownLatch underWay = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        sqs.before(operation -> {
            if (operation.equals("receive")) {
                underWay.countDown();
                awaitUninterruptibly(goOn);
            }
        });
        sqs.with("late");
        CompletableFuture<Boolean> poll = CompletableFuture.supplyAsync(
                () -> worker.receiveMessage(r -> r.queueUrl("events").visibilityTimeout(1))
                        .messages()
                        .isEmpty());
        awaitUninterruptibly(underWay);

        worker.handBack();
        goOn.countDown();

        assertThat(poll.join()).isTrue();
        assertThat(sqs.calls()).contains("hand back late");
    }

    @Test
    void shouldFinishWhatItHasButReceiveNothingWhileItDrains() {
        receive("a");

        worker.drain();
        sqs.with("b");

        assertThat(worker.receiveMessage(r -> r.queueUrl("events").visibilityTimeout(1))
                        .messages())
                .isEmpty();
        assertThat(worker.trouble()).contains("The worker is stopping");
        await().until(() -> extensions("a") >= 1);
    }

    @Test
    void shouldReceiveAgainWhenItsRouteIsStartedAgain() {
        worker.handBack();

        worker.resume();

        assertThat(receive("a").body()).isEqualTo("a");
    }

    @Test
    void shouldTellWhatIsWrongWithTheQueueUntilItAnswers() {
        assertThat(worker.trouble()).contains("The queue has not been read yet");

        sqs.before(operation -> {
            throw SdkClientException.create("Connection refused");
        });
        assertThatThrownBy(() -> receive("a")).isInstanceOf(SdkClientException.class);
        assertThat(worker.trouble()).hasValueSatisfying(text -> assertThat(text).contains("Connection refused"));

        sqs.before(operation -> {});
        receive("b");
        assertThat(worker.trouble()).isEmpty();
        assertThat(worker.lastAnswer()).isPresent();
    }

    @Test
    void shouldNotWaitForMessagesUntilItKnowsThatTheQueueAnswers() {
        receive("a");
        assertThat(sqs.lastWait()).isZero();

        receive("b");
        assertThat(sqs.lastWait()).isEqualTo(5);
    }

    @Test
    void shouldLookUpTheQueueOnceAndOnlyWhenItIsNeeded() {
        assertThat(sqs.calls()).isEmpty();

        receive("a");
        receive("b");

        assertThat(sqs.calls()).containsOnlyOnce("url of events");
    }

    @Test
    void shouldTakeTheUrlOfAQueueForWhatItIs() {
        worker.deleteMessage(r -> r.queueUrl("https://sqs/1234/events").receiptHandle("a"));

        await().until(() -> sqs.calls().equals(List.of("delete a from https://sqs/1234/events")));
    }

    @Test
    void shouldDeleteSeveralMessagesWithOneCall() {
        "abcdefghijk".chars().mapToObj(Character::toString).forEach(this::delete);

        await().until(() -> sqs.calls()
                .containsAll(List.of(
                        "delete a,b,c,d,e,f,g,h,i,j from https://sqs/events", "delete k from https://sqs/events")));
    }

    @Test
    void shouldDeleteWhatIsDoneBeforeItHandsBackAndBeforeItEnds() {
        delete("a");
        worker.handBack();
        assertThat(sqs.calls()).contains("delete a from https://sqs/events");

        delete("b");
        worker.close();
        assertThat(sqs.calls()).endsWith("delete b from https://sqs/events", "close");
    }

    /** What cannot be deleted comes back, and its original is gone by then. */
    @Test
    void shouldGoOnWhenAMessageThatIsDoneCannotBeDeleted() {
        CountDownLatch failures = new CountDownLatch(1);
        sqs.before(operation -> {
            if (operation.equals("delete") && failures.getCount() > 0) {
                failures.countDown();
                throw SdkClientException.create("The queue is away");
            }
        });
        delete("a");
        await().until(() -> failures.getCount() == 0);

        delete("b");

        await().until(() -> sqs.calls().contains("delete b from https://sqs/events"));
    }

    @Test
    void shouldTakeSomeMessagesAheadOnlyWhileThereArePlenty() {
        worker.receiveAhead(2);
        sqs.with("a", "b", "c", "d", "e");

        assertThat(received(6)).containsExactly("a", "b", "c", "d", "e", "nothing");

        assertThat(sqs.calls()).containsSubsequence("receive 1", "receive 3", "receive 3", "receive 1");
    }

    @Test
    void shouldKeepHiddenWhatItHasTakenAhead() {
        worker.receiveAhead(2);
        sqs.with("a", "b", "ahead");
        received(2);

        await().until(() -> extensions("ahead") >= 2);
    }

    @Test
    void shouldGiveBackWhatItHasTakenAheadWhenItDrains() {
        worker.receiveAhead(2);
        sqs.with("a", "b", "ahead");
        received(2);

        worker.drain();

        assertThat(sqs.calls()).contains("hand back ahead").doesNotContain("hand back a", "hand back b");
    }

    @Test
    void shouldNotWorkOnWhatItHasTakenAheadOnceOthersMayHaveIt() {
        worker.receiveAhead(2);
        sqs.with("a", "b", "ahead");
        received(2);
        sqs.expire("ahead");
        await().until(() -> sqs.calls().contains("refuse ahead"));

        assertThat(received(1)).containsExactly("nothing");
    }

    /** It could not be kept hidden until a thread has time for it. */
    @Test
    void shouldTakeNothingAheadThatItDoesNotKeepHidden() {
        worker.receiveAhead(2);
        sqs.with("a", "b", "c", "d");

        for (String text : List.of("a", "b", "c", "d")) {
            assertThat(worker.receiveMessage(r -> r.queueUrl("events")).messages())
                    .extracting(Message::body)
                    .containsExactly(text);
        }
    }

    @Test
    void shouldLetGoOfWhatAThreadHasTakenOverFromAnother() throws InterruptedException {
        worker.receiveAhead(2);
        sqs.with("a", "b", "ahead");
        received(2);
        Thread torn = new Thread(() -> received(1));
        torn.start();
        torn.join();

        worker.abandoned(torn);
        watchOthersBeExtended();
        long extensions = extensions("ahead");
        watchOthersBeExtended();

        assertThat(extensions("ahead")).isEqualTo(extensions);
    }

    private List<String> received(int times) {
        return IntStream.range(0, times)
                .mapToObj(
                        i -> worker
                                .receiveMessage(r -> r.queueUrl("events")
                                        .visibilityTimeout(1)
                                        .waitTimeSeconds(5))
                                .messages()
                                .stream()
                                .map(Message::body)
                                .findFirst()
                                .orElse("nothing"))
                .toList();
    }

    private void delete(String receipt) {
        worker.deleteMessage(r -> r.queueUrl("events").receiptHandle(receipt));
    }

    private Message receive(String text) {
        sqs.with(text);
        return worker.receiveMessage(
                        r -> r.queueUrl("events").visibilityTimeout(1).waitTimeSeconds(5))
                .messages()
                .get(0);
    }

    private long extensions(String text) {
        return Collections.frequency(sqs.calls(), "extend " + text);
    }

    /** By then, whatever else was to be extended has been. */
    private void watchOthersBeExtended() {
        receive("other");
        await().until(() -> extensions("other") >= 3);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
