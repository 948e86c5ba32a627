package dev.darkroom.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a visitor's file name when it becomes part of a key. */
class UploadNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "photo.jpg",
                "IMG 1234 (2).JPEG",
                "ünï-日本-😀.png",
                "👩‍👩‍👧 family.gif",
                "100% <b>&\"'+#?;=.webp",
                "no extension",
                "archive.tar.gz",
                "v1.2 final"
            })
    void shouldKeepWhatIsFitForAKey(String fileName) {
        assertThat(name(fileName)).isEqualTo(fileName);
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/passwd.png, passwd.png",
        "..\\..\\windows\\win.jpg, win.jpg",
        "C:\\fakepath\\photo.jpg, photo.jpg",
        "a/../photo.jpg, photo.jpg",
        ".., picture",
        "'', picture",
        "' . ', picture",
        ".jpg, picture.jpg",
        ".hidden.jpg, hidden.jpg",
        "'  photo  .jpg ', photo.jpg",
        "'photo.jpg...', photo.jpg",
        "folder/, picture",
        "${filename}.jpg, {filename}.jpg",
    })
    void shouldDropWhatIsNoName(String fileName, String name) {
        assertThat(name(fileName)).isEqualTo(name);
    }

    @Test
    void shouldDropWhatDoesNotShowOrTurnsTheTextAround() {
        assertThat(name("a\u0000b\nc\u001b[31m\u202egpj\u2066.\u2028jpg\ufeff\uffff"))
                .isEqualTo("abc[31mgpj.jpg");
        assertThat(name("half \ud83d.jpg")).isEqualTo("half.jpg");
    }

    @Test
    void shouldCutALongNameBetweenCharactersAndKeepItsExtension() {
        assertThat(name("x".repeat(300) + ".jpeg")).isEqualTo("x".repeat(195) + ".jpeg");
        assertThat(name("日".repeat(300) + ".jpg")).isEqualTo("日".repeat(65) + ".jpg");
        assertThat(name("x" + "😀".repeat(300) + ".jpg")).isEqualTo("x" + "😀".repeat(48) + ".jpg");
        assertThat(name("x".repeat(300) + "." + "y".repeat(300))).isEqualTo("x".repeat(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "😀", " ", ".", "/", "\\", "$", "\u0000", "a b/", "./", "\ud83d"})
    void shouldStayWithinItsBoundsWhateverTheNameIsMadeOf(String part) {
        String name = name(part.repeat(2000));

        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1, UploadName.MAX_BYTES);
        assertThat(name).doesNotContain("/", "\\", "$").isNotBlank();
    }

    private static String name(String fileName) {
        return UploadName.of(fileName).value();
    }
}
