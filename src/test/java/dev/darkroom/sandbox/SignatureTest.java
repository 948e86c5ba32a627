package dev.darkroom.sandbox;

import static dev.darkroom.sandbox.S3ObjectTest.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class SignatureTest extends SandboxTestCase {
    private final String bucket = newBucket();
    private final HttpClient http = HttpClient.newHttpClient();
    private final S3Presigner presigner = S3Presigner.builder()
            .endpointOverride(sandbox.endpoint())
            .region(Region.EU_WEST_3)
            .serviceConfiguration(
                    S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();

    @AfterAll
    void closePresigner() {
        presigner.close();
    }

    @Test
    void shouldRefuseAWrongSecret() {
        try (S3Client wrong = s3Client(sandbox, "wrong").build()) {
            assertFails(403, "SignatureDoesNotMatch", () -> wrong.listBuckets());
        }
    }

    @Test
    void shouldRefuseAnUnknownAccessKey() {
        try (S3Client unknown = s3Client(sandbox, "test")
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("who", "test")))
                .build()) {
            assertFails(403, "InvalidAccessKeyId", () -> unknown.listBuckets());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.darkroom.sandbox.S3ObjectTest#hostileKeys")
    void shouldAcceptPresignedUploadsAndDownloads(String key) throws Exception {
        URI put = presigner
                .presignPutObject(p -> p.signatureDuration(Duration.ofMinutes(1))
                        .putObjectRequest(o -> o.bucket(bucket).key(key)))
                .url()
                .toURI();
        URI get = presigner
                .presignGetObject(p -> p.signatureDuration(Duration.ofMinutes(1))
                        .getObjectRequest(o -> o.bucket(bucket).key(key).responseContentType("text/x")))
                .url()
                .toURI();

        assertThat(send(HttpRequest.newBuilder(put).PUT(HttpRequest.BodyPublishers.ofString("hello")))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> answer = send(HttpRequest.newBuilder(get));

        assertThat(answer.body()).isEqualTo("hello");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/x");
        URI tampered = URI.create(get.toString().replace("text%2Fx", "text%2Fhtml"));
        assertThat(send(HttpRequest.newBuilder(tampered)).body()).contains("SignatureDoesNotMatch");
    }

    @Test
    void shouldRefuseAnExpiredUrl() throws Exception {
        SdkHttpRequest expired = signer(Instant.now().minusSeconds(61), Duration.ofSeconds(60));

        HttpResponse<String> answer = send(HttpRequest.newBuilder(expired.getUri()));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<Code>AccessDenied</Code>", "Request has expired");
    }

    @Test
    void shouldRefuseASkewedClock() throws Exception {
        SignedRequest early = sign(b -> b.putProperty(
                HttpSigner.SIGNING_CLOCK, Clock.fixed(Instant.now().minusSeconds(16 * 60), ZoneOffset.UTC)));

        HttpResponse<String> answer = send(withHeaders(early.request()));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("RequestTimeTooSkewed");
    }

    @Test
    void shouldRefuseUnsignedAmazonHeadersAndOtherServices() throws Exception {
        SignedRequest signed = sign(b -> b.putProperty(HttpSigner.SIGNING_CLOCK, Clock.systemUTC()));
        SignedRequest forSqs = sign(b -> b.putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sqs"));

        assertThat(send(withHeaders(signed.request())).statusCode()).isEqualTo(200);
        assertThat(send(withHeaders(signed.request()).header("x-amz-copy-source", "/a/b"))
                        .body())
                .contains("not signed");
        assertThat(send(withHeaders(forSqs.request())).body()).contains("AuthorizationHeaderMalformed");
    }

    @Test
    void shouldRefuseABodyOtherThanTheSignedOne() throws Exception {
        SdkHttpRequest put = SdkHttpRequest.builder()
                .uri(URI.create(sandbox.endpoint() + "/" + bucket + "/x"))
                .method(SdkHttpMethod.PUT)
                .build();
        SignedRequest signed = AwsV4HttpSigner.create().sign(b -> b.identity(identity())
                .request(put)
                .payload(() ->
                        new java.io.ByteArrayInputStream("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false));

        HttpResponse<String> answer =
                send(withHeaders(signed.request()).PUT(HttpRequest.BodyPublishers.ofString("jello")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("XAmzContentSHA256Mismatch");
    }

    @Test
    void shouldTellARefusedUploaderTheErrorInsteadOfResettingTheConnection() {
        try (S3Client wrong = s3Client(sandbox, "wrong").build()) {
            assertFails(
                    403,
                    "SignatureDoesNotMatch",
                    () -> wrong.putObject(
                            p -> p.bucket(bucket).key("large"), RequestBody.fromBytes(new byte[20_000_000])));
        }
    }

    private SignedRequest sign(
            java.util.function.Consumer<
                            software.amazon.awssdk.http.auth.spi.signer.SignRequest.Builder<AwsCredentialsIdentity>>
                    more) {
        SdkHttpRequest list = SdkHttpRequest.builder()
                .uri(URI.create(sandbox.endpoint() + "/" + bucket))
                .method(SdkHttpMethod.GET)
                .build();
        return AwsV4HttpSigner.create().sign(b -> {
            b.identity(identity())
                    .request(list)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false);
            more.accept(b);
        });
    }

    private SdkHttpRequest signer(Instant at, Duration expiry) {
        return sign(b -> b.putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC))
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4HttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, expiry))
                .request();
    }

    private static AwsCredentialsIdentity identity() {
        return AwsCredentialsIdentity.create("test", "test");
    }

    private static HttpRequest.Builder withHeaders(SdkHttpRequest signed) {
        HttpRequest.Builder request = HttpRequest.newBuilder(signed.getUri());
        signed.headers().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("host") && !name.equalsIgnoreCase("content-length")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
