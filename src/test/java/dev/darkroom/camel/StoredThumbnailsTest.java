package dev.darkroom.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.AwsConnection;
import dev.darkroom.image.ImageException;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.PictureInfo;
import dev.darkroom.index.IndexEntry;
import dev.darkroom.index.ThumbnailMetadata;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import dev.darkroom.support.SandboxClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.util.ObjectHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Two workers, or two versions of a picture, meet at one thumbnail. Every order of their steps ends with the last upload. */
class StoredThumbnailsTest {

    private static final String KEY = "holiday.jpg";
    private static final Instant FIRST = Instant.parse("2026-03-01T12:00:00.000Z");
    private static final Instant SECOND = Instant.parse("2026-03-01T12:00:05.000Z");

    private static final Instant THIRD = Instant.parse("2026-03-01T12:00:10.000Z");

    /** Bytes of a PNG's last chunk, before which a mark is put. */
    private static final int TRAILER = 12;

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
    void shouldAgreeWithAnotherWorkerThatStoredTheSameOriginal() throws NothingLeftToDoException {
        FittedUpload mine = upload("picture", FIRST, 400, 300);
        FittedUpload theirs = new FittedUpload(
                new Original(mine.original().upload(), mine.original().eTag(), SECOND), mine.content(), mine.picture());
        store(theirs);

        assertThat(stored.settle(mine)).isEqualTo(theirs.entry());
    }

    @Test
    void shouldNotLetASlowWorkerReplaceAThumbnailThatWasConfirmedSince() throws NothingLeftToDoException {
        FittedUpload mine = upload("picture", FIRST, 400, 300);
        store(mine);
        String seenBySlowWorker =
                s3.headObject(r -> r.bucket("thumbs").key(KEY)).eTag();

        stored.settle(mine);

        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> s3.putObject(
                        r -> r.bucket("thumbs").key(KEY).ifMatch(seenBySlowWorker), RequestBody.fromString("older")))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(412));
    }

    @Test
    void shouldMoveAPictureToTheFrontThatIsUploadedAgain() throws NothingLeftToDoException {
        FittedUpload before = upload("picture", FIRST, 400, 300);
        store(before);
        index(before.entry());
        FittedUpload again = upload("picture", SECOND, 300, 225);

        assertThat(stored.settle(again)).isEqualTo(again.entry());
        assertThat(indexed()).isEmpty();
    }

    @Test
    void shouldReplaceTheThumbnailOfAnEarlierUploadAndItsIndexEntry() throws NothingLeftToDoException {
        FittedUpload old = upload("old picture", FIRST, 400, 300);
        store(old);
        index(old.entry());
        FittedUpload latest = upload("new picture", SECOND, 300, 400);

        assertThat(stored.settle(latest)).isEqualTo(latest.entry());
        assertThat(thumbnail()).startsWith("thumbnail of new picture");
        assertThat(indexed()).isEmpty();
    }

    @Test
    void shouldFinishForAWorkerThatDiedBetweenReplacingAThumbnailAndItsIndexEntry() throws NothingLeftToDoException {
        FittedUpload old = upload("old picture", FIRST, 400, 300);
        index(old.entry());
        FittedUpload latest = upload("new picture", SECOND, 300, 400);
        store(latest, old.metadata().succeededBy(latest.original().eTag(), latest.entry()));

        assertThat(stored.settle(latest)).isEqualTo(latest.entry());
        assertThat(indexed()).isEmpty();
    }

    @Test
    void shouldGiveWayToANewerThumbnailWhoseOriginalIsGoneAlready() {
        FittedUpload slow = upload("old picture", FIRST, 400, 300);
        FittedUpload latest = upload("new picture", SECOND, 300, 400);
        store(latest);
        s3.deleteObject(r -> r.bucket("uploads").key(KEY));

        assertThatExceptionOfType(NothingLeftToDoException.class).isThrownBy(() -> stored.settle(slow));
        assertThat(thumbnail()).startsWith("thumbnail of new picture");
    }

    @Test
    void shouldGiveWayToANewerOriginalThatNobodyHasFittedYet() {
        FittedUpload older = upload("oldest picture", FIRST, 400, 300);
        store(older);
        FittedUpload slow = upload("old picture", FIRST, 400, 300);
        upload("new picture", SECOND, 300, 400);

        assertThatExceptionOfType(NothingLeftToDoException.class).isThrownBy(() -> stored.settle(slow));
        assertThat(thumbnail()).startsWith("thumbnail of oldest picture");
    }

    @Test
    void shouldReplaceWhatOthersStoredUnderTheKey() throws NothingLeftToDoException {
        s3.putObject(r -> r.bucket("thumbs").key(KEY), RequestBody.fromString("from before Darkroom"));
        FittedUpload mine = upload("picture", FIRST, 400, 300);

        assertThat(stored.settle(mine)).isEqualTo(mine.entry());
        assertThat(thumbnail()).startsWith("thumbnail of picture");
    }

    @Test
    void shouldTakeOutTheEntryThatReindexWroteForTheThumbnailOfSomebodyElse() throws NothingLeftToDoException {
        s3.putObject(r -> r.bucket("thumbs").key(KEY), RequestBody.fromString("from before Darkroom"));
        Instant time = s3.headObject(r -> r.bucket("thumbs").key(KEY)).lastModified();
        IndexEntry neighbour = new IndexEntry(time, 320, 240, "another" + KEY);
        index(new IndexEntry(time, 320, 240, KEY));
        index(neighbour);
        FittedUpload mine = upload("picture", FIRST, 400, 300);

        assertThat(stored.settle(mine)).isEqualTo(mine.entry());
        assertThat(indexed()).containsExactly(neighbour.objectKey());
    }

    @Test
    void shouldStoreAnewWhatWasDeletedMeanwhile() throws NothingLeftToDoException {
        FittedUpload mine = upload("picture", FIRST, 400, 300);

        assertThat(stored.settle(mine)).isEqualTo(mine.entry());
        assertThat(thumbnail()).startsWith("thumbnail of picture");
    }

    @Test
    void shouldTakeOutTheEntryThatItWroteAfterANewerPictureWasFinished() {
        FittedUpload slow = upload("old picture", FIRST, 400, 300);
        FittedUpload latest = upload("new picture", SECOND, 300, 400);
        store(latest);
        index(latest.entry());
        index(slow.entry());

        stored.tidy(slow.original().upload(), Optional.of(slow.entry()));

        assertThat(indexed()).containsExactly(latest.entry().objectKey());
    }

    @Test
    void shouldTakeOutTheEntryOfAWorkerThatDiedAfterTwoNewerPicturesWereFinished() {
        FittedUpload dead = upload("old picture", FIRST, 400, 300);
        FittedUpload newer = upload("newer picture", SECOND, 300, 400);
        FittedUpload latest = upload("newest picture", THIRD, 400, 400);
        store(
                latest,
                dead.metadata()
                        .succeededBy(newer.original().eTag(), newer.entry())
                        .succeededBy(latest.original().eTag(), latest.entry()));
        index(dead.entry());
        index(latest.entry());

        stored.tidy(dead.original().upload(), Optional.empty());

        assertThat(indexed()).containsExactly(latest.entry().objectKey());
    }

    @Test
    void shouldListTheThumbnailOfAWorkerThatDiedBeforeItCameToTheIndex() {
        FittedUpload dead = upload("picture", FIRST, 400, 300);
        store(dead);

        stored.tidy(dead.original().upload(), Optional.empty());

        assertThat(indexed()).containsExactly(dead.entry().objectKey());
    }

    @Test
    void shouldListNothingWithoutAThumbnail() {
        FittedUpload mine = upload("picture", FIRST, 400, 300);
        index(mine.entry());

        stored.tidy(mine.original().upload(), Optional.of(mine.entry()));

        assertThat(indexed()).isEmpty();
    }

    /** The upload is not to blame for what a step makes of it. */
    @Test
    void shouldNotSayThatTheUploadIsNoPictureWhenAStepLeavesNone() throws IOException {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            Original original = upload("picture", FIRST, 400, 300).original();

            Throwable refused = catchThrowable(
                    () -> stored.store("text".getBytes(StandardCharsets.UTF_8), original, new DefaultExchange(camel)));

            assertThat(refused).isInstanceOf(IllegalStateException.class).hasMessageContaining("not-an-image");
            assertThat(ObjectHelper.getException(ImageException.class, refused)).isNull();
        }
    }

    private FittedUpload upload(String picture, Instant uploadedAt, int width, int height) {
        String eTag = s3.putObject(r -> r.bucket("uploads").key(KEY), RequestBody.fromString(picture))
                .eTag();
        byte[] content = ("thumbnail of " + picture + " ".repeat(TRAILER)).getBytes(StandardCharsets.UTF_8);
        Upload upload = new Upload("uploads", KEY, Optional.of(uploadedAt), Optional.empty());
        return new FittedUpload(
                new Original(upload, eTag, uploadedAt), content, new PictureInfo(ImageFormat.PNG, width, height, 1));
    }

    private void store(FittedUpload fitted) {
        store(fitted, fitted.metadata());
    }

    private void store(FittedUpload fitted, ThumbnailMetadata metadata) {
        s3.putObject(
                r -> r.bucket("thumbs").key(KEY).metadata(metadata.toMap()), RequestBody.fromBytes(fitted.content()));
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
        return s3.getObjectAsBytes(r -> r.bucket("thumbs").key(KEY)).asString(StandardCharsets.ISO_8859_1);
    }
}
