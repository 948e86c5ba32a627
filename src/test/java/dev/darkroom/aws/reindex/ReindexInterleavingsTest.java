package dev.darkroom.aws.reindex;

import static dev.darkroom.aws.reindex.ReindexTestCase.BUCKET;
import static dev.darkroom.aws.reindex.ReindexTestCase.SIZES;
import static dev.darkroom.aws.reindex.ReindexTestCase.entry;
import static dev.darkroom.aws.reindex.ReindexTestCase.later;
import static dev.darkroom.aws.reindex.ReindexTestCase.names;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.index.IndexEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Every way in which the steps of somebody else can fall between the calls of a run. */
class ReindexInterleavingsTest {

    private static final IndexEntry OLD = entry("a.jpg");
    private static final IndexEntry NEW = later(OLD, 3);

    /** More than any run makes, as is checked. */
    private static final int MOST_CALLS = 14;

    /** As the resizer does: the thumbnail, then the old entry, then its own. */
    private static final List<Consumer<InterruptedS3>> REPLACEMENT =
            List.of(s3 -> s3.thumbnail(NEW), s3 -> s3.unlist(OLD), s3 -> s3.list(NEW));

    private static final List<Consumer<InterruptedS3>> FIRST_UPLOAD =
            List.of(s3 -> s3.thumbnail(OLD), s3 -> s3.list(OLD));

    private static final List<Consumer<InterruptedS3>> DELETION =
            List.of(s3 -> s3.delete(OLD.key()), s3 -> s3.unlist(OLD));

    @Test
    void shouldListOnlyTheNewestWhereAnIndexedPictureIsUploadedAgain() {
        everyInterleaving(
                s3 -> {
                    s3.thumbnail(OLD);
                    s3.list(OLD);
                },
                REPLACEMENT,
                NEW);
    }

    @Test
    void shouldListOnlyTheNewestWhereAPictureWithoutEntryIsUploadedAgain() {
        everyInterleaving(s3 -> s3.thumbnail(OLD), REPLACEMENT, NEW);
    }

    @Test
    void shouldListOnlyTheNewestWhereAPictureWithAStaleEntryIsUploadedAgain() {
        everyInterleaving(
                s3 -> {
                    s3.thumbnail(OLD);
                    s3.list(later(OLD, -9));
                },
                REPLACEMENT,
                NEW);
    }

    @Test
    void shouldListAPictureThatIsUploadedMeanwhile() {
        everyInterleaving(s3 -> {}, FIRST_UPLOAD, OLD);
    }

    @Test
    void shouldListAPictureThatComesBackWhereOnlyItsEntryWasLeft() {
        everyInterleaving(s3 -> s3.list(OLD), FIRST_UPLOAD, OLD);
    }

    @Test
    void shouldNotListAPictureThatIsDeletedMeanwhile() {
        everyInterleaving(s3 -> s3.thumbnail(OLD), DELETION);
    }

    private static void everyInterleaving(
            Consumer<InterruptedS3> before, List<Consumer<InterruptedS3>> steps, IndexEntry... expected) {
        for (int first = 0; first < MOST_CALLS; first++) {
            for (int second = first; second < MOST_CALLS; second++) {
                for (int third = second; third < MOST_CALLS; third++) {
                    InterruptedS3 s3 = new InterruptedS3(BUCKET, steps, List.of(first, second, third));
                    before.accept(s3);
                    new Reindex(s3, BUCKET, SIZES, Reindex.Mode.REPAIR, progress -> {}).run(Optional.empty());
                    s3.finish();
                    assertThat(s3.index())
                            .as("steps before the calls %d, %d, %d", first, second, third)
                            .containsExactlyInAnyOrderElementsOf(names(expected));
                    assertThat(s3.calls()).isLessThan(MOST_CALLS);
                }
            }
        }
    }
}
