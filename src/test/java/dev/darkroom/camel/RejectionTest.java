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
        UploadRejectedException reason = notAnImage(upload("text"));

        assertThat(originals(s3).reject(UPLOAD, reason)).isTrue();
        assertThat(tags()).contains("not-an-image", "rejected");
    }

    @Test
    void shouldNotMarkTheObjectThatTookItsPlace() {
        UploadRejectedException reason = notAnImage(upload("text"));
        upload("picture");

        assertThat(originals(s3).reject(UPLOAD, reason)).isFalse();
        assertThat(tags()).isEmpty();
    }

    @Test
    void shouldHaveTheUploadLookedAtAgainThatTookItsPlaceInTheVeryMoment() {
        UploadRejectedException reason = notAnImage(upload("text"));
        S3Client racing = before("putObjectTagging", () -> upload("picture"));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> originals(racing).reject(UPLOAD, reason));
    }

    @Test
    void shouldHaveNothingToMarkWhenTheUploadIsGone() {
        UploadRejectedException reason = notAnImage(upload("text"));
        S3Client racing = before(
                "putObjectTagging",
                () -> s3.deleteObject(r -> r.bucket("uploads").key("photo.jpg")));

        assertThat(originals(racing).reject(UPLOAD, reason)).isFalse();
        assertThat(originals(s3).reject(UPLOAD, reason)).isFalse();
    }

    @Test
    void shouldMarkWhateverHasAKeyThatIsNotAllowed() {
        upload("picture");

        assertThat(originals(s3).reject(UPLOAD, UploadRejectedException.ofKey("key-reserved", "No.")))
                .isTrue();
        assertThat(tags()).contains("key-reserved");
    }

    private Originals originals(S3Client client) {
        return new Originals(client, 1000);
    }

    private String upload(String content) {
        return s3.putObject(r -> r.bucket("uploads").key("photo.jpg"), RequestBody.fromString(content))
                .eTag();
    }

    private static UploadRejectedException notAnImage(String eTag) {
        return UploadRejectedException.ofObject(eTag, "not-an-image", "This is not a picture.");
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
