package dev.darkroom.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UploadTest {

    private static final Instant EVENT = Instant.parse("2026-03-01T12:00:00.987Z");
    private static final Instant SECOND = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void shouldTakeTheFinerTimeOfItsOwnEvent() {
        assertThat(upload("a").uploadedAt("\"a\"", SECOND)).isEqualTo(EVENT);
    }

    @Test
    void shouldNotTakeTheTimeOfTheUploadBefore() {
        Instant replaced = SECOND.plusSeconds(1);

        assertThat(upload("a").uploadedAt("\"b\"", replaced)).isEqualTo(replaced);
    }

    @Test
    void shouldNotTakeTheTimeOfALateEvent() {
        Instant again = SECOND.plusSeconds(60);

        assertThat(upload("a").uploadedAt("\"a\"", again)).isEqualTo(again);
    }

    @Test
    void shouldNotTakeTheTimeOfTheSameBytesUploadedTwoSecondsBefore() {
        Instant again = SECOND.plusSeconds(2);

        assertThat(upload("a").uploadedAt("\"a\"", again)).isEqualTo(again);
    }

    @Test
    void shouldTakeATimeThatIsCloseWhenTheEventTellsNoMore() {
        assertThat(new Upload("photos", "a.jpg", Optional.of(EVENT), Optional.empty()).uploadedAt("\"b\"", SECOND))
                .isEqualTo(EVENT);
        assertThat(new Upload("photos", "a.jpg", Optional.empty(), Optional.empty()).uploadedAt("\"b\"", SECOND))
                .isEqualTo(SECOND);
    }

    private static Upload upload(String eTag) {
        return new Upload("photos", "a.jpg", Optional.of(EVENT), Optional.of(eTag));
    }
}
