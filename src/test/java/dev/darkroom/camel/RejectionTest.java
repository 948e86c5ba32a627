package dev.darkroom.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import dev.darkroom.support.SandboxClients;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;

/** Only the object that was found wanting is marked as rejected, not the one that took its place. */
class RejectionTest {

    private static final Upload UPLOAD = new Upload("uploads", "photo.jpg", Optional.empty(), Optional.empty());

    private Sandbox sandbox;
    private S3Client s3;

    @BeforeEach
    void startSandbox() throws IOException {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        s3 = AwsClients.s3(SandboxClients.connection(sandbox));
        s3.createBucket(r -> r.bucket("uploads"));
    }

    @AfterEach
    void stopSandbox() {
        s3.close();
        sandbox.close();
    }

    @Test
    void shouldMarkTheObjectThatWasRead() {
        Original read = read(upload("text"));

        assertThat(originals(s3).reject(UPLOAD, "not-an-image", Optional.of(read)))
                .isTrue();
        assertThat(tags()).contains("not-an-image", "rejected");
    }

    @Test
    void shouldNotMarkTheObjectThatTookItsPlace() {
        Original read = read(upload("text"));
        upload("picture");

        assertThat(originals(s3).reject(UPLOAD, "not-an-image", Optional.of(read)))
                .isFalse();
        assertThat(tags()).isEmpty();
    }

    @Test
    void shouldHaveTheUploadLookedAtAgainThatTookItsPlaceInTheVeryMoment() {
        Original read = read(upload("text"));
        S3Client racing = before("putObjectTagging", () -> upload("picture"));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> originals(racing).reject(UPLOAD, "not-an-image", Optional.of(read)));
    }

    @Test
    void shouldHaveNothingToMarkWhenTheUploadIsGone() {
        Original read = read(upload("text"));
        S3Client racing = before(
                "putObjectTagging",
                () -> s3.deleteObject(r -> r.bucket("uploads").key("photo.jpg")));

        assertThat(originals(racing).reject(UPLOAD, "not-an-image", Optional.of(read)))
                .isFalse();
        assertThat(originals(s3).reject(UPLOAD, "not-an-image", Optional.of(read)))
                .isFalse();
    }

    @Test
    void shouldMarkWhateverHasAKeyThatIsNotAllowed() {
        upload("picture");

        assertThat(originals(s3).reject(UPLOAD, "key-reserved", Optional.empty()))
                .isTrue();
        assertThat(tags()).contains("key-reserved");
    }

    private Originals originals(S3Client client) {
        return new Originals(client, 1000, new MemoryBudget(1000, 1000, Duration.ofSeconds(1)));
    }

    private String upload(String content) {
        return s3.putObject(r -> r.bucket("uploads").key("photo.jpg"), RequestBody.fromString(content))
                .eTag();
    }

    private static Original read(String eTag) {
        return new Original(UPLOAD, eTag, Instant.EPOCH);
    }

    private List<String> tags() {
        return s3.getObjectTagging(r -> r.bucket("uploads").key("photo.jpg")).tagSet().stream()
                .map(Tag::value)
                .toList();
    }

    /** A client before whose call something else happens. */
    private S3Client before(String call, Runnable event) {
        return (S3Client) Proxy.newProxyInstance(
                S3Client.class.getClassLoader(), new Class<?>[] {S3Client.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals(call)) {
                        event.run();
                    }
                    try {
                        return method.invoke(s3, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
