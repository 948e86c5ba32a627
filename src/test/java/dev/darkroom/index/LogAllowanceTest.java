package dev.darkroom.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogAllowanceTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final LogAllowance allowance = new LogAllowance(() -> now);

    @Test
    void shouldAllowAFewLinesAndThenNone() {
        assertThat(next(LogAllowance.LINES)).containsOnly(OptionalLong.of(0));
        assertThat(next(1000)).containsOnly(OptionalLong.empty());
    }

    @Test
    void shouldTellInTheNextPeriodHowManyHadNoLine() {
        next(LogAllowance.LINES + 7);
        now = now.plus(LogAllowance.PERIOD);

        assertThat(next(2)).containsExactly(OptionalLong.of(7), OptionalLong.of(0));
    }

    @Test
    void shouldCountThePeriodFromItsFirstLine() {
        next(1);
        now = now.plus(LogAllowance.PERIOD).minus(Duration.ofMillis(1));

        assertThat(next(LogAllowance.LINES))
                .last()
                .as("one more than a period has")
                .isEqualTo(OptionalLong.empty());
    }

    /** What happens now and then always has its line. */
    @Test
    void shouldNotSaveUpWhatHappensRarely() {
        for (int i = 0; i < 50; i++) {
            assertThat(next(1)).containsExactly(OptionalLong.of(0));
            now = now.plusSeconds(4);
        }
    }

    private List<OptionalLong> next(int times) {
        return IntStream.range(0, times).mapToObj(i -> allowance.next()).toList();
    }
}
