package dev.darkroom.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexEntryTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    @Test
    void shouldNameTheObjectByInvertedTimeSizeAndKey() {
        IndexEntry entry = new IndexEntry(NOON, 400, 300, "holiday/beach.jpg");

        assertThat(entry.objectKey())
                .isEqualTo(".gallery/" + (9_999_999_999_999L - NOON.toEpochMilli()) + "/400x300/holiday/beach.jpg");
    }

    @Test
    void shouldSortNewestFirstByName() {
        List<String> names = Stream.of(0L, 1L, 999L, 1_000_000_000_000L, 1_000_000_000_001L)
                .map(millis -> new IndexEntry(Instant.ofEpochMilli(millis), 1, 1, "k").objectKey())
                .toList();

        assertThat(names.stream().sorted().toList()).isEqualTo(reversed(names));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.jpg",
                "a b+c%d\"e'f.jpg",
                "100%25.jpg",
                "%",
                "${sys.user.home}",
                "ünï/😀/日本.jpg",
                "line\nfeed\ttab\u0000nul\u007f\u0085",
                "//a/../b/./",
                ".gallery/0000000000000/1x1/nested",
                "\uFFFE\uFFFF"
            })
    void shouldComeBackFromItsNameWhateverTheKey(String key) {
        IndexEntry entry = new IndexEntry(NOON, 400, 1, key);

        assertThat(IndexEntry.parse(entry.objectKey())).contains(entry);
        assertThat(IndexEntry.fromStamp(entry.stamp(), key)).contains(entry);
    }

    @Test
    void shouldKeepControlCharactersOutOfTheName() {
        String name = new IndexEntry(NOON, 1, 1, "a\nb\u0000c").objectKey();

        assertThat(name).endsWith("/a%0Ab%00c");
        assertThat(name.getBytes(StandardCharsets.UTF_8)).doesNotContain(0, '\n');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test.jpeg",
                ".gallery/",
                ".gallery/123/400x300/a.jpg",
                ".gallery/1234567890123/400/a.jpg",
                ".gallery/1234567890123/400x300/",
                ".gallery/1234567890123/400x300/bad%escape",
                ".gallery/1234567890123/400x300/bad%4"
            })
    void shouldNotTakeOtherObjectsForEntries(String objectKey) {
        assertThat(IndexEntry.parse(objectKey)).isEmpty();
    }

    @Test
    void shouldRefuseTimesThatDoNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IndexEntry(Instant.parse("1969-12-31T23:59:59Z"), 1, 1, "k"))
                .withMessageContaining("1969");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IndexEntry(Instant.parse("2300-01-01T00:00:00Z"), 1, 1, "k"));
    }

    private static List<String> reversed(List<String> names) {
        return Stream.iterate(names.size() - 1, i -> i >= 0, i -> i - 1)
                .map(names::get)
                .toList();
    }
}
