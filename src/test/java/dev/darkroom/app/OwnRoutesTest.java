package dev.darkroom.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.check.RouteCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnRoutesTest {

    private static final String ROUTE =
            "- route:\n    id: own\n    from:\n      uri: direct:own\n      steps:\n        - stop: {}\n";

    @TempDir
    Path directory;

    @Test
    void shouldLeaveTheShippedRoutesAloneWhenNoneAreNamed() {
        assertThat(OwnRoutes.named("").includePattern()).isEmpty();
        assertThat(OwnRoutes.named("").read()).isEqualTo(RouteTexts.NONE);
    }

    @Test
    void shouldReplaceByFileNameAndAddTheOthers() throws IOException {
        Files.writeString(directory.resolve("resize.camel.yaml"), ROUTE);
        Files.writeString(directory.resolve("own.camel.yaml"), ROUTE);

        String pattern =
                OwnRoutes.named(directory + "/*.camel.yaml").includePattern().orElseThrow();

        assertThat(pattern.split(","))
                .contains(
                        "classpath:routes/beans.camel.yaml",
                        "file:" + directory.resolve("resize.camel.yaml"),
                        "file:" + directory.resolve("own.camel.yaml"))
                .doesNotContain("classpath:routes/resize.camel.yaml");
    }

    @Test
    void shouldPutAFileWhereTheOneWasThatItReplaces() throws IOException {
        Files.writeString(directory.resolve("beans.camel.yaml"), ROUTE);
        Files.writeString(directory.resolve("a.camel.yaml"), ROUTE);

        List<String> files = List.of(OwnRoutes.named(directory.toString())
                .includePattern()
                .orElseThrow()
                .split(","));

        assertThat(files.indexOf("file:" + directory.resolve("beans.camel.yaml")))
                .as("before beans that need those of it")
                .isNotNegative()
                .isLessThan(files.indexOf("classpath:routes/gallery-beans.camel.yaml"));
        assertThat(files).endsWith("file:" + directory.resolve("a.camel.yaml"));
    }

    @Test
    void shouldTakeADirectory() throws IOException {
        Files.writeString(directory.resolve("own.camel.yaml"), ROUTE);
        Files.writeString(directory.resolve("notes.txt"), "no route");

        assertThat(OwnRoutes.named(directory.toString()).includePattern().orElseThrow())
                .contains("own.camel.yaml")
                .doesNotContain("notes");
        assertThat(mistakes()).isEmpty();
    }

    @Test
    void shouldTellMistakes() throws IOException {
        Files.writeString(directory.resolve("own.camel.yaml"), "- route:\n    id: own\n");
        Files.write(directory.resolve("picture.camel.yaml"), new byte[] {(byte) 0xFF, (byte) 0xD8});

        assertThat(mistakes())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).isEqualTo("own.camel.yaml:2: 'route' lacks 'from'"))
                .anySatisfy(line -> assertThat(line).startsWith("picture.camel.yaml:1: cannot be read as text"));
    }

    private List<String> mistakes() {
        return OwnRoutes.named(directory.toString()).read().mistakes(RouteCheck.ofApp(name -> false));
    }

    @Test
    void shouldSayWhatToDoWhenNothingIsThere() {
        assertThatThrownBy(() -> OwnRoutes.named(directory + "/*.camel.yaml"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no file there is called *.camel.yaml");
        assertThatThrownBy(() -> OwnRoutes.named("/no/such/place/*.camel.yaml"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/no/such/place is no directory");
    }
}
