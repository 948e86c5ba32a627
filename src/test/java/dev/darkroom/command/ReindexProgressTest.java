package dev.darkroom.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.aws.reindex.Progress;
import dev.darkroom.aws.reindex.ReindexReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReindexProgressTest {

    private static final ReindexReport REPORT = new ReindexReport(7, 1, 2, 3, 4, 0, List.of());

    private final StringWriter err = new StringWriter();
    private final HandClock clock = new HandClock();
    private final ReindexProgress progress = new ReindexProgress(new PrintWriter(err), clock);

    @Test
    void shouldTellEveryFiveSecondsWhereToGoOn() {
        progress.at(new Progress(Progress.Stage.THUMBNAILS, 9, REPORT, Optional.of("a b.jpg")));
        assertThat(err.toString()).isEmpty();

        clock.now = clock.now.plus(Duration.ofSeconds(5));
        progress.at(new Progress(Progress.Stage.THUMBNAILS, 9, REPORT, Optional.of("c d.jpg")));
        progress.at(new Progress(Progress.Stage.THUMBNAILS, 9, REPORT, Optional.of("e f.jpg")));

        assertThat(err.toString().lines())
                .containsExactly("7 pictures: 2 right, 3 written, 4 removed, 0 skipped; done up to --from c%20d.jpg");
    }

    @Test
    void shouldTellHowMuchOfTheIndexIsRead() {
        clock.now = clock.now.plus(Duration.ofSeconds(6));
        progress.at(new Progress(Progress.Stage.INDEX, 12_000, REPORT, Optional.empty()));

        assertThat(err.toString().lines()).containsExactly("reading the index: 12000 entries");
    }

    @Test
    void shouldNameTheLastKeyOfARunThatStopped() {
        progress.at(new Progress(Progress.Stage.THUMBNAILS, 9, REPORT, Optional.of("a%\u001B.jpg")));
        progress.stopped();

        assertThat(err.toString().lines()).containsExactly("Stopped. To go on from here: reindex --from a%25%1B.jpg");
    }

    @Test
    void shouldSayNothingOfARunThatIsDone() {
        progress.at(new Progress(Progress.Stage.THUMBNAILS, 9, REPORT, Optional.of("a.jpg")));
        progress.done();
        progress.stopped();

        assertThat(err.toString()).isEmpty();
    }

    private static final class HandClock extends Clock {

        private Instant now = Instant.parse("2026-03-01T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
