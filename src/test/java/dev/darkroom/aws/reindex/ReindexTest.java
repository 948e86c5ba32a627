package dev.darkroom.aws.reindex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.darkroom.index.IndexEntry;
import dev.darkroom.sandbox.Fault;
import dev.darkroom.sandbox.FaultRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.S3Exception;

class ReindexTest extends ReindexTestCase {

    @Test
    void shouldWriteMissingEntries() {
        IndexEntry beach = thumbnail(entry("holiday/beach.jpg"));
        IndexEntry zoo = thumbnail(entry("zoo.jpg"));

        ReindexReport report = reindex();

        assertThat(index()).containsExactlyInAnyOrderElementsOf(names(beach, zoo));
        assertThat(report).isEqualTo(new ReindexReport(2, 0, 0, 2, 0, 0, List.of()));
    }

    @Test
    void shouldChangeNothingWhereAllIsRight() {
        list(thumbnail(entry("a.jpg")), thumbnail(entry("b.jpg")));
        sandbox.calls().reset();

        assertThat(reindex()).isEqualTo(new ReindexReport(2, 0, 2, 0, 0, 0, List.of()));
        assertThat(calls()).containsOnlyKeys("s3:ListObjectsV2", "s3:HeadObject");
        assertThat(calls()).containsEntry("s3:HeadObject", 2L);
    }

    @Test
    void shouldRemoveEntriesOfThumbnailsThatAreGone() {
        IndexEntry kept = thumbnail(entry("kept.jpg"));
        list(kept, entry("gone.jpg"), later(entry("gone.jpg"), 5), entry(".gallery/never.jpg"));

        assertThat(reindex()).isEqualTo(new ReindexReport(1, 0, 1, 0, 3, 0, List.of()));
        assertThat(index()).containsExactlyElementsOf(names(kept));
    }

    @Test
    void shouldReplaceEntriesThatTheThumbnailDoesNotName() {
        IndexEntry now = thumbnail(later(entry("a.jpg"), 60));
        list(entry("a.jpg"));

        assertThat(reindex()).isEqualTo(new ReindexReport(1, 0, 0, 1, 1, 0, List.of()));
        assertThat(index()).containsExactlyElementsOf(names(now));
    }

    @Test
    void shouldLeaveOneOfDoubledEntries() {
        IndexEntry now = thumbnail(entry("a.jpg"));
        list(now, later(now, 1), later(now, 2), new IndexEntry(TIME, 300, 400, "a.jpg"));

        assertThat(reindex()).isEqualTo(new ReindexReport(1, 0, 0, 0, 3, 0, List.of()));
        assertThat(index()).containsExactlyElementsOf(names(now));
    }

    @Test
    void shouldRemoveMisspeltEntriesThatWouldBeShownAsDoubles() {
        IndexEntry now = thumbnail(entry("a.jpg"));
        list(now);
        listAs(now.objectKey().replace("a.jpg", "%61.jpg"));
        listAs(now.objectKey().replace("400x300", "0400x300"));

        assertThat(reindex()).isEqualTo(new ReindexReport(1, 0, 1, 0, 2, 0, List.of()));
        assertThat(index()).containsExactlyElementsOf(names(now));
    }

    @Test
    void shouldReportObjectsAmongTheEntriesThatAreNone() {
        listAs(".gallery/readme.txt");

        ReindexReport report = reindex();

        assertThat(report.skippedPictures())
                .singleElement()
                .extracting(SkippedPicture::key)
                .isEqualTo(".gallery/readme.txt");
        assertThat(index()).containsExactly(".gallery/readme.txt");
    }

    @Test
    void shouldOnlyTellInADryRun() {
        thumbnail(entry("missing.jpg"));
        list(thumbnail(entry("right.jpg")), entry("gone.jpg"), later(entry("right.jpg"), 1));
        listAs(entry("right.jpg").objectKey().replace("right", "%72ight"));
        var before = index();
        sandbox.calls().reset();

        ReindexReport report = reindex(s3, Reindex.Mode.DRY_RUN);

        assertThat(report).isEqualTo(new ReindexReport(2, 0, 0, 1, 3, 0, List.of()));
        assertThat(index()).isEqualTo(before);
        assertThat(calls()).doesNotContainKeys("s3:PutObject", "s3:DeleteObject", "s3:DeleteObjects");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "100%.jpg",
                "%2e%2E.jpg",
                "a b+c&d.jpg",
                "esc\u001B[31m\nline\u0000.jpg",
                "\u202Egpj.exe",
                "<img src=x onerror=alert(1)>\"'.jpg",
                "-",
                "\uD83D\uDE00/\uFFFD\uE000.png",
                "${sys.user.home}.jpg"
            })
    void shouldListHostileKeysOnce(String key) {
        IndexEntry entry = thumbnail(entry(key));
        list(later(entry, 9));

        assertThat(reindex().written()).isEqualTo(1);
        assertThat(index()).containsExactlyElementsOf(names(entry));
        assertThat(reindex()).isEqualTo(new ReindexReport(1, 0, 1, 0, 0, 0, List.of()));
    }

    @Test
    void shouldListTheLongestKeysAndReportThoseThatNoEntryCanHold() {
        int prefix = entry("").objectKey().length();
        IndexEntry longest = thumbnail(entry("k".repeat(IndexEntry.MAX_KEY_BYTES - prefix)));
        String tooLong = "x".repeat(1010);
        foreign(tooLong, png(4, 3));

        ReindexReport report = reindex();

        assertThat(index()).containsExactlyElementsOf(names(longest));
        assertThat(report.skippedPictures())
                .containsExactly(new SkippedPicture(tooLong, "its key is too long for the index"));
    }

    @Test
    void shouldGoThroughManyPagesOfBoth() {
        List<IndexEntry> all = new ArrayList<>();
        IntStream.range(0, 1201).forEach(i -> all.add(entry("%c%04d.jpg".formatted(i % 2 == 0 ? '-' : 'p', i))));
        all.parallelStream().forEach(this::thumbnail);
        all.subList(0, 1150).parallelStream().forEach(this::list);
        list(entry("gone.jpg"));

        assertThat(reindex()).isEqualTo(new ReindexReport(1201, 0, 1150, 51, 1, 0, List.of()));
        assertThat(index())
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().map(IndexEntry::objectKey).toList());
    }

    @Test
    void shouldGoOnAfterItWasKilled() {
        List<IndexEntry> all = IntStream.range(0, 1100)
                .mapToObj(i -> entry("%04d.jpg".formatted(i)))
                .toList();
        all.parallelStream().forEach(this::thumbnail);
        list(entry("gone.jpg"));
        List<Progress> told = new ArrayList<>();
        Reindex killed = new Reindex(s3, BUCKET, SIZES, Reindex.Mode.REPAIR, progress -> {
            told.add(progress);
            if (progress.stage() == Progress.Stage.THUMBNAILS) {
                throw new CancellationException("killed");
            }
        });
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> killed.run(Optional.empty()));
        String doneUpTo = told.get(told.size() - 1).doneUpTo().orElseThrow();
        sandbox.calls().reset();

        ReindexReport again =
                new Reindex(s3, BUCKET, SIZES, Reindex.Mode.REPAIR, progress -> {}).run(Optional.of(doneUpTo));

        // the first page of a thousand has an entry on it
        assertThat(doneUpTo).isEqualTo("0998.jpg");
        assertThat(again).isEqualTo(new ReindexReport(1100, 999, 0, 101, 1, 0, List.of()));
        assertThat(calls()).containsEntry("s3:PutObject", 101L);
        assertThat(index())
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().map(IndexEntry::objectKey).toList());
    }

    @Test
    void shouldNotRepeatWritesWhenItIsRunAgainFromTheStart() {
        thumbnail(entry("a.jpg"));
        foreign("b.png", png(8, 6));
        reindex();
        sandbox.calls().reset();

        assertThat(reindex().right()).isEqualTo(2);
        assertThat(calls()).doesNotContainKeys("s3:PutObject", "s3:DeleteObject");
    }

    @Test
    void shouldLookAtWhatIsBehindTheKeyButNotListedOnce() {
        IndexEntry missing = thumbnail(entry("a.jpg"));
        IndexEntry doubled = thumbnail(entry("b.jpg"));
        list(doubled, later(doubled, 1));

        ReindexReport report =
                new Reindex(s3, BUCKET, SIZES, Reindex.Mode.REPAIR, progress -> {}).run(Optional.of("z"));

        assertThat(report.passedOver()).isZero();
        assertThat(index()).containsExactlyInAnyOrderElementsOf(names(missing, doubled));
    }

    @Test
    void shouldPassOnThatS3Refuses() {
        thumbnail(entry("a.jpg"));
        sandbox.faults().add(FaultRule.on("s3:PutObject", Fault.error(403, "AccessDenied")));

        assertThatExceptionOfType(S3Exception.class).isThrownBy(this::reindex);
    }

    @Test
    void shouldNameTheBucketThatIsMissing() {
        assertThatExceptionOfType(ReindexException.class)
                .isThrownBy(() ->
                        new Reindex(s3, "other", SIZES, Reindex.Mode.REPAIR, progress -> {}).run(Optional.empty()))
                .withMessageContainingAll("'other'", "darkroom.resized.bucket");
    }
}
