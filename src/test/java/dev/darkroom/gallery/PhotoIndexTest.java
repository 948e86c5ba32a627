package dev.darkroom.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.index.IndexEntry;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import dev.darkroom.support.SandboxClients;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.S3Object;

class PhotoIndexTest {

    private static final String BUCKET = "photos-out";
    private static final Logger LOG = Logger.getLogger("darkroom.gallery");

    private final Warnings warnings = new Warnings();
    private Sandbox sandbox;
    private S3Client s3;
    private PhotoIndex index;

    @BeforeEach
    void startSandbox() throws IOException {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        s3 = AwsClients.s3(SandboxClients.connection(sandbox));
        s3.createBucket(r -> r.bucket(BUCKET));
        index = new PhotoIndex(s3, BUCKET, 400, 300);
        LOG.addHandler(warnings);
    }

    @AfterEach
    void stopSandbox() {
        LOG.removeHandler(warnings);
        s3.close();
        sandbox.close();
    }

    @Test
    void shouldTakeOneListForAPageOfTheIndex() {
        put("a.jpg", "thumbnail");
        IndexEntry listed = new IndexEntry(Instant.parse("2026-03-01T12:00:00Z"), 400, 267, "a.jpg");
        put(listed.objectKey(), "");

        assertThat(index.page(Optional.empty(), 60).photos()).containsExactly(listed);
        assertThat(sandbox.calls().count("s3:ListObjectsV2")).isEqualTo(1);
        assertThat(warnings.lines).isEmpty();
    }

    @Test
    void shouldTakeOneListForTheEndOfTheIndex() {
        IndexEntry last = new IndexEntry(Instant.parse("2026-03-01T12:00:00Z"), 400, 267, "a.jpg");
        put("a.jpg", "thumbnail");

        PhotoPage page = index.page(Optional.of(new Cursor(last.objectKey())), 60);

        assertThat(page.photos()).isEmpty();
        assertThat(sandbox.calls().count("s3:ListObjectsV2")).isEqualTo(1);
    }

    @Test
    void shouldShowTheNewestPhotosOfABucketThatHasNoIndex() {
        List<String> keys = List.of("z/first", "a second\u001B%.png", "m third");
        keys.forEach(this::putLaterThanTheOthers);
        put("folder/", "");

        PhotoPage page = index.page(Optional.empty(), 2);

        assertThat(page.photos()).extracting(IndexEntry::key).containsExactly("m third", "a second\u001B%.png");
        assertThat(page.photos()).allMatch(photo -> photo.width() == 400 && photo.height() == 300);
        assertThat(page.next()).isEmpty();
    }

    @Test
    void shouldSayOnceWhatToDoAboutAMissingIndex() {
        put("a.jpg", "thumbnail");

        index.page(Optional.empty(), 60);
        index.page(Optional.empty(), 60);

        assertThat(warnings.lines).singleElement().asString().contains(BUCKET, "reindex");
    }

    @Test
    void shouldSayNothingAboutAnEmptyBucket() {
        assertThat(index.page(Optional.empty(), 60)).isEqualTo(new PhotoPage(List.of(), Optional.empty()));
        assertThat(warnings.lines).isEmpty();
    }

    /** S3 dates objects to the millisecond at best, so within one no order is known. */
    private void putLaterThanTheOthers(String key) {
        Instant before = newest();
        do {
            put(key, "thumbnail");
        } while (!newest().isAfter(before));
    }

    private Instant newest() {
        return s3.listObjectsV2(r -> r.bucket(BUCKET).encodingType(EncodingType.URL)).contents().stream()
                .map(S3Object::lastModified)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private void put(String key, String content) {
        s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString(content));
    }

    private static final class Warnings extends Handler {

        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                lines.add(entry.getMessage());
            }
        }

        @Override
        public void flush() {
            // everything is kept at once
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
