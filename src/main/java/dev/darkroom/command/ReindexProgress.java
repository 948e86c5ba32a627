package dev.darkroom.command;

import dev.darkroom.aws.reindex.Progress;
import dev.darkroom.aws.reindex.ReindexReport;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells every few seconds how far {@code reindex} has come, and from where it can go on. For one thread. */
final class ReindexProgress {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final PrintWriter err;
    private final Clock clock;
    private Instant told;
    private Optional<Progress> last = Optional.empty();

    ReindexProgress(PrintWriter err, Clock clock) {
        this.err = err;
        this.clock = clock;
        this.told = clock.instant();
    }

    void at(Progress progress) {
        last = Optional.of(progress);
        if (Duration.between(told, clock.instant()).compareTo(PAUSE) >= 0) {
            told = clock.instant();
            print(line(progress));
        }
    }

    /** The run has come to its end, so there is nowhere to go on from. */
    void done() {
        last = Optional.empty();
    }

    /** Tells where to go on, unless the run is done. */
    void stopped() {
        last.flatMap(Progress::doneUpTo)
                .ifPresent(key -> print("Stopped. To go on from here: reindex --from " + new EncodedKey(key).text()));
    }

    private static String line(Progress progress) {
        if (progress.stage() == Progress.Stage.INDEX) {
            return "reading the index: " + progress.entries() + " entries";
        }
        String stage =
                progress.stage() == Progress.Stage.LEFT_OVER ? "; removing entries of thumbnails that are gone" : "";
        String from = progress.doneUpTo()
                .map(key -> "; done up to --from " + new EncodedKey(key).text())
                .orElse("");
        return counts(progress.soFar()) + stage + from;
    }

    private static String counts(ReindexReport report) {
        return "%d pictures: %d right, %d written, %d removed, %d skipped"
                .formatted(report.pictures(), report.right(), report.written(), report.removed(), report.skipped());
    }

    private void print(String line) {
        err.println(line);
        err.flush();
    }
}
