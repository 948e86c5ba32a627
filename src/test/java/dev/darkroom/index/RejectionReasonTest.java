package dev.darkroom.index;

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

/** Every reason for which the resizer rejects an upload has words for the person who uploaded it. */
class RejectionReasonTest {

    private static final Pattern ROW = Pattern.compile("^\\| `([a-z-]+)` \\| ", Pattern.MULTILINE);

    @Test
    void shouldHaveWordsForEveryFaultOfAnImage() {
        assertThat(RejectionReason.codes())
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

        assertThat(RejectionReason.codes()).isEqualTo(documented);
    }

    @Test
    void shouldSayWhatToDoInWholeSentences() {
        assertThat(RejectionReason.codes())
                .allSatisfy(code -> assertThat(RejectionReason.sentence(code)).matches("[A-Z].{20,}\\."));
    }

    @Test
    void shouldSaySomethingOfCodesThatItDoesNotKnow() {
        assertThat(RejectionReason.sentence("code-of-a-later-version"))
                .isEqualTo("This file cannot be shown in the gallery.");
    }
}
