package dev.darkroom.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The image is what the documents promise and the chart expects, however it is built. */
class ContainerfileTest {

    private static final Pattern OPTION = Pattern.compile("-XX:[^\\s`]+");

    private final ContainerImage image;

    ContainerfileTest() throws IOException {
        image = ContainerImage.ofContainerfile();
    }

    @Test
    void shouldStartJavaWithoutAShell() {
        assertThat(image.entryPoint()).startsWith("java").endsWith("@/app/darkroom.args");
    }

    @Test
    void shouldHaveTheOptionsThatTheMemoryFiguresWereMeasuredWith() throws IOException {
        assertThat(image.withoutCache().machineOptions()).containsExactlyElementsOf(measured());
        assertThat(Files.readString(Path.of("docs/configure.md")))
                .contains("`MALLOC_ARENA_MAX=" + image.environment().get("MALLOC_ARENA_MAX") + "`");
    }

    /** To replay them at each start costs more than they save. */
    @Test
    void shouldLeaveProfilesOfMethodsOutOfTheCache() throws IOException {
        assertThat(ContainerImage.instruction("RUN").split(" ")).contains("-XX:-AOTRecordTraining");
    }

    @Test
    void shouldMakeTheCacheByTheCompilersThatTheImageStartsWith() throws IOException {
        List<String> compilers = image.machineOptions().stream()
                .filter(option -> option.startsWith("-XX:Tier4") || option.startsWith("-XX:C1"))
                .toList();

        assertThat(compilers).hasSize(5);
        assertThat(ContainerImage.instruction("RUN").split(" ")).containsAll(compilers);
    }

    @Test
    void shouldRunAsTheUserThatTheChartNames() {
        assertThat(image.user()).isEqualTo("10001:10001");
    }

    @Test
    void shouldHaveItsHomeWhereItMayWrite() {
        assertThat(image.environment()).containsEntry("HOME", "/tmp");
    }

    @Test
    void shouldBeTheSameButForTheCacheWhenJibBuildsIt() throws Exception {
        assertThat(ContainerImage.ofJib()).isEqualTo(image.withoutCache());
    }

    @Test
    void shouldGiveTheBuilderNothingButWhatIsCopied() throws IOException {
        List<String> copied = ContainerImage.instructions("COPY").stream()
                .map(arguments -> arguments.split(" ")[0].replaceAll("/$", ""))
                .toList();

        try (var lines = Files.lines(Path.of(".dockerignore"))) {
            assertThat(lines.filter(line -> !line.startsWith("#")))
                    .startsWith("*")
                    .filteredOn(line -> line.startsWith("!"))
                    .map(line -> line.substring(1))
                    .containsExactlyInAnyOrderElementsOf(copied);
        }
    }

    @Test
    void shouldCopyWhatIsLaidOutInTheSamePlaces() throws IOException {
        assertThat(ContainerImage.instructions("COPY"))
                .allMatch(arguments ->
                        arguments.replace("target/quarkus-app", "/app").matches("(\\S+) \\1"));
    }

    /** Options of the block in docs/configure.md that is indented as code. */
    private static List<String> measured() throws IOException {
        try (var lines = Files.lines(Path.of("docs/configure.md"))) {
            return lines.filter(line -> line.startsWith("    -XX:"))
                    .flatMap(line -> OPTION.matcher(line).results())
                    .map(MatchResult::group)
                    .toList();
        }
    }
}
