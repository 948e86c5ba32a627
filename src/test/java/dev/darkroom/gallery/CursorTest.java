package dev.darkroom.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.darkroom.index.IndexEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
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

    /** S3 refuses such a key, and a visitor would be told to try again in a minute. */
    @Test
    void shouldRefusePlacesThatNoPictureCanHave() {
        String longest = new IndexEntry(Instant.ofEpochMilli(1), 1, 1, "k".repeat(997)).objectKey();
        assertThat(longest).hasSize(1024);
        assertThat(new Cursor(longest).objectKey()).isEqualTo(longest);

        for (String objectKey : List.of(
                longest + "k",
                ".gallery/1234567890123/1x1/control\u0000character",
                ".gallery/1234567890123/1x1/line\nend",
                ".gallery/1234567890123/1x1/%61",
                ".gallery/1234567890123/001x1/k")) {
            assertThatExceptionOfType(InvalidRequestException.class)
                    .isThrownBy(() -> Cursor.decode(encoded(objectKey)));
        }
    }

    private static String encoded(String objectKey) {
        String rest = objectKey.substring(IndexEntry.PREFIX.length());
        return Base64.getUrlEncoder().encodeToString(rest.getBytes(StandardCharsets.UTF_8));
    }
}
