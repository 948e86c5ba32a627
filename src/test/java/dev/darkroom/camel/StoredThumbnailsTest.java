package dev.darkroom.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.AwsConnection;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.Thumbnail;
import dev.darkroom.index.IndexEntry;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import dev.darkroom.support.SandboxClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Two workers, or two versions of a picture, meet at one thumbnail. Every order of their steps ends with the last upload. */
class StoredThumbnailsTest {

    private static final String KEY = "holiday.jpg";
    private static final Instant FIRST = Instant.parse("2026-03-01T12:00:00.000Z");
    private static final Instant SECOND = Instant.parse("2026-03-01T12:00:05.000Z");

    private Sandbox sandbox;
    private S3Client s3;
    private StoredThumbnails stored;

    @BeforeEach
    void startSandbox() throws IOException {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        AwsConnection connection = SandboxClients.connection(sandbox);
        s3 = AwsClients.s3(connection);
        s3.createBucket(r -> r.bucket("uploads"));
        s3.createBucket(r -> r.bucket("thumbs"));
        stored = new StoredThumbnails(s3, "thumbs", "no-cache");
    }

    @AfterEach
    void stopSandbox() {
        s3.close();
        sandbox.close();
    }

    @Test
    void shouldKeepTheThumbnailThatAnotherWorkerMadeOfTheSameOriginal() throws UploadSupersededException {
        FittedUpload mine = upload("picture", FIRST, 400, 300);
        FittedUpload theirs = new FittedUpload(
                new Original(mine.original().upload(), mine.original().eTag(), SECOND, new byte[0]), mine.thumbnail());
        store(theirs);

        assertThat(stored.settle(mine)).isEqualTo(theirs.entry());
    }

    @Test
    void shouldReplaceTheThumbnailOfAnEarlierUploadAndItsIndexEntry() throws UploadSupersededException {
        FittedUpload old = upload("old picture", FIRST, 400, 300);
        store(old);
        index(old.entry());
        FittedUpload latest = upload("new picture", SECOND, 300, 400);

        assertThat(stored.settle(latest)).isEqualTo(latest.entry());
        assertThat(thumbnail()).isEqualTo("thumbnail of new picture");
        assertThat(indexed()).isEmpty();
    }

    @Test
    void shouldFinishForAWorkerThatDiedBetweenReplacingAThumbnailAndItsIndexEntry() throws UploadSupersededException {
        FittedUpload old = upload("old picture", FIRST, 400, 300);
        index(old.entry());
        FittedUpload latest = upload("new picture", SECOND, 300, 400);
        store(latest, Optional.of(old.entry()));

        assertThat(stored.settle(latest)).isEqualTo(latest.entry());
        assertThat(indexed()).isEmpty();
    }

    @Test
    void shouldGiveWayToANewerThumbnailWhoseOriginalIsGoneAlready() {
        FittedUpload slow = upload("old picture", FIRST, 400, 300);
        FittedUpload latest = upload("new picture", SECOND, 300, 400);
        store(latest);
        s3.deleteObject(r -> r.bucket("uploads").key(KEY));

        assertThatExceptionOfType(UploadSupersededException.class).isThrownBy(() -> stored.settle(slow));
        assertThat(thumbnail()).isEqualTo("thumbnail of new picture");
    }

    @Test
    void shouldGiveWayToANewerOriginalThatNobodyHasFittedYet() {
        FittedUpload older = upload("oldest picture", FIRST, 400, 300);
        store(older);
        FittedUpload slow = upload("old picture", FIRST, 400, 300);
        upload("new picture", SECOND, 300, 400);

        assertThatExceptionOfType(UploadSupersededException.class).isThrownBy(() -> stored.settle(slow));
        assertThat(thumbnail()).isEqualTo("thumbnail of oldest picture");
    }

    @Test
    void shouldReplaceWhatOthersStoredUnderTheKey() throws UploadSupersededException {
        s3.putObject(r -> r.bucket("thumbs").key(KEY), RequestBody.fromString("from before Darkroom"));
        FittedUpload mine = upload("picture", FIRST, 400, 300);

        assertThat(stored.settle(mine)).isEqualTo(mine.entry());
        assertThat(thumbnail()).isEqualTo("thumbnail of picture");
    }

    @Test
    void shouldStoreAnewWhatWasDeletedMeanwhile() throws UploadSupersededException {
        FittedUpload mine = upload("picture", FIRST, 400, 300);

        assertThat(stored.settle(mine)).isEqualTo(mine.entry());
        assertThat(thumbnail()).isEqualTo("thumbnail of picture");
    }

    private FittedUpload upload(String picture, Instant uploadedAt, int width, int height) {
        String eTag = s3.putObject(r -> r.bucket("uploads").key(KEY), RequestBody.fromString(picture))
                .eTag();
        Upload upload = new Upload("uploads", KEY, Optional.of(uploadedAt));
        byte[] content = ("thumbnail of " + picture).getBytes(StandardCharsets.UTF_8);
        return new FittedUpload(
                new Original(upload, eTag, uploadedAt, picture.getBytes(StandardCharsets.UTF_8)),
                new Thumbnail(
                        content,
                        ImageFormat.JPEG,
                        width,
                        height,
                        new Thumbnail.Source(ImageFormat.JPEG, width * 4, height * 4, 1),
                        Set.of()));
    }

    private void store(FittedUpload fitted) {
        store(fitted, Optional.empty());
    }

    private void store(FittedUpload fitted, Optional<IndexEntry> replaced) {
        s3.putObject(
                r -> r.bucket("thumbs")
                        .key(KEY)
                        .metadata(fitted.replacing(replaced).toMap()),
                RequestBody.fromBytes(fitted.content()));
    }

    private void index(IndexEntry entry) {
        s3.putObject(r -> r.bucket("thumbs").key(entry.objectKey()), RequestBody.empty());
    }

    private List<String> indexed() {
        return s3.listObjectsV2(r -> r.bucket("thumbs").prefix(IndexEntry.PREFIX)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private String thumbnail() {
        return s3.getObjectAsBytes(r -> r.bucket("thumbs").key(KEY)).asUtf8String();
    }
}
