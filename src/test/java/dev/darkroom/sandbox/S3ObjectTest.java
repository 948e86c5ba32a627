package dev.darkroom.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

class S3ObjectTest extends SandboxTestCase {
    private static final String HELLO_ETAG = "\"5d41402abc4b2a76b9719d911017c592\"";

    private final String bucket = newBucket();

    static Stream<String> hostileKeys() {
        return Stream.of(
                "with space.jpg",
                "a+b.jpg",
                "100%.jpg",
                "%2e%2e%2f.jpg",
                "quotes'\"`.jpg",
                "Ärger-漢字-😀.jpg",
                "${sys.user.home}.jpg",
                "a//b",
                "../../etc/passwd",
                "./x/../y",
                "folder/",
                "a?b#c&d=e;f",
                "a\\b|c<d>e",
                "tab\tand\nline",
                "é".repeat(512));
    }

    @ParameterizedTest
    @MethodSource("hostileKeys")
    void shouldKeepAnyKeyAsItIs(String key) {
        put(key, "hello");

        assertThat(read(key)).isEqualTo("hello");
        assertThat(s3.listObjectsV2(l -> l.bucket(bucket).prefix(key)).contents())
                .extracting(o -> o.key())
                .contains(key);
        s3.deleteObject(d -> d.bucket(bucket).key(key));
        assertThatThrownBy(() -> read(key)).isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void shouldRefuseKeysOfMoreThan1024Bytes() {
        assertFails(400, "KeyTooLongError", () -> put("k".repeat(1025), "x"));
    }

    @ParameterizedTest
    @EnumSource(value = ChecksumAlgorithm.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN_TO_SDK_VERSION")
    void shouldVerifyStoreAndReturnEveryChecksum(ChecksumAlgorithm algorithm) {
        byte[] content = random(300_000);

        PutObjectResponse put = s3.putObject(
                p -> p.bucket(bucket).key("sum").checksumAlgorithm(algorithm), RequestBody.fromBytes(content));
        ResponseInputStream<GetObjectResponse> got =
                s3.getObject(g -> g.bucket(bucket).key("sum").checksumMode(ChecksumMode.ENABLED));

        assertThat(got).hasBinaryContent(content);
        assertThat(checksum(algorithm, got.response())).isNotNull().isEqualTo(checksum(algorithm, put));
    }

    @Test
    void shouldRefuseAWrongChecksum() {
        assertFails(
                400,
                "BadDigest",
                () -> s3.putObject(
                        p -> p.bucket(bucket).key("wrong-sum").checksumCRC32("AAAAAA=="), RequestBody.fromString("x")));
        assertThatThrownBy(() -> read("wrong-sum")).isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void shouldRefuseAWrongContentMd5() {
        assertFails(
                400,
                "BadDigest",
                () -> s3.putObject(
                        p -> p.bucket(bucket).key("md5").contentMD5("1B2M2Y8AsgTpgAmY7PhCfg=="),
                        RequestBody.fromString("x")));
    }

    @Test
    void shouldStreamFiftyMegabytes() throws IOException {
        byte[] content = random(50_000_000);

        s3.putObject(p -> p.bucket(bucket).key("large"), RequestBody.fromBytes(content));

        assertThat(s3.getObject(g -> g.bucket(bucket).key("large")).readAllBytes())
                .isEqualTo(content);
    }

    @Test
    void shouldKeepHeadersAndMetadata() {
        s3.putObject(
                p -> p.bucket(bucket)
                        .key("described")
                        .contentType("image/png")
                        .cacheControl("max-age=60")
                        .contentDisposition("inline")
                        .contentLanguage("de")
                        .metadata(Map.of("made-by", "me")),
                RequestBody.fromString("hello"));

        HeadObjectResponse head = s3.headObject(h -> h.bucket(bucket).key("described"));

        assertThat(head.contentType()).isEqualTo("image/png");
        assertThat(head.cacheControl()).isEqualTo("max-age=60");
        assertThat(head.contentDisposition()).isEqualTo("inline");
        assertThat(head.contentLanguage()).isEqualTo("de");
        assertThat(head.contentEncoding()).isNull();
        assertThat(head.metadata()).containsExactly(Map.entry("made-by", "me"));
        assertThat(head.contentLength()).isEqualTo(5);
        assertThat(head.eTag()).isEqualTo(HELLO_ETAG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=2-4:cde:bytes 2-4/6",
                "bytes=4-:ef:bytes 4-5/6",
                "bytes=-3:def:bytes 3-5/6",
                "bytes=0-99:abcdef:bytes 0-5/6"
            })
    void shouldReadARange(String example) throws IOException {
        String[] parts = example.split(":");
        put("range", "abcdef");

        ResponseInputStream<GetObjectResponse> got =
                s3.getObject(g -> g.bucket(bucket).key("range").range(parts[0]));

        assertThat(got.response().contentRange()).isEqualTo(parts[2]);
        assertThat(new String(got.readAllBytes(), UTF_8)).isEqualTo(parts[1]);
    }

    @Test
    void shouldRefuseARangeOutsideTheObject() {
        put("range", "abcdef");

        assertFails(
                416,
                "InvalidRange",
                () -> s3.getObject(g -> g.bucket(bucket).key("range").range("bytes=6-")));
    }

    @Test
    void shouldHonourConditionsWhenReading() {
        put("conditional", "hello");

        assertThat(s3.getObjectAsBytes(g -> g.bucket(bucket).key("conditional").ifMatch(HELLO_ETAG))
                        .asUtf8String())
                .isEqualTo("hello");
        assertFails(
                412,
                "PreconditionFailed",
                () -> s3.getObject(g -> g.bucket(bucket).key("conditional").ifMatch("\"other\"")));
        assertThatThrownBy(() ->
                        s3.getObject(g -> g.bucket(bucket).key("conditional").ifNoneMatch(HELLO_ETAG)))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
        assertThatThrownBy(() ->
                        s3.headObject(h -> h.bucket(bucket).key("conditional").ifNoneMatch(HELLO_ETAG)))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
    }

    @Test
    void shouldHonourConditionsWhenWriting() {
        assertFails(404, "NoSuchKey", () -> putIf(p -> p.key("guarded").ifMatch("\"any\""), "x"));
        putIf(p -> p.key("guarded").ifNoneMatch("*"), "hello");
        assertFails(412, "PreconditionFailed", () -> putIf(p -> p.key("guarded").ifNoneMatch("*"), "x"));
        assertFails(412, "PreconditionFailed", () -> putIf(p -> p.key("guarded").ifMatch("\"other\""), "x"));
        putIf(p -> p.key("guarded").ifMatch(HELLO_ETAG), "replaced");

        assertThat(read("guarded")).isEqualTo("replaced");
    }

    @Test
    void shouldHonourConditionsWhenDeleting() {
        put("doomed", "hello");

        assertFails(
                412,
                "PreconditionFailed",
                () -> s3.deleteObject(d -> d.bucket(bucket).key("doomed").ifMatch("\"other\"")));
        s3.deleteObject(d -> d.bucket(bucket).key("doomed").ifMatch(HELLO_ETAG));
        assertFails(
                404,
                "NoSuchKey",
                () -> s3.deleteObject(d -> d.bucket(bucket).key("doomed").ifMatch(HELLO_ETAG)));
        s3.deleteObject(d -> d.bucket(bucket).key("doomed"));
    }

    @Test
    void shouldLetExactlyOneOfManyConditionalWritersWin() throws Exception {
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String content = "writer " + i;
            writers.add(() -> {
                try {
                    putIf(p -> p.key("contended").ifNoneMatch("*"), content);
                    return true;
                } catch (S3Exception lost) {
                    return false;
                }
            });
        }

        assertThat(inParallel(writers)).containsOnlyOnce(true);
    }

    @Test
    void shouldCountWithCompareAndSet() throws Exception {
        put("counter", "0");
        List<Callable<Integer>> counters = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            counters.add(() -> {
                for (int n = 0; n < 10; ) {
                    ResponseInputStream<GetObjectResponse> got =
                            s3.getObject(g -> g.bucket(bucket).key("counter"));
                    int next = Integer.parseInt(new String(got.readAllBytes(), UTF_8)) + 1;
                    try {
                        putIf(p -> p.key("counter").ifMatch(got.response().eTag()), Integer.toString(next));
                        n++;
                    } catch (S3Exception lost) {
                        assertThat(lost.statusCode()).isEqualTo(412);
                    }
                }
                return 10;
            });
        }

        inParallel(counters);

        assertThat(read("counter")).isEqualTo("80");
    }

    @Test
    void shouldLetReadersFinishWithTheOldObjectWhenItIsReplaced() throws IOException {
        byte[] old = random(5_000_000);
        s3.putObject(p -> p.bucket(bucket).key("replaced"), RequestBody.fromBytes(old));

        try (ResponseInputStream<GetObjectResponse> reading =
                s3.getObject(g -> g.bucket(bucket).key("replaced"))) {
            byte[] start = reading.readNBytes(10);
            put("replaced", "new");
            byte[] rest = reading.readAllBytes();

            assertThat(start.length + rest.length).isEqualTo(old.length);
            assertThat(rest).isEqualTo(java.util.Arrays.copyOfRange(old, 10, old.length));
        }
        assertThat(read("replaced")).isEqualTo("new");
    }

    @Test
    void shouldDeleteInBatches() {
        put("batch 1", "x");
        put("batch 2", "hello");

        var deleted = s3.deleteObjects(d -> d.bucket(bucket)
                .delete(b -> b.objects(
                        ObjectIdentifier.builder().key("batch 1").build(),
                        ObjectIdentifier.builder()
                                .key("batch 2")
                                .eTag("\"other\"")
                                .build(),
                        ObjectIdentifier.builder().key("absent").build())));

        assertThat(deleted.deleted()).extracting(d -> d.key()).containsExactly("batch 1", "absent");
        assertThat(deleted.errors()).extracting(e -> e.code()).containsExactly("PreconditionFailed");
        assertThat(read("batch 2")).isEqualTo("hello");
    }

    @Test
    void shouldKeepTags() {
        s3.putObject(p -> p.bucket(bucket).key("tagged").tagging("a=b&c+d=e%26f"), RequestBody.fromString("x"));
        assertThat(tags("tagged")).isEqualTo(Map.of("a", "b", "c d", "e&f"));

        s3.putObjectTagging(p -> p.bucket(bucket).key("tagged").tagging(t -> t.tagSet(tag("x", "y"))));
        assertThat(tags("tagged")).isEqualTo(Map.of("x", "y"));
        assertThat(s3.headObject(h -> h.bucket(bucket).key("tagged")).eTag())
                .isEqualTo("\"9dd4e461268c8034f5c8564e155c67a6\"");

        s3.deleteObjectTagging(p -> p.bucket(bucket).key("tagged"));
        assertThat(tags("tagged")).isEmpty();
    }

    @Test
    void shouldCopyWithOrWithoutMetadata() {
        s3.putObject(
                p -> p.bucket(bucket)
                        .key("source +%")
                        .metadata(Map.of("a", "b"))
                        .tagging("t=1"),
                RequestBody.fromString("hello"));

        s3.copyObject(c -> c.sourceBucket(bucket)
                .sourceKey("source +%")
                .destinationBucket(bucket)
                .destinationKey("copy"));
        s3.copyObject(c -> c.sourceBucket(bucket)
                .sourceKey("source +%")
                .destinationBucket(bucket)
                .destinationKey("changed copy")
                .metadataDirective(MetadataDirective.REPLACE)
                .contentType("text/x"));

        assertThat(read("copy")).isEqualTo("hello");
        assertThat(s3.headObject(h -> h.bucket(bucket).key("copy")).metadata()).isEqualTo(Map.of("a", "b"));
        assertThat(tags("copy")).isEqualTo(Map.of("t", "1"));
        HeadObjectResponse changed = s3.headObject(h -> h.bucket(bucket).key("changed copy"));
        assertThat(changed.metadata()).isEmpty();
        assertThat(changed.contentType()).isEqualTo("text/x");
    }

    @Test
    void shouldRefuseToCopyWhatIsMissingUnchangedOrDifferent() {
        put("original", "hello");

        assertFails(404, "NoSuchKey", () -> copy("absent", "x", "*"));
        assertFails(400, "InvalidRequest", () -> copy("original", "original", "*"));
        assertFails(412, "PreconditionFailed", () -> copy("original", "x", "\"other\""));
    }

    private void copy(String from, String to, String ifMatch) {
        s3.copyObject(c -> c.sourceBucket(bucket)
                .sourceKey(from)
                .destinationBucket(bucket)
                .destinationKey(to)
                .copySourceIfMatch(ifMatch));
    }

    private void put(String key, String content) {
        putIf(p -> p.key(key), content);
    }

    private void putIf(java.util.function.Consumer<PutObjectRequest.Builder> request, String content) {
        s3.putObject(p -> request.accept(p.bucket(bucket)), RequestBody.fromString(content));
    }

    private String read(String key) {
        return s3.getObjectAsBytes(g -> g.bucket(bucket).key(key)).asUtf8String();
    }

    private Map<String, String> tags(String key) {
        Map<String, String> tags = new java.util.HashMap<>();
        s3.getObjectTagging(g -> g.bucket(bucket).key(key)).tagSet().forEach(t -> tags.put(t.key(), t.value()));
        return tags;
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static String checksum(ChecksumAlgorithm algorithm, GetObjectResponse response) {
        return switch (algorithm) {
            case CRC32 -> response.checksumCRC32();
            case CRC32_C -> response.checksumCRC32C();
            case SHA1 -> response.checksumSHA1();
            case SHA256 -> response.checksumSHA256();
            case CRC64_NVME -> response.checksumCRC64NVME();
            default -> throw new AssertionError(algorithm);
        };
    }

    private static String checksum(ChecksumAlgorithm algorithm, PutObjectResponse response) {
        return switch (algorithm) {
            case CRC32 -> response.checksumCRC32();
            case CRC32_C -> response.checksumCRC32C();
            case SHA1 -> response.checksumSHA1();
            case SHA256 -> response.checksumSHA256();
            case CRC64_NVME -> response.checksumCRC64NVME();
            default -> throw new AssertionError(algorithm);
        };
    }

    private static <T> List<T> inParallel(List<Callable<T>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    static void assertFails(int status, String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.statusCode()).isEqualTo(status);
        });
    }
}
