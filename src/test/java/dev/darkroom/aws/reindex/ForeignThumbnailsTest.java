package dev.darkroom.aws.reindex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.index.IndexEntry;
import dev.darkroom.sandbox.Fault;
import dev.darkroom.sandbox.FaultRule;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thumbnails that Darkroom did not store, such as those of the Lambda function that it takes the place of. */
class ForeignThumbnailsTest extends ReindexTestCase {

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
    void shouldListThemByTheirOwnTimeAndSize(String format) {
        foreign("old", encoded(format, 123, 45));

        assertThat(reindex().written()).isEqualTo(1);

        assertThat(index()).containsExactlyElementsOf(names(new IndexEntry(lastModified("old"), 123, 45, "old")));
    }

    @Test
    void shouldGiveThemTheSameEntryEachTime() {
        foreign("old.png", png(123, 45));
        reindex();
        var first = index();

        assertThat(reindex()).isEqualTo(new ReindexReport(1, 0, 1, 0, 0, 0, List.of()));
        assertThat(index()).isEqualTo(first);
    }

    @Test
    void shouldListThemAnewAfterTheyWereReplaced() {
        foreign("old.png", png(123, 45));
        reindex();
        foreign("old.png", png(45, 123));

        assertThat(reindex()).isEqualTo(new ReindexReport(1, 0, 0, 1, 1, 0, List.of()));
        assertThat(index())
                .containsExactlyElementsOf(names(new IndexEntry(lastModified("old.png"), 45, 123, "old.png")));
    }

    @Test
    void shouldTurnSizesOfPicturesUprightThatAreStoredSideways() {
        foreign("phone.jpg", sideways(encoded("jpg", 120, 80)));

        reindex();

        assertThat(index())
                .containsExactlyElementsOf(names(new IndexEntry(lastModified("phone.jpg"), 80, 120, "phone.jpg")));
    }

    /** The header of a JPEG begins behind what cameras write, a preview and a profile included. */
    @Test
    void shouldReadFurtherWhereTheHeaderBeginsLate() {
        foreign("camera.jpg", withComments(encoded("jpg", 120, 80), 5));
        sandbox.calls().reset();

        reindex();

        assertThat(index())
                .containsExactlyElementsOf(names(new IndexEntry(lastModified("camera.jpg"), 120, 80, "camera.jpg")));
        assertThat(calls()).containsEntry("s3:GetObject", 2L);
    }

    @Test
    void shouldReadEachOnlyOnceAndOnlyItsBeginning() {
        foreign("old.png", png(123, 45));
        sandbox.calls().reset();

        reindex();

        assertThat(calls()).containsEntry("s3:GetObject", 1L).containsEntry("s3:HeadObject", 2L);
    }

    @Test
    void shouldSkipAndReportWhatIsNoPictureAndLeaveItsEntries() {
        foreign("folder/", new byte[0]);
        foreign("notes.txt", "not a picture".getBytes());
        foreign("torn.png", Arrays.copyOf(png(9, 9), 12));
        list(entry("notes.txt"));

        ReindexReport report = reindex();

        assertThat(report.skippedPictures())
                .extracting(SkippedPicture::key)
                .containsExactly("folder/", "notes.txt", "torn.png");
        assertThat(report.skippedPictures()).extracting(SkippedPicture::reason).allMatch(reason -> !reason.isBlank());
        assertThat(report.skipped()).isEqualTo(3);
        assertThat(index()).containsExactlyElementsOf(names(entry("notes.txt")));
    }

    @Test
    void shouldSkipWhatIsArchived() {
        foreign("deep/frozen.jpg", encoded("jpg", 4, 3));
        sandbox.faults().add(FaultRule.on("s3:GetObject", Fault.error(403, "InvalidObjectState")));

        assertThat(reindex().skippedPictures())
                .containsExactly(new SkippedPicture("deep/frozen.jpg", "it is archived and cannot be read"));
    }

    private Instant lastModified(String key) {
        return s3.headObject(r -> r.bucket(BUCKET).key(key)).lastModified();
    }

    /** Behind the first marker, an EXIF segment that says: turn right. */
    private static byte[] sideways(byte[] jpeg) {
        byte[] exif = {
            (byte) 0xFF,
            (byte) 0xE1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            6,
            0,
            0,
            0,
            0,
            0,
            0
        };
        return inserted(jpeg, exif);
    }

    private static byte[] withComments(byte[] jpeg, int comments) {
        byte[] comment = new byte[2 + 0xFFFF];
        Arrays.fill(comment, (byte) ' ');
        comment[0] = (byte) 0xFF;
        comment[1] = (byte) 0xFE;
        comment[2] = (byte) 0xFF;
        comment[3] = (byte) 0xFF;
        byte[] longer = jpeg;
        for (int i = 0; i < comments; i++) {
            longer = inserted(longer, comment);
        }
        return longer;
    }

    private static byte[] inserted(byte[] jpeg, byte[] segment) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.writeBytes(segment);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }
}
