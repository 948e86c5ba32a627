package dev.darkroom.sandbox;

import static dev.darkroom.sandbox.S3ObjectTest.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3ListTest extends SandboxTestCase {
    private static final List<String> KEYS =
            List.of("a", "b/1", "b/2", "b/c/3", "d e+%", "z/", "z/\uFFFD", "z/\uD83D\uDE00");

    private final String bucket = newBucket();

    @BeforeAll
    void putObjects() {
        KEYS.forEach(key -> s3.putObject(p -> p.bucket(bucket).key(key), RequestBody.fromString(key)));
    }

    @Test
    void shouldListInTheOrderOfUtf8Bytes() {
        assertThat(keys(s3.listObjectsV2(l -> l.bucket(bucket)))).isEqualTo(KEYS);
    }

    @Test
    void shouldPageThroughAllKeysOnce() {
        List<String> keys = new ArrayList<>();

        s3.listObjectsV2Paginator(l -> l.bucket(bucket).maxKeys(3)).contents().forEach(o -> keys.add(o.key()));

        assertThat(keys).isEqualTo(KEYS);
    }

    @Test
    void shouldPageThroughKeysAndPrefixesOnce() {
        List<String> entries = new ArrayList<>();

        s3.listObjectsV2Paginator(l -> l.bucket(bucket).delimiter("/").maxKeys(1))
                .forEach(page -> {
                    assertThat(page.keyCount()).isEqualTo(1);
                    entries.addAll(keys(page));
                    entries.addAll(prefixes(page));
                });

        assertThat(entries).containsExactly("a", "b/", "d e+%", "z/");
    }

    @Test
    void shouldListBelowAPrefix() {
        ListObjectsV2Response list =
                s3.listObjectsV2(l -> l.bucket(bucket).prefix("b/").delimiter("/"));

        assertThat(keys(list)).containsExactly("b/1", "b/2");
        assertThat(prefixes(list)).containsExactly("b/c/");
        assertThat(list.isTruncated()).isFalse();
    }

    @Test
    void shouldStartAfterAKeyThatNeedNotExist() {
        assertThat(keys(s3.listObjectsV2(
                        l -> l.bucket(bucket).startAfter("b/1x").maxKeys(2))))
                .containsExactly("b/2", "b/c/3");
    }

    @Test
    void shouldReturnNothingForZeroKeys() {
        ListObjectsV2Response list = s3.listObjectsV2(l -> l.bucket(bucket).maxKeys(0));

        assertThat(list.contents()).isEmpty();
        assertThat(list.isTruncated()).isFalse();
    }

    @Test
    void shouldListByVersionOneOfTheApi() {
        var first = s3.listObjects(l -> l.bucket(bucket).delimiter("/").maxKeys(2));
        var second = s3.listObjects(l -> l.bucket(bucket).delimiter("/").marker(first.nextMarker()));

        assertThat(first.nextMarker()).isEqualTo("b/");
        assertThat(second.contents()).extracting(S3Object::key).containsExactly("d e+%");
        assertThat(second.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("z/");
    }

    @Test
    void shouldRefuseAMadeUpToken() {
        assertFails(
                400,
                "InvalidArgument",
                () -> s3.listObjectsV2(l -> l.bucket(bucket).continuationToken("§")));
    }

    private static List<String> keys(ListObjectsV2Response page) {
        return page.contents().stream().map(S3Object::key).toList();
    }

    private static List<String> prefixes(ListObjectsV2Response page) {
        return page.commonPrefixes().stream().map(CommonPrefix::prefix).toList();
    }
}
