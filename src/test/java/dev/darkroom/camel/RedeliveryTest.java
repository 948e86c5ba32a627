package dev.darkroom.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.aws.provision.GalleryInfrastructure;
import dev.darkroom.index.LogAllowance;
import dev.darkroom.support.CategoryLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.LogRecord;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class RedeliveryTest {

    private boolean stopping;
    private final DefaultCamelContext context = new DefaultCamelContext() {
        @Override
        public boolean isStopping() {
            return stopping;
        }
    };
    private final RecordingSqs sqs = new RecordingSqs();
    private final Redelivery redelivery = new Redelivery(sqs, "events", "events");

    @AfterEach
    void closeContext() throws IOException {
        context.close();
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,5", "3,30", "4,120"})
    void shouldHaveAMessageComeBackLaterEachTime(int receives, int seconds) {
        redelivery.failed(message(receives, new IOException("S3 is away")));

        assertThat(sqs.calls).containsExactly("hide receipt in events for " + seconds + " s");
    }

    @Test
    void shouldPutAMessageAsideWithTheReasonWhenItFailedAsOftenAsTheQueueAllows() {
        redelivery.failed(message(GalleryInfrastructure.MAX_RECEIVES, new IOException("S3\nis away")));

        assertThat(sqs.calls)
                .containsExactly(
                        "send the text to events-dlq, darkroom-reason: IOException: S3\\u{a}is away",
                        "delete receipt from events");
    }

    @Test
    void shouldKeepAMessageThatCannotBePutAside() {
        sqs.failing = "send";

        redelivery.failed(message(GalleryInfrastructure.MAX_RECEIVES, new IOException("S3 is away")));

        assertThat(sqs.calls).isEmpty();
    }

    /** It would count against the message, and put it aside in the end, that workers are stopped. */
    @Test
    void shouldLeaveAMessageAloneThatFailedBecauseTheAppStops() {
        stopping = true;

        redelivery.failed(message(GalleryInfrastructure.MAX_RECEIVES, new IOException("Interrupted")));

        assertThat(sqs.calls).isEmpty();
    }

    /** A route that is changed while the app runs interrupts what does not end in time. */
    @Test
    void shouldLeaveAMessageAloneWhoseWorkWasInterrupted() {
        redelivery.failed(message(1, new IOException("cut off", new InterruptedException())));

        assertThat(sqs.calls).isEmpty();
    }

    /** Steps may take headers away, lest they become attributes of other messages. */
    @Test
    void shouldRememberHowOftenAMessageWasReceived() {
        Exchange message = message(3, new IOException("S3 is away"));
        Receipt.keep(message);
        message.getMessage().removeHeaders("*");

        redelivery.failed(message);

        assertThat(sqs.calls).containsExactly("hide receipt in events for 30 s");
    }

    @Test
    void shouldLeaveAMessageToItsVisibilityTimeoutWhenTheQueueIsAway() {
        sqs.failing = "hide";

        redelivery.failed(message(1, new IOException("S3 is away")));

        assertThat(sqs.calls).isEmpty();
    }

    @Test
    void shouldTakeOutOfAReasonWhatSqsRefuses() {
        redelivery.failed(
                message(GalleryInfrastructure.MAX_RECEIVES, new IOException("\u0000\uFFFE" + "x".repeat(9999))));

        assertThat(sqs.calls.get(0)).hasSizeLessThan(600).contains("IOException: \\u{0}\\u{fffe}xxx");
    }

    @Test
    void shouldPutAnUnknownMessageAsideAtOnce() {
        try (CategoryLog log = CategoryLog.of("darkroom.uploads")) {
            redelivery.failed(message(1, new UnknownMessageException("The message is no S3 event")));

            assertThat(sqs.calls)
                    .containsExactly(
                            "send the text to events-dlq, darkroom-reason: The message is no S3 event",
                            "delete receipt from events");
            assertThat(log.entries())
                    .singleElement()
                    .extracting(LogRecord::getLevel, LogRecord::getMessage)
                    .satisfies(told -> assertThat(told.toString()).contains("WARN", "The message is no S3 event"));
        }
    }

    /** A thousand messages whose attempts fail while S3 is away took a thousand lines. */
    @Test
    void shouldNotWriteALineForEachMessageThatFailsInAnOutage() {
        try (CategoryLog log = CategoryLog.of("darkroom.uploads")) {
            for (int i = 0; i < 1000; i++) {
                redelivery.failed(message(1, new IOException("S3 is away")));
            }

            assertThat(sqs.calls).hasSize(1000);
            assertThat(log.entries()).hasSize(LogAllowance.LINES);
        }
    }

    private Exchange message(int receives, Exception failure) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setHeader(Sqs2Constants.RECEIPT_HANDLE, "receipt");
        exchange.getMessage().setHeader("ApproximateReceiveCount", Integer.toString(receives));
        exchange.setVariable("message", "the text");
        exchange.setVariable("upload", new Upload("photos", "a.jpg", Optional.empty(), Optional.empty()));
        exchange.setProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, failure);
        return exchange;
    }

    /** Says what was asked of it, in order. */
    private static final class RecordingSqs implements SqsClient {

        private final List<String> calls = new ArrayList<>();
        private String failing = "";

        @Override
        public ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest request) {
            call("hide " + request.receiptHandle() + " in " + request.queueUrl() + " for " + request.visibilityTimeout()
                    + " s");
            return ChangeMessageVisibilityResponse.builder().build();
        }

        @Override
        public SendMessageResponse sendMessage(SendMessageRequest request) {
            Map.Entry<String, String> attribute = Map.entry(
                    request.messageAttributes().keySet().iterator().next(),
                    request.messageAttributes().values().iterator().next().stringValue());
            call("send " + request.messageBody() + " to " + request.queueUrl() + ", " + attribute.getKey() + ": "
                    + attribute.getValue());
            return SendMessageResponse.builder().build();
        }

        @Override
        public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
            call("delete " + request.receiptHandle() + " from " + request.queueUrl());
            return DeleteMessageResponse.builder().build();
        }

        private void call(String text) {
            if (!failing.isEmpty() && text.startsWith(failing)) {
                throw SdkClientException.create("The queue is away");
            }
            calls.add(text);
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // nothing to release
        }
    }
}
