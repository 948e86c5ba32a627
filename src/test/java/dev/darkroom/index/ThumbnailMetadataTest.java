package dev.darkroom.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThumbnailMetadataTest {

    private static final IndexEntry NEW = new IndexEntry(Instant.ofEpochMilli(2000), 400, 300, "ünï.jpg");
    private static final IndexEntry OLD = new IndexEntry(Instant.ofEpochMilli(1000), 300, 400, "ünï.jpg");

    @Test
    void shouldComeBackFromObjectMetadata() {
        ThumbnailMetadata metadata = new ThumbnailMetadata("\"abc\"", NEW, Optional.of(OLD));

        assertThat(ThumbnailMetadata.parse("ünï.jpg", metadata.toMap())).contains(metadata);
    }

    @Test
    void shouldBeAsciiEvenIfTheKeyIsNot() {
        Map<String, String> map = new ThumbnailMetadata("\"abc\"", NEW, Optional.of(OLD)).toMap();

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
}
