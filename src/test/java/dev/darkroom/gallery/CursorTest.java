package dev.darkroom.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.darkroom.index.IndexEntry;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void shouldTravelInAUrlAndComeBack() throws InvalidRequestException {
        Cursor cursor = new Cursor(new IndexEntry(Instant.ofEpochMilli(1), 1, 1, "a b/ünï&?.jpg").objectKey());

        assertThat(cursor.encode()).matches("[A-Za-z0-9_-]+");
        assertThat(Cursor.decode(cursor.encode())).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!!", "<script>", "Li4vc2VjcmV0", "_____w", "MTIzNDU2Nzg5MDEyMy80MDB4MzAwLw"})
    void shouldRefuseWhatIsNoPlaceInTheGallery(String text) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Cursor.decode(text))
                .withMessageContaining("first page");
    }
}
