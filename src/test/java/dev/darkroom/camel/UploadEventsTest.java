package dev.darkroom.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadEventsTest {

    private final UploadEvents events = new UploadEvents("photos");

    @Test
    void shouldReadEveryRecordAndDecodeItsKey() throws UnknownMessageException {
        String message = "{\"Records\":[" + eventRecord("photos", "a+b%2Bc%25d%22e%22.jpg") + ","
                + eventRecord("photos", "%24%7Bsys.user.home%7D") + "]}";

        assertThat(events.read(message))
                .containsExactly(
                        new Upload(
                                "photos", "a b+c%d\"e\".jpg", Optional.of(Instant.parse("2026-03-01T12:00:00.123Z"))),
                        new Upload(
                                "photos", "${sys.user.home}", Optional.of(Instant.parse("2026-03-01T12:00:00.123Z"))));
    }

    @Test
    void shouldFindNothingToDoInTheTestEvent() throws UnknownMessageException {
        assertThat(events.read("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"photos\"}"))
                .isEmpty();
    }

    @Test
    void shouldDoWithoutTheTimeOfTheEvent() throws UnknownMessageException {
        String message = "{\"Records\":[{\"s3\":{\"bucket\":{\"name\":\"photos\"},\"object\":{\"key\":\"a.jpg\"}}}]}";

        assertThat(events.read(message)).containsExactly(new Upload("photos", "a.jpg", Optional.empty()));
    }

    @Test
    void shouldRefuseToFollowAMessageToAnotherBucket() {
        String message = "{\"Records\":[" + eventRecord("payroll", "secret.jpg") + "]}";

        assertThatExceptionOfType(UnknownMessageException.class)
                .isThrownBy(() -> events.read(message))
                .withMessageContaining("another bucket")
                .withMessageNotContaining("payroll");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "{}",
                "null",
                "{\"Records\":[]}",
                "{\"Records\":[{}]}",
                "{\"Records\":[{\"s3\":{\"bucket\":{\"name\":\"photos\"},\"object\":{\"key\":\"\"}}}]}",
                "{\"Records\":[{\"s3\":{\"bucket\":{\"name\":\"photos\"},\"object\":{\"key\":\"%zz\"}}}]}"
            })
    void shouldRefuseWhatIsNoEvent(String message) {
        assertThatExceptionOfType(UnknownMessageException.class).isThrownBy(() -> events.read(message));
    }

    @Test
    void shouldShowKeysInLogsWithoutLineEnds() {
        Upload upload = new Upload("photos", "a\nFAKE LOG LINE\u202E\u0000.jpg", Optional.empty());

        assertThat(upload).hasToString("photos/a\\u{a}FAKE LOG LINE\\u{202e}\\u{0}.jpg");
    }

    private static String eventRecord(String bucket, String key) {
        return """
                {"eventVersion":"2.6","eventTime":"2026-03-01T12:00:00.123Z","eventName":"ObjectCreated:Put",
                 "s3":{"bucket":{"name":"%s"},"object":{"key":"%s","size":1}}}"""
                .formatted(bucket, key);
    }
}
