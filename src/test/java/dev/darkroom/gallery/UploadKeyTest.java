package dev.darkroom.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A key is what is behind {@code /uploads/}, byte for byte, decoded once. */
class UploadKeyTest {

    @ParameterizedTest
    @CsvSource({
        "/uploads/photo.jpg, photo.jpg",
        "/uploads/2026/03/photo.jpg, 2026/03/photo.jpg",
        "/uploads/2026%2F03%2fphoto.jpg, 2026/03/photo.jpg",
        "/uploads//leading.jpg, /leading.jpg",
        "/uploads/a//b/./../c/, a//b/./../c/",
        "/uploads/a+b%2Bc, a+b+c",
        "/uploads/100%2525, 100%25",
        "/uploads/%3F%23, ?#",
        "/uploads/photo.jpg?x=1&y=/uploads/z, photo.jpg",
        "/uploads/a:b@c;d=e, a:b@c;d=e",
        "http://gallery.example:8080/uploads/photo.jpg?x, photo.jpg",
        "http://gallery.example/uploads/http://x/y, http://x/y",
        "/uploads/%C3%BC%E6%97%A5%F0%9F%98%80, ü日😀",
    })
    void shouldDecodeOnceAndTidyNothing(String target, String key) throws InvalidRequestException {
        assertThat(UploadKey.ofTarget(target).value()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "a%2", "%zz", "%+1", "%-1", "a%u0041", "%%", "%E2%8", "%\u0661\u0661"})
    void shouldRefusePercentSignsWithoutTwoHexadecimalDigits(String encoded) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> UploadKey.ofTarget("/uploads/" + encoded))
                .withMessageContaining("hexadecimal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%FF", "%C3", "%C0%AF", "%ED%A0%80", "%F4%90%80%80"})
    void shouldRefuseWhatIsNotUtf8(String encoded) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> UploadKey.ofTarget("/uploads/" + encoded))
                .withMessageContaining("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ü", "\u00c3\u00bc", "a b", "a\nb", "\u0000", "\u007f"})
    void shouldRefuseCharactersThatBelongIntoNoAddress(String raw) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> UploadKey.ofTarget("/uploads/" + raw))
                .withMessageContaining("percent-encoded");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/uploads/", "/uploads/?photo.jpg", "/uploads", "/", "", "*", "/photo.jpg", "//uploads/photo.jpg"
            })
    void shouldRefuseAddressesWithoutAKey(String target) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> UploadKey.ofTarget(target))
                .withMessageContaining("/uploads/");
    }

    @Test
    void shouldTakeTheLongestKeyAndNoLongerOne() throws InvalidRequestException {
        String longest = "日".repeat(341) + "x";
        String encoded = URLEncoder.encode(longest, StandardCharsets.UTF_8);

        assertThat(UploadKey.ofTarget("/uploads/" + encoded).value()).isEqualTo(longest);
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> UploadKey.ofTarget("/uploads/" + encoded + "x"))
                .withMessageContaining("1024");
    }

    @Test
    void shouldNotRepeatTheRequestInItsMessages() {
        for (String target :
                new String[] {"/uploads/secret%zz", "/uploads/secret%ff", "/secret", "/uploads/secret\n"}) {
            assertThatExceptionOfType(InvalidRequestException.class)
                    .isThrownBy(() -> UploadKey.ofTarget(target))
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
        }
    }
}
