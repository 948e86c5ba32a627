package dev.darkroom.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.aws.provision.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide explains each word that the operator has for how a gallery stands, and no other. */
class OperateGuideTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z][A-Za-z]+)` \\|");
    private static final Pattern WORD = Pattern.compile("\"([A-Z][a-z]+(?:[A-Z][a-z]+)*)\"");

    /** Values of conditions, and a type that Deployments have. */
    private static final Set<String> OTHER_WORDS = Set.of("True", "False", "ReplicaFailure");

    private static final Set<String> EVENTS_OF_REMOVAL = Set.of("Removed", "Kept");

    @Test
    void shouldExplainEveryReasonOfTheConditionProvisioned() throws IOException {
        Set<String> words = new TreeSet<>(Set.of("Provisioned", "Conflict"));
        Stream.of(FailureReason.values()).map(FailureReason::word).forEach(words::add);

        assertThat(explained("### Provisioned")).containsExactlyInAnyOrderElementsOf(words);
    }

    @Test
    void shouldExplainEveryOtherReason() throws IOException {
        Set<String> words = new TreeSet<>();
        for (String source : List.of("Conditions", "GalleryReconciler", "Removal")) {
            String code = Files.readString(Path.of("src/main/java/dev/darkroom/operator", source + ".java"));
            WORD.matcher(code).results().forEach(match -> words.add(match.group(1)));
        }
        words.removeAll(OTHER_WORDS);
        words.removeAll(EVENTS_OF_REMOVAL);
        words.remove("Provisioned");
        List<String> explained = Stream.concat(explained("### Ready").stream(), explained("### RoutesInvalid").stream())
                .toList();

        assertThat(explained).containsExactlyInAnyOrderElementsOf(words);
    }

    @Test
    void shouldExplainEveryEventThatIsNoReason() throws IOException {
        assertThat(explained("## Events")).containsAll(EVENTS_OF_REMOVAL).contains("Provisioned");
    }

    private static List<String> explained(String heading) throws IOException {
        String guide = Files.readString(Path.of("docs/operate.md"));
        String section = guide.substring(guide.indexOf("\n" + heading + "\n") + heading.length() + 1);
        return ROW.matcher(section.split("\n##", 2)[0])
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
