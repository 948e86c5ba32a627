package dev.darkroom.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.darkroom.app.RouteSettings;
import dev.darkroom.aws.AwsClients;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;

class SettingsTest {

    @Test
    void shouldNameTheQueueAfterTheUploadBucketUnlessItIsNamed() {
        assertThat(settings(Map.of("darkroom.upload.bucket", "photos")).queue()).isEqualTo("photos-events");
        assertThat(settings(Map.of("darkroom.upload.bucket", "photos", "darkroom.queue", "other"))
                        .queue())
                .isEqualTo("other");
    }

    @Test
    void shouldUseTheDefaultsOfALaptopWhenTheSandboxIsAmongTheRoles() {
        Settings settings = settings(Map.of("darkroom.roles", "resizer, SANDBOX", "darkroom.sandbox.port", "4777"));

        assertThat(settings.uploadBucket()).isEqualTo("test-upload");
        assertThat(settings.queue()).isEqualTo("test-upload-events");
        try (SqsClient sqs = AwsClients.sqs(settings.aws())) {
            assertThat(sqs.serviceClientConfiguration().endpointOverride())
                    .contains(URI.create("http://localhost:4777"));
            assertThat(sqs.serviceClientConfiguration().region().id()).isEqualTo("us-east-1");
        }
    }

    @Test
    void shouldSayHowToGiveTheBucketThatIsMissing() {
        assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(() -> settings(Map.of()).queue())
                .withMessage("darkroom.upload.bucket is not set: give the bucket where originals arrive, as"
                        + " -Ddarkroom.upload.bucket=NAME or DARKROOM_UPLOAD_BUCKET=NAME in the environment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:4566", "ftp://localhost", "http://local host"})
    void shouldRefuseAnEndpointThatIsNoUrl(String endpoint) {
        assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(() ->
                        settings(Map.of("darkroom.aws.endpoint", endpoint)).aws())
                .withMessageContainingAll("darkroom.aws.endpoint", endpoint);
    }

    @Test
    void shouldNeedNoEndpointOnAws() {
        assertThatNoException().isThrownBy(() -> settings(Map.of()).aws());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{darkroom.queue}}", "{{no.such}}-events", "{{env:QUEUE}}", "{{open"})
    void shouldSayWhichPlaceholderCannotBeResolved(String queue) {
        Settings settings = settings(Map.of("darkroom.upload.bucket", "photos", "darkroom.queue", queue));

        assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(settings::queue)
                .withMessageStartingWith("darkroom.queue cannot be resolved: ");
    }

    @Test
    void shouldTakeTheDefaultOfAPlaceholder() {
        Settings settings = settings(Map.of(
                "darkroom.upload.bucket", "photos", "darkroom.queue", "{{no.such:{{darkroom.upload.bucket}}-a}}-b"));

        assertThat(settings.queue()).isEqualTo("photos-a-b");
    }

    private static Settings settings(Map<String, String> given) {
        return new Settings(() -> new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(given, "given", 400))
                .withSources(new RouteSettings())
                .build());
    }
}
