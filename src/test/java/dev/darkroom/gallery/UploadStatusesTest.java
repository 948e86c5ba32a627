package dev.darkroom.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.index.IndexEntry;
import dev.darkroom.index.ThumbnailMetadata;
import dev.darkroom.sandbox.Fault;
import dev.darkroom.sandbox.FaultRule;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import dev.darkroom.support.SandboxClients;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.model.Tag;

/** What is told of an upload while workers work and visitors upload, also between one look and the next. */
class UploadStatusesTest {

    private static final String KEY = "holiday.jpg";
    private static final IndexEntry ENTRY = new IndexEntry(Instant.parse("2026-03-01T12:00:00.123Z"), 400, 300, KEY);
    private static final UploadStatus WAITING = new UploadStatus.Waiting();
    private static final UploadStatus READY = new UploadStatus.Ready(KEY, Optional.of(ENTRY));

    private Sandbox sandbox;
    private S3Client s3;
    private UploadStatuses statuses;

    @BeforeEach
    void startSandbox() throws IOException {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        s3 = AwsClients.s3(SandboxClients.connection(sandbox));
        s3.createBucket(r -> r.bucket("uploads"));
        s3.createBucket(r -> r.bucket("thumbs"));
        statuses = new UploadStatuses(s3, "uploads", "thumbs");
    }

    @AfterEach
    void stopSandbox() {
        s3.close();
        sandbox.close();
    }

    @Test
    void shouldKnowNothingOfWhatWasNeverUploaded() {
        assertThat(status(KEY)).isEmpty();
    }

    @Test
    void shouldTellToWaitWhileTheOriginalIsThere() {
        upload(KEY);

        assertThat(status(KEY)).contains(WAITING);
    }

    @Test
    void shouldTellThatAThumbnailIsReady() {
        storeThumbnail();

        assertThat(status(KEY)).contains(READY);
    }

    @Test
    void shouldTellToWaitForTheLaterUploadAlthoughTheEarlierHasAThumbnail() {
        storeThumbnail();
        upload(KEY);

        assertThat(status(KEY)).contains(WAITING);
    }

    @Test
    void shouldTellWhyAnUploadWasRejected() {
        storeThumbnail();
        upload(KEY);
        tag(KEY, "darkroom-rejected", "not-an-image");

        assertThat(status(KEY)).contains(new UploadStatus.Rejected("not-an-image"));
    }

    @Test
    void shouldNotTakeOtherTagsForARejection() {
        upload(KEY);
        tag(KEY, "owner", "not-an-image");

        assertThat(status(KEY)).contains(WAITING);
    }

    @Test
    void shouldForgetTheRejectionOfAnUploadThatWasReplaced() {
        upload(KEY);
        tag(KEY, "darkroom-rejected", "not-an-image");
        upload(KEY);

        assertThat(status(KEY)).contains(WAITING);
    }

    @Test
    void shouldClaimNothingOfThumbnailsThatOthersStored() {
        s3.putObject(r -> r.bucket("thumbs").key(KEY), RequestBody.fromString("from before Darkroom"));

        assertThat(status(KEY)).contains(new UploadStatus.Ready(KEY, Optional.empty()));
    }

    @Test
    void shouldNotTakeTheGalleryIndexForPictures() {
        String entry = ENTRY.objectKey();
        s3.putObject(r -> r.bucket("thumbs").key(entry), RequestBody.empty());

        assertThat(status(entry)).isEmpty();
    }

    @Test
    void shouldTellWhatBecomesOfUploadsWithReservedNames() {
        String key = ".gallery/fake.jpg";
        upload(key);
        assertThat(status(key)).contains(WAITING);

        tag(key, "darkroom-rejected", "key-reserved");
        assertThat(status(key)).contains(new UploadStatus.Rejected("key-reserved"));
    }

    @Test
    void shouldFindTheThumbnailWhenTheOriginalIsFinishedBeforeItsTagsAreRead() {
        upload(KEY);
        UploadStatuses interrupted = interruptedBefore(GetObjectTaggingRequest.class, 1, this::finish);

        assertThat(find(interrupted, KEY)).contains(READY);
    }

    @Test
    void shouldTellToWaitWhenTheOriginalIsReplacedBeforeItsTagsAreRead() {
        upload(KEY);
        tag(KEY, "darkroom-rejected", "not-an-image");
        UploadStatuses interrupted = interruptedBefore(GetObjectTaggingRequest.class, 1, () -> upload(KEY));

        assertThat(find(interrupted, KEY)).contains(WAITING);
    }

    @Test
    void shouldNoticeAnUploadThatArrivesBetweenTheLooks() {
        UploadStatuses interrupted = interruptedBefore(HeadObjectRequest.class, 2, () -> upload(KEY));

        assertThat(find(interrupted, KEY)).contains(WAITING);
    }

    @Test
    void shouldFindTheThumbnailOfAnUploadThatArrivesAndIsFinishedBetweenTheLooks() {
        UploadStatuses interrupted = interruptedBefore(HeadObjectRequest.class, 2, this::finish);

        assertThat(find(interrupted, KEY)).contains(READY);
    }

    @Test
    void shouldNotTellThatNothingIsKnownWhenS3CannotTell() {
        sandbox.faults().add(FaultRule.on("s3:HeadObject", Fault.error(503, "SlowDown")));

        assertThatExceptionOfType(SdkException.class).isThrownBy(() -> status(KEY));
    }

    @Test
    void shouldNeedTwoCallsForWhatIsKnownAndThreeForWhatIsNot() {
        storeThumbnail();
        upload("waiting.jpg");
        sandbox.calls().reset();
        status(KEY);
        assertThat(sandbox.calls().counts()).hasSize(1).containsEntry("s3:HeadObject", 2L);

        sandbox.calls().reset();
        status("waiting.jpg");
        assertThat(sandbox.calls().counts())
                .hasSize(2)
                .containsEntry("s3:HeadObject", 1L)
                .containsEntry("s3:GetObjectTagging", 1L);

        sandbox.calls().reset();
        status("unknown.jpg");
        assertThat(sandbox.calls().counts()).hasSize(1).containsEntry("s3:HeadObject", 3L);
    }

    private Optional<UploadStatus> status(String key) {
        return find(statuses, key);
    }

    private static Optional<UploadStatus> find(UploadStatuses statuses, String key) {
        return statuses.find(new UploadKey(key));
    }

    private void upload(String key) {
        s3.putObject(r -> r.bucket("uploads").key(key), RequestBody.fromString("picture"));
    }

    private void tag(String key, String name, String value) {
        s3.putObjectTagging(r -> r.bucket("uploads")
                .key(key)
                .tagging(t -> t.tagSet(Tag.builder().key(name).value(value).build())));
    }

    private void storeThumbnail() {
        ThumbnailMetadata metadata = ThumbnailMetadata.first("\"etag\"", ENTRY);
        s3.putObject(r -> r.bucket("thumbs").key(KEY).metadata(metadata.toMap()), RequestBody.fromString("thumbnail"));
    }

    /** What a worker does, in its order. */
    private void finish() {
        storeThumbnail();
        s3.deleteObject(r -> r.bucket("uploads").key(KEY));
    }

    /** Statuses whose n-th call of a kind finds that something has happened just before it. */
    private UploadStatuses interruptedBefore(Class<? extends S3Request> call, int n, Runnable event) {
        S3Client interrupted = new DelegatingS3Client(s3) {
            private int calls;

            @Override
            protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
                if (call.isInstance(request) && ++calls == n) {
                    event.run();
                }
                return operation.apply(request);
            }
        };
        return new UploadStatuses(interrupted, "uploads", "thumbs");
    }
}
