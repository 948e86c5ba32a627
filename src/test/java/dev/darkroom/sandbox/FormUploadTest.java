package dev.darkroom.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

class FormUploadTest extends SandboxTestCase {
    private static final byte[] HELLO = "hello".getBytes(UTF_8);

    private final String signedOnly = newBucket();
    private final String open = newBucket();
    private final HttpClient http = HttpClient.newHttpClient();

    FormUploadTest() {
        allowAnyone(open, "s3:PutObject");
    }

    @Test
    void shouldTakeAnonymousUploadsOnlyWhereThePolicyAllows() throws Exception {
        assertThat(post(open, fields("key", "test.jpeg"), HELLO).statusCode()).isEqualTo(204);
        assertThat(read(open, "test.jpeg")).isEqualTo(HELLO);
        assertThat(post(signedOnly, fields("key", "test.jpeg"), HELLO).statusCode())
                .isEqualTo(403);
    }

    @Test
    void shouldKeepFieldsAsHeadersMetadataAndTags() throws Exception {
        Map<String, String> fields = fields("key", "uploads/${filename}");
        fields.put("Content-Type", "image/jpeg");
        fields.put("Cache-Control", "no-cache");
        fields.put("x-amz-meta-who", "mé");
        fields.put("tagging", "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>");

        post(open, fields, HELLO);

        HeadObjectResponse head = s3.headObject(h -> h.bucket(open).key("uploads/photo \"1\".jpg"));
        assertThat(head.contentType()).isEqualTo("image/jpeg");
        assertThat(head.cacheControl()).isEqualTo("no-cache");
        assertThat(head.metadata()).containsKey("who");
        assertThat(s3.getObjectTagging(g -> g.bucket(open).key("uploads/photo \"1\".jpg"))
                        .tagSet())
                .hasSize(1);
    }

    @Test
    void shouldAnswerAsTheFormAsks() throws Exception {
        Map<String, String> redirect = fields("key", "a b&c");
        redirect.put("success_action_redirect", "http://localhost:8080/done?x=1");
        HttpResponse<String> redirected = post(open, redirect, HELLO);
        assertThat(redirected.statusCode()).isEqualTo(303);
        assertThat(redirected.headers().firstValue("Location"))
                .hasValue("http://localhost:8080/done?x=1&bucket=" + open
                        + "&key=a%20b%26c&etag=%225d41402abc4b2a76b9719d911017c592%22");

        Map<String, String> created = fields("key", "x");
        created.put("success_action_status", "201");
        HttpResponse<String> answer = post(open, created, HELLO);
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).contains("<Key>x</Key>", "<Bucket>" + open + "</Bucket>");

        created.put("success_action_status", "200");
        assertThat(post(open, created, HELLO).statusCode()).isEqualTo(200);
        created.put("success_action_status", "404");
        assertThat(post(open, created, HELLO).statusCode()).isEqualTo(204);
    }

    @Test
    void shouldTakeAnyBytesEvenThoseThatLookLikeABoundary() throws Exception {
        byte[] random = new byte[300_000];
        new Random(3).nextBytes(random);
        ByteArrayOutputStream tricky = new ByteArrayOutputStream();
        tricky.write("\r\n--bound\r\n--boundar\r\r\n\r\n--".getBytes(UTF_8));
        tricky.write(random);
        tricky.write("\r\n--boundar".getBytes(UTF_8));

        post(open, fields("key", "tricky"), tricky.toByteArray());

        assertThat(read(open, "tricky")).isEqualTo(tricky.toByteArray());
        post(open, fields("key", "empty"), new byte[0]);
        assertThat(read(open, "empty")).isEmpty();
    }

    @Test
    void shouldTakeAFormThatItsPolicyAllows() throws Exception {
        assertThat(post(signedOnly, signed(inAnHour(), "photos/1.jpg"), HELLO).statusCode())
                .isEqualTo(204);
        assertThat(read(signedOnly, "photos/1.jpg")).isEqualTo(HELLO);
    }

    @Test
    void shouldRefuseAForgedOrAlteredPolicy() throws Exception {
        Map<String, String> forged = signed(inAnHour(), "photos/1.jpg");
        forged.put("x-amz-signature", "0".repeat(64));
        Map<String, String> unknown = signed(inAnHour(), "photos/1.jpg");
        unknown.put("x-amz-credential", unknown.get("x-amz-credential").replace("test/", "who/"));

        assertRefused(forged, HELLO, 403, "SignatureDoesNotMatch");
        assertRefused(unknown, HELLO, 403, "InvalidAccessKeyId");
    }

    @Test
    void shouldRefuseWhatThePolicyDoesNotAllow() throws Exception {
        Map<String, String> extra = signed(inAnHour(), "photos/1.jpg");
        extra.put("x-amz-meta-extra", "1");
        Map<String, String> otherType = signed(inAnHour(), "photos/1.jpg");
        otherType.put("Content-Type", "text/html");
        Map<String, String> ignored = signed(inAnHour(), "photos/2.jpg");
        ignored.put("x-ignore-me", "1");

        assertRefused(signed(Instant.now().minusSeconds(1), "photos/1.jpg"), HELLO, 403, "Policy expired");
        assertRefused(signed(inAnHour(), "private/1.jpg"), HELLO, 403, "Policy Condition failed");
        assertRefused(otherType, HELLO, 403, "Policy Condition failed");
        assertRefused(extra, HELLO, 403, "Extra input fields: x-amz-meta-extra");
        assertRefused(signed(inAnHour(), "photos/1.jpg"), new byte[101], 400, "EntityTooLarge");
        assertRefused(signed(inAnHour(), "photos/1.jpg"), new byte[0], 400, "EntityTooSmall");
        assertRefused(signed(inAnHour(), "photos/1.jpg"), new byte[5_000_000], 400, "EntityTooLarge");
        assertThat(post(signedOnly, ignored, HELLO).statusCode()).isEqualTo(204);
    }

    @Test
    void shouldRefuseWhatIsNoUploadForm() throws Exception {
        assertThat(post(open, new LinkedHashMap<>(), HELLO).body()).contains("field named 'key'");
        HttpResponse<String> json = http.send(
                HttpRequest.newBuilder(URI.create(sandbox.endpoint() + "/" + open))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(json.statusCode()).isEqualTo(412);
    }

    private void assertRefused(Map<String, String> fields, byte[] file, int status, String message) throws Exception {
        HttpResponse<String> answer = post(signedOnly, fields, file);
        assertThat(answer.body()).contains(message);
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    private byte[] read(String bucket, String key) {
        return s3.getObjectAsBytes(g -> g.bucket(bucket).key(key)).asByteArray();
    }

    private HttpResponse<String> post(String bucket, Map<String, String> fields, byte[] file)
            throws IOException, InterruptedException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        for (Map.Entry<String, String> field : fields.entrySet()) {
            form.write(("--boundary\r\nContent-Disposition: form-data; name=\"" + field.getKey() + "\"\r\n\r\n"
                            + field.getValue() + "\r\n")
                    .getBytes(UTF_8));
        }
        form.write(
                ("--boundary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\x\\photo %221%22.jpg\"\r\n"
                                + "Content-Type: image/png\r\n\r\n")
                        .getBytes(UTF_8));
        form.write(file);
        form.write("\r\n--boundary\r\nContent-Disposition: form-data; name=\"late\"\r\n\r\nx\r\n--boundary--\r\n"
                .getBytes(UTF_8));
        return http.send(
                HttpRequest.newBuilder(URI.create(sandbox.endpoint() + "/" + bucket))
                        .header("Content-Type", "multipart/form-data; boundary=boundary")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(form.toByteArray()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** A form for keys below photos/ of 1 to 100 bytes, signed as the S3 documentation describes. */
    private Map<String, String> signed(Instant expiration, String key) throws GeneralSecurityException {
        String timestamp = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(Instant.now());
        String date = timestamp.substring(0, 8);
        String credential = "test/" + date + "/eu-west-3/s3/aws4_request";
        String policy = Base64.getEncoder()
                .encodeToString(
                        """
                        {"expiration": "%s", "conditions": [{"bucket": "%s"}, ["starts-with", "$key", "photos/"],
                          ["content-length-range", 1, 100], ["eq", "$Content-Type", "image/jpeg"],
                          {"x-amz-algorithm": "AWS4-HMAC-SHA256"}, {"x-amz-credential": "%s"}, {"x-amz-date": "%s"}]}
                        """
                                .formatted(expiration, signedOnly, credential, timestamp)
                                .getBytes(UTF_8));
        byte[] signingKey = "AWS4test".getBytes(UTF_8);
        for (String part : new String[] {date, "eu-west-3", "s3", "aws4_request"}) {
            signingKey = hmac(signingKey, part);
        }
        Map<String, String> fields = fields("key", key);
        fields.put("Content-Type", "image/jpeg");
        fields.put("x-amz-algorithm", "AWS4-HMAC-SHA256");
        fields.put("x-amz-credential", credential);
        fields.put("x-amz-date", timestamp);
        fields.put("policy", policy);
        fields.put("x-amz-signature", HexFormat.of().formatHex(hmac(signingKey, policy)));
        return fields;
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }

    private static Instant inAnHour() {
        return Instant.now().plus(Duration.ofHours(1));
    }

    private static Map<String, String> fields(String name, String value) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(name, value);
        return fields;
    }
}
