package dev.darkroom.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.image.ImageFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every reason for which the resizer rejects an upload has words for the person who uploaded it. */
class RejectionsTest {

    private static final Pattern ROW = Pattern.compile("^\\| `([a-z-]+)` \\| ", Pattern.MULTILINE);

    @Test
    void shouldHaveWordsForEveryFaultOfAnImage() {
        assertThat(Rejections.codes())
                .containsAll(Arrays.stream(ImageFault.values())
                        .filter(ImageFault::isPermanent)
                        .map(ImageFault::code)
                        .toList());
    }

    @Test
    void shouldHaveWordsForExactlyTheCodesThatAreDocumented() throws IOException {
        String readme = Files.readString(Path.of("routes/README.md"));
        String table = readme.substring(readme.indexOf("| code | the upload |"), readme.indexOf("## Run, try"));
        Set<String> documented =
                ROW.matcher(table).results().map(row -> row.group(1)).collect(Collectors.toSet());

        assertThat(Rejections.codes()).isEqualTo(documented);
    }

    @Test
    void shouldSayWhatToDoInWholeSentences() {
        assertThat(Rejections.codes())
                .allSatisfy(code -> assertThat(Rejections.sentence(code)).matches("[A-Z].{20,}\\."));
    }

    @Test
    void shouldSaySomethingOfCodesThatItDoesNotKnow() {
        assertThat(Rejections.sentence("code-of-a-later-version"))
                .isEqualTo("This file cannot be shown in the gallery.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<script>", "Not An Image", "line\nfeed", "quote\"", "ünsupported"})
    void shouldRepeatNothingThatIsNoCode(String tag) {
        assertThat(new UploadStatus.Rejected(tag).reason()).isEqualTo("unknown");
    }

    @Test
    void shouldRepeatNoEndlessCode() {
        assertThat(new UploadStatus.Rejected("a".repeat(40)).reason()).hasSize(40);
        assertThat(new UploadStatus.Rejected("a".repeat(41)).reason()).isEqualTo("unknown");
    }
}
