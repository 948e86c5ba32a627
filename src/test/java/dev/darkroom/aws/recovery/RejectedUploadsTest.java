package dev.darkroom.aws.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.darkroom.sandbox.Fault;
import dev.darkroom.sandbox.FaultRule;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

class RejectedUploadsTest extends RecoveryTestCase {

    @Test
    void shouldListWhatIsTaggedAsRejectedAndNothingElse() {
        put("waiting.jpg");
        put("notes.txt");
        reject("notes.txt", "not-an-image");

        assertThat(rejectedUploads().list()).singleElement().satisfies(upload -> {
            assertThat(upload.key()).isEqualTo("notes.txt");
            assertThat(upload.code()).isEqualTo("not-an-image");
            assertThat(upload.size()).isEqualTo(3);
            assertThat(upload.lastModified().truncatedTo(ChronoUnit.SECONDS))
                    .isEqualTo(s3.headObject(r -> r.bucket(BUCKET).key("notes.txt"))
                            .lastModified());
        });
    }

    @Test
    void shouldReadKeysThatXmlCannotCarry() {
        List<String> keys = List.of(".gallery/x", "a b+c%2B.jpg", "esc\u001B[31m\nline", "é \"<&>.jpg");
        keys.forEach(this::put);
        keys.forEach(key -> reject(key, "corrupt"));

        assertThat(rejectedUploads().list()).extracting(RejectedUpload::key).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void shouldGoThroughMoreThanAThousandObjects() {
        IntStream.rangeClosed(1, 1001).parallel().forEach(i -> put("%04d".formatted(i)));
        reject("0001", "empty");
        reject("1001", "empty");

        assertThat(rejectedUploads().list()).extracting(RejectedUpload::key).containsExactly("0001", "1001");
    }

    @Test
    void shouldPassOverWhatAWorkerFinishesMeanwhile() {
        put("notes.txt");
        reject("notes.txt", "not-an-image");
        sandbox.faults()
                .add(FaultRule.on("s3:GetObjectTagging", Fault.error(404, "NoSuchKey"))
                        .times(1));

        assertThat(rejectedUploads().list()).isEmpty();
        assertThat(rejectedUploads().list()).hasSize(1);
    }

    @Test
    void shouldPassOnThatS3Refuses() {
        put("a.jpg");
        sandbox.faults().add(FaultRule.on("s3:GetObjectTagging", Fault.error(403, "AccessDenied")));

        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> rejectedUploads().list());
    }

    @Test
    void shouldNameTheBucketThatIsMissing() {
        assertThatExceptionOfType(RecoveryException.class)
                .isThrownBy(() -> new RejectedUploads(s3, "other").list())
                .withMessageContainingAll("'other'", "darkroom.upload.bucket");
    }

    private RejectedUploads rejectedUploads() {
        return new RejectedUploads(s3, BUCKET);
    }

    private void put(String key) {
        s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString("abc"));
    }

    private void reject(String key, String code) {
        s3.putObjectTagging(r -> r.bucket(BUCKET)
                .key(key)
                .tagging(t -> t.tagSet(
                        Tag.builder().key("darkroom-rejected").value(code).build())));
    }
}
