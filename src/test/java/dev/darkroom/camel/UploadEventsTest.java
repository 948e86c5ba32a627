package dev.darkroom.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadEventsTest {

    private final UploadEvents events = new UploadEvents("photos");

    @Test
    void shouldReadWhatWasUploadedAndDecodeItsKey() throws UnknownMessageException {
        assertThat(events.upload(message(eventRecord("photos", "a+b%2Bc%25d%22e%22.jpg"))))
                .isEqualTo(new Upload(
                        "photos",
                        "a b+c%d\"e\".jpg",
                        Optional.of(Instant.parse("2026-03-01T12:00:00.123Z")),
                        Optional.of("9b2cf535f27731c974343645a3985328")));
        assertThat(events.upload(message(eventRecord("photos", "%24%7Bsys.user.home%7D")))
                        .key())
                .isEqualTo("${sys.user.home}");
    }

    @Test
    void shouldTakeAMessageApartIntoOneForEachRecord() throws UnknownMessageException {
        List<String> messages = events.records(message(
                eventRecord("photos", "first.jpg"), eventRecord("payroll", "strange.jpg"), eventRecord("photos", "2")));

        assertThat(messages).hasSize(3);
        assertThat(events.upload(messages.get(0)).key()).isEqualTo("first.jpg");
        assertThatExceptionOfType(UnknownMessageException.class).isThrownBy(() -> events.upload(messages.get(1)));
        assertThat(events.upload(messages.get(2)).key()).isEqualTo("2");
        assertThat(events.records(messages.get(0))).hasSize(1);
    }

    @Test
    void shouldFindNothingToDoInTheTestEvent() throws UnknownMessageException {
        assertThat(events.records("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"photos\"}"))
                .isEmpty();
    }

    @Test
    void shouldDoWithoutWhatItOnlyNeedsForTheOrder() throws UnknownMessageException {
        String message = "{\"Records\":[{\"s3\":{\"bucket\":{\"name\":\"photos\"},\"object\":{\"key\":\"a.jpg\"}}}]}";

        assertThat(events.upload(message)).isEqualTo(new Upload("photos", "a.jpg", Optional.empty(), Optional.empty()));
    }

    @Test
    void shouldNotTakeADeletionForAnUpload() {
        String message = message(eventRecord("photos", "a.jpg").replace("ObjectCreated:Put", "ObjectRemoved:Delete"));

        assertThatExceptionOfType(UnknownMessageException.class)
                .isThrownBy(() -> events.upload(message))
                .withMessageContaining("eventName");
    }

    @Test
    void shouldRefuseToFollowAMessageToAnotherBucket() {
        String message = message(eventRecord("payroll", "secret.jpg"));

        assertThatExceptionOfType(UnknownMessageException.class)
                .isThrownBy(() -> events.upload(message))
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
        assertThatExceptionOfType(UnknownMessageException.class).isThrownBy(() -> events.upload(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "17",
                "null",
                "[\"a.jpg\"]",
                "\"%ff.jpg\"",
                "\"%c0%af.jpg\"",
                "\"%ed%a0%80.jpg\"",
                "\"\\ud800.jpg\"",
                "\"a%4\"",
                "\"%-1\""
            })
    void shouldNotTakeForAnotherKeyWhatIsNone(String key) {
        String message = message(eventRecord("photos", "KEY").replace("\"KEY\"", key));

        assertThatExceptionOfType(UnknownMessageException.class).isThrownBy(() -> events.upload(message));
    }

    @Test
    void shouldTakeTheLongestKeyOfS3AndNoLongerOne() throws UnknownMessageException {
        assertThat(events.upload(message(eventRecord("photos", "%C3%BC".repeat(512))))
                        .key())
                .isEqualTo("ü".repeat(512));
        assertThatExceptionOfType(UnknownMessageException.class)
                .isThrownBy(() -> events.upload(message(eventRecord("photos", "%C3%BC".repeat(512) + "x"))))
                .withMessageContaining("longer");
    }

    @Test
    void shouldTakeKeysOfStoresThatLeaveLettersUnencoded() throws UnknownMessageException {
        assertThat(events.upload(message(eventRecord("photos", "ünï+%F0%9F%98%80/日本.jpg")))
                        .key())
                .isEqualTo("ünï 😀/日本.jpg");
    }

    @Test
    void shouldShowKeysInLogsWithoutLineEnds() {
        Upload upload = new Upload("photos", "a\nFAKE LOG LINE\u202E\u0000.jpg", Optional.empty(), Optional.empty());

        assertThat(upload).hasToString("photos/a\\u{a}FAKE LOG LINE\\u{202e}\\u{0}.jpg");
    }

    private static String message(String... eventRecords) {
        return "{\"Records\":[" + String.join(",", eventRecords) + "]}";
    }

    private static String eventRecord(String bucket, String key) {
        return """
                {"eventVersion":"2.6","eventTime":"2026-03-01T12:00:00.123Z","eventName":"ObjectCreated:Put",
                 "s3":{"bucket":{"name":"%s"},"object":{"key":"%s","size":17,"eTag":"9b2cf535f27731c974343645a3985328"}}}"""
                .formatted(bucket, key);
    }
}
