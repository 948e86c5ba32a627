package dev.darkroom.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThumbnailMetadataTest {

    private static final IndexEntry NEW = new IndexEntry(Instant.ofEpochMilli(2000), 400, 300, "ünï.jpg");
    private static final IndexEntry OLD = new IndexEntry(Instant.ofEpochMilli(1000), 300, 400, "ünï.jpg");

    private static final IndexEntry OLDER = new IndexEntry(Instant.ofEpochMilli(500), 30, 40, "ünï.jpg");

    @Test
    void shouldComeBackFromObjectMetadata() {
        ThumbnailMetadata metadata = new ThumbnailMetadata("\"abc\"", NEW, List.of(OLD, OLDER));

        assertThat(ThumbnailMetadata.parse("ünï.jpg", metadata.toMap())).contains(metadata);
    }

    @Test
    void shouldBeAsciiEvenIfTheKeyIsNot() {
        Map<String, String> map = new ThumbnailMetadata("\"abc\"", NEW, List.of(OLD, OLDER)).toMap();

        assertThat(map.toString())
                .matches(text -> StandardCharsets.US_ASCII.newEncoder().canEncode(text));
    }

    @Test
    void shouldNotTakeOtherObjectsForThumbnails() {
        assertThat(ThumbnailMetadata.parse("a.jpg", Map.of())).isEmpty();
        assertThat(ThumbnailMetadata.parse("a.jpg", Map.of("darkroom-original", "x")))
                .isEmpty();
        assertThat(ThumbnailMetadata.parse("a.jpg", Map.of("darkroom-original", "x", "darkroom-entry", "nonsense")))
                .isEmpty();
    }

    @Test
    void shouldRememberWhatWasReplacedBefore() {
        ThumbnailMetadata present = new ThumbnailMetadata("\"abc\"", OLD, List.of(OLDER));

        assertThat(present.succeededBy("\"def\"", NEW))
                .isEqualTo(new ThumbnailMetadata("\"def\"", NEW, List.of(OLD, OLDER)));
    }

    @Test
    void shouldNotTakeAnEntryOutThatComesBack() {
        ThumbnailMetadata present = new ThumbnailMetadata("\"abc\"", OLD, List.of(NEW));

        assertThat(present.succeededBy("\"def\"", NEW).replaced()).containsExactly(OLD);
    }

    @Test
    void shouldKeepTheLaterTimeOfTheSameBytes() {
        ThumbnailMetadata present = ThumbnailMetadata.first("\"abc\"", NEW);
        IndexEntry late = new IndexEntry(OLD.uploadedAt(), NEW.width(), NEW.height(), NEW.key());

        assertThat(present.succeededBy("\"abc\"", late)).isEqualTo(present);
        assertThat(ThumbnailMetadata.first("\"abc\"", late)
                        .succeededBy("\"abc\"", NEW)
                        .entry())
                .isEqualTo(NEW);
    }

    @Test
    void shouldForgetTheOldestOfManyReplacedEntries() {
        ThumbnailMetadata metadata = ThumbnailMetadata.first("\"0\"", OLD);
        for (int i = 1; i <= 40; i++) {
            metadata = metadata.succeededBy(
                    "\"" + i + "\"", new IndexEntry(Instant.ofEpochMilli(2000 + i), 400, 300, "ünï.jpg"));
        }

        assertThat(metadata.replaced().stream().map(e -> e.uploadedAt().toEpochMilli()))
                .containsExactlyElementsOf(
                        IntStream.range(0, 16).mapToObj(i -> 2039L - i).toList());
        assertThat(metadata.toMap().toString().length()).isLessThan(2048);
    }
}
