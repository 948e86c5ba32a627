package dev.darkroom.sandbox;

import static dev.darkroom.sandbox.S3ObjectTest.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Part;

class S3MultipartTest extends SandboxTestCase {
    private static final int PART = 5 << 20;

    private final String bucket = newBucket();
    private final byte[] content = random(2 * PART + 1000);

    @Test
    void shouldJoinParts() throws IOException, NoSuchAlgorithmException {
        String id = create("joined");
        List<CompletedPart> parts = uploadAll("joined", id, null);
        assertThat(s3.listParts(l -> l.bucket(bucket).key("joined").uploadId(id))
                        .parts())
                .extracting(Part::partNumber)
                .containsExactly(1, 2, 3);

        var completed = complete("joined", id, parts);

        assertThat(completed.eTag()).isEqualTo(multipartEtag());
        assertThat(s3.getObject(g -> g.bucket(bucket).key("joined")).readAllBytes())
                .isEqualTo(content);
        assertThat(s3.headObject(h -> h.bucket(bucket).key("joined")).contentType())
                .isEqualTo("image/x");
        assertThat(s3.listMultipartUploads(l -> l.bucket(bucket)).uploads())
                .noneMatch(u -> u.uploadId().equals(id));
    }

    @ParameterizedTest
    @EnumSource(value = ChecksumAlgorithm.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN_TO_SDK_VERSION")
    void shouldVerifyTheChecksumsOfParts(ChecksumAlgorithm algorithm) throws IOException {
        String key = "sum " + algorithm;
        String id = s3.createMultipartUpload(c -> c.bucket(bucket).key(key).checksumAlgorithm(algorithm))
                .uploadId();

        complete(key, id, uploadAll(key, id, algorithm));

        assertThat(s3.getObject(g -> g.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED))
                        .readAllBytes())
                .isEqualTo(content);
    }

    @Test
    void shouldCopyParts() throws IOException {
        s3.putObject(p -> p.bucket(bucket).key("whole"), RequestBody.fromBytes(content));
        String id = create("assembled");
        List<CompletedPart> parts = new ArrayList<>();
        for (int number : List.of(1, 2)) {
            String range = number == 1 ? "bytes=0-" + (PART - 1) : "bytes=" + PART + "-" + (content.length - 1);
            String etag = s3.uploadPartCopy(c -> c.sourceBucket(bucket)
                            .sourceKey("whole")
                            .copySourceRange(range)
                            .destinationBucket(bucket)
                            .destinationKey("assembled")
                            .uploadId(id)
                            .partNumber(number))
                    .copyPartResult()
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        }

        complete("assembled", id, parts);

        assertThat(s3.getObject(g -> g.bucket(bucket).key("assembled")).readAllBytes())
                .isEqualTo(content);
    }

    @Test
    void shouldRefuseWrongParts() {
        String id = create("wrong");
        List<CompletedPart> parts = uploadAll("wrong", id, null);
        List<CompletedPart> reversed = List.of(parts.get(1), parts.get(0));
        List<CompletedPart> altered =
                List.of(parts.get(0).toBuilder().eTag("\"other\"").build());

        assertFails(400, "InvalidPartOrder", () -> complete("wrong", id, reversed));
        assertFails(400, "InvalidPart", () -> complete("wrong", id, altered));
        List<CompletedPart> smallFirst =
                List.of(s3Part("wrong", id, 1, new byte[10]), s3Part("wrong", id, 2, new byte[10]));
        assertFails(400, "EntityTooSmall", () -> complete("wrong", id, smallFirst));
    }

    @Test
    void shouldForgetAnAbortedUpload() {
        String id = create("aborted");
        s3Part("aborted", id, 1, new byte[10]);
        assertThat(s3.listMultipartUploads(l -> l.bucket(bucket)).uploads())
                .anyMatch(u -> u.uploadId().equals(id));

        s3.abortMultipartUpload(a -> a.bucket(bucket).key("aborted").uploadId(id));

        assertFails(404, "NoSuchUpload", () -> s3Part("aborted", id, 1, new byte[10]));
    }

    @Test
    void shouldHonourConditionsWhenCompleting() {
        s3.putObject(p -> p.bucket(bucket).key("there"), RequestBody.fromString("x"));
        String id = create("there");
        CompletedPart part = s3Part("there", id, 1, new byte[10]);

        assertFails(
                412,
                "PreconditionFailed",
                () -> s3.completeMultipartUpload(c -> c.bucket(bucket)
                        .key("there")
                        .uploadId(id)
                        .ifNoneMatch("*")
                        .multipartUpload(m -> m.parts(part))));
    }

    private String create(String key) {
        return s3.createMultipartUpload(c -> c.bucket(bucket).key(key).contentType("image/x"))
                .uploadId();
    }

    private software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse complete(
            String key, String id, List<CompletedPart> parts) {
        return s3.completeMultipartUpload(
                c -> c.bucket(bucket).key(key).uploadId(id).multipartUpload(m -> m.parts(parts)));
    }

    private CompletedPart s3Part(String key, String id, int number, byte[] bytes) {
        String etag = s3.uploadPart(
                        u -> u.bucket(bucket).key(key).uploadId(id).partNumber(number), RequestBody.fromBytes(bytes))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private List<CompletedPart> uploadAll(String key, String id, ChecksumAlgorithm algorithm) {
        List<CompletedPart> parts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int number = i + 1;
            byte[] part = Arrays.copyOfRange(content, i * PART, Math.min(content.length, number * PART));
            var uploaded = s3.uploadPart(
                    u -> u.bucket(bucket)
                            .key(key)
                            .uploadId(id)
                            .partNumber(number)
                            .checksumAlgorithm(algorithm),
                    RequestBody.fromBytes(part));
            parts.add(CompletedPart.builder()
                    .partNumber(number)
                    .eTag(uploaded.eTag())
                    .checksumCRC32(uploaded.checksumCRC32())
                    .checksumCRC32C(uploaded.checksumCRC32C())
                    .checksumCRC64NVME(uploaded.checksumCRC64NVME())
                    .checksumSHA1(uploaded.checksumSHA1())
                    .checksumSHA256(uploaded.checksumSHA256())
                    .build());
        }
        return parts;
    }

    private String multipartEtag() throws NoSuchAlgorithmException {
        MessageDigest outer = MessageDigest.getInstance("MD5");
        for (int i = 0; i < 3; i++) {
            byte[] part = Arrays.copyOfRange(content, i * PART, Math.min(content.length, (i + 1) * PART));
            outer.update(MessageDigest.getInstance("MD5").digest(part));
        }
        return '"' + HexFormat.of().formatHex(outer.digest()) + "-3\"";
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(2).nextBytes(bytes);
        return bytes;
    }
}
