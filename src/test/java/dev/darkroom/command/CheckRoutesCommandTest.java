package dev.darkroom.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckRoutesCommandTest {

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldFindNothingWrongWithTheShippedRoutes() {
        assertThat(execute("routes")).isZero();
        assertThat(out.toString()).startsWith("No mistakes in ").endsWith(" files." + System.lineSeparator());
    }

    @Test
    void shouldPrintALineForEachMistake() throws IOException {
        Files.writeString(directory.resolve("a.camel.yaml"), "- rout: x\n");
        Files.writeString(directory.resolve("b.camel.yaml"), "- route:\n    id: b\n");
        Files.writeString(directory.resolve("notes.txt"), "no route");

        assertThat(execute(directory.toString())).isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        "a.camel.yaml:1: 'rout' cannot stand here; did you mean 'route'?",
                        "b.camel.yaml:2: 'route' lacks 'from'");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldPrintJson() throws IOException {
        Files.writeString(directory.resolve("a.camel.yaml"), "- rout: x\n");

        assertThat(execute("--json", directory.toString())).isEqualTo(1);
        JsonNode answer = new ObjectMapper().readTree(out.toString());
        assertThat(answer.path("files").asInt()).isEqualTo(1);
        assertThat(answer.at("/findings/0/file").asText()).isEqualTo("a.camel.yaml");
        assertThat(answer.at("/findings/0/line").asInt()).isEqualTo(1);
        assertThat(answer.at("/findings/0/message").asText()).contains("rout");
    }

    @Test
    void shouldTakeTheSettingsThatItIsGiven() throws IOException {
        Files.writeString(
                directory.resolve("a.camel.yaml"),
                "- route:\n    id: a\n    from:\n      uri: direct:a\n      steps:\n        - log: \"{{photo.frame}} {{photo.border}}\"\n");

        assertThat(execute(directory.toString())).isEqualTo(1);
        assertThat(out.toString().lines()).singleElement().asString().contains("{{photo.border}} is not set");
    }

    @Test
    void shouldRefuseADirectoryWithoutRoutes() {
        assertThat(execute()).isEqualTo(2);
        assertThat(execute(directory.toString())).isEqualTo(2);
        assertThat(execute(directory.resolve("none").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("has no file that ends in .camel.yaml", "is no directory");
        assertThat(out.toString()).isEmpty();
    }

    private int execute(String... arguments) {
        Settings settings = new Settings(() -> new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(Map.of("photo.frame", "oak"), "test", 400))
                .build());
        CommandLine commands = Commands.of(settings);
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "check-routes";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return commands.execute(all);
    }
}
