package dev.darkroom.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.UploadAccess;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import dev.darkroom.support.SandboxClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

/** What the gallery's upload forms allow. */
class UploadFormsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.987Z");

    @ParameterizedTest
    @EnumSource(UploadAccess.class)
    void shouldDecideTheKeyWhenTheNameIsKnown(UploadAccess access) {
        UploadForm form = forms(access).create(name("a b.jpg"), Optional.of(PictureType.JPEG), Optional.empty());

        assertThat(form.keyPrefix()).matches("2026-03-01/[0-9a-f]{16}/");
        assertThat(form.key()).contains(form.keyPrefix() + "a b.jpg");
        assertThat(form.fields())
                .containsEntry("key", form.keyPrefix() + "a b.jpg")
                .containsEntry("Content-Type", "image/jpeg")
                .doesNotContainKey("success_action_redirect");
    }

    @ParameterizedTest
    @EnumSource(UploadAccess.class)
    void shouldLeaveTheNameToS3WhenItIsNotKnown(UploadAccess access) {
        UploadForm form = forms(access).create("http://gallery.example/");

        assertThat(form.key()).isEmpty();
        assertThat(form.fields())
                .containsEntry("key", form.keyPrefix() + "${filename}")
                .containsEntry("success_action_redirect", "http://gallery.example/")
                .doesNotContainKey("Content-Type");
    }

    @ParameterizedTest
    @EnumSource(UploadAccess.class)
    void shouldNeverGiveTwoVisitorsTheSameKey(UploadAccess access) {
        UploadForms forms = forms(access);

        assertThat(forms.create(name("photo.jpg"), Optional.empty(), Optional.empty())
                        .key())
                .isNotEqualTo(forms.create(name("photo.jpg"), Optional.empty(), Optional.empty())
                        .key());
    }

    @Test
    void shouldSignTheVeryKeyTheTypeTheSizeAndTwoHours() {
        UploadForm form =
                forms(UploadAccess.SIGNED).create(name("a.png"), Optional.of(PictureType.PNG), Optional.empty());

        String policy = new String(Base64.getDecoder().decode(form.fields().get("policy")), StandardCharsets.UTF_8);
        assertThat(policy)
                .contains("\"expiration\":\"2026-03-01T14:00:00.000Z\"")
                .contains("[\"eq\",\"$key\",\"" + form.keyPrefix() + "a.png\"]")
                .contains("[\"content-length-range\",1,1000]")
                .contains("{\"Content-Type\":\"image/png\"}")
                .contains("{\"bucket\":\"uploads\"}");
        assertThat(form.expiresAt()).isEqualTo(Instant.parse("2026-03-01T14:00:00Z"));
        assertThat(form.maxBytes()).isEqualTo(1000);
    }

    /** What the form does not allow, {@code BrowserAccessTest} tries. */
    @Test
    void shouldBeTakenByS3AsItIs() throws IOException, InterruptedException {
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.inMemory());
                S3Client s3 = AwsClients.s3(SandboxClients.connection(sandbox))) {
            s3.createBucket(r -> r.bucket("uploads"));
            UploadForms forms = new UploadForms(
                    AwsClients.browserAccess(SandboxClients.connection(sandbox)), "uploads", "signed", 1000);

            UploadForm form = forms.create(name("ünï \"1\".jpg"), Optional.of(PictureType.JPEG), Optional.empty());

            assertThat(submit(form)).isEqualTo(204);
            assertThat(s3.headObject(r -> r.bucket("uploads").key(form.key().orElseThrow()))
                            .contentType())
                    .isEqualTo("image/jpeg");
        }
    }

    @Test
    void shouldSignNothingWhereAnyoneMayUpload() {
        assertThat(forms(UploadAccess.ANONYMOUS)
                        .create(name("a.png"), Optional.of(PictureType.PNG), Optional.empty())
                        .fields())
                .containsOnlyKeys("key", "Content-Type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"image/jpeg", "image/png", "image/gif", "image/bmp", "image/tiff", "image/webp", "IMAGE/PNG "})
    void shouldKnowTheTypesThatCanBeShown(String type) throws InvalidRequestException {
        assertThat(PictureType.parse(type).contentType()).isEqualTo(type.strip().toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "image/heic", "image/svg+xml", "text/html", "image/*", "image/jpeg; q=1", "image/png\r\nX: y"
            })
    void shouldSayWhichTypesCanBeShown(String type) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> PictureType.parse(type))
                .withMessageContaining("image/jpeg, image/png, image/gif, image/webp, image/bmp, image/tiff");
    }

    private static int submit(UploadForm form) throws IOException, InterruptedException {
        StringBuilder body = new StringBuilder();
        form.fields()
                .forEach((name, value) ->
                        body.append("--boundary\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                                .formatted(name, value)));
        body.append("--boundary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\nx\r\n")
                .append("--boundary--\r\n");
        HttpRequest request = HttpRequest.newBuilder(form.url())
                .header("Content-Type", "multipart/form-data; boundary=boundary")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static Optional<UploadName> name(String fileName) {
        return Optional.of(UploadName.of(fileName));
    }

    private static UploadForms forms(UploadAccess access) {
        return new UploadForms(
                AwsClients.browserAccess(SandboxClients.connection(URI.create("http://localhost:4566"), "us-east-1")),
                "uploads",
                access,
                1000,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
