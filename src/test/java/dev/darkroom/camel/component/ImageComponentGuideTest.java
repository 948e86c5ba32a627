package dev.darkroom.camel.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.check.Finding;
import dev.darkroom.check.RouteCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guide to the component says what its annotations say. */
class ImageComponentGuideTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w[\\w-]*)` \\| (.*) \\| (.*) \\|$");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");

    private final String guide = read();
    private final JsonNode description = description();

    @Test
    void shouldDescribeEveryOptionAndEveryHeader() {
        List<String> options = description.path("properties").properties().stream()
                .filter(option -> option.getValue().path("kind").asText().equals("parameter"))
                .filter(option -> !option.getKey().equals("lazyStartProducer"))
                .map(option -> "%s|%s|%s"
                        .formatted(
                                option.getKey(),
                                option.getValue().has("defaultValue")
                                        ? "`"
                                                + option.getValue()
                                                        .path("defaultValue")
                                                        .asText() + "`"
                                        : "",
                                text(option.getValue())))
                .toList();
        List<String> headers = description.path("headers").properties().stream()
                .map(header -> "%s|%s|%s"
                        .formatted(
                                header.getKey(),
                                header.getValue().path("javaType").asText(),
                                text(header.getValue())))
                .toList();

        assertThat(ROW.matcher(guide)
                        .results()
                        .map(row -> row.group(1) + "|" + row.group(2).strip() + "|" + row.group(3)))
                .containsAll(options)
                .containsAll(headers)
                .hasSize(options.size() + headers.size());
    }

    @Test
    void shouldShowExamplesWithoutMistakes() {
        List<String> examples =
                EXAMPLE.matcher(guide).results().map(found -> found.group(1)).toList();

        assertThat(examples).hasSize(2).allSatisfy(example -> assertThat(
                        RouteCheck.ofApp(setting -> false).check(Map.of("example.camel.yaml", example)))
                .extracting(Finding::text)
                .isEmpty());
    }

    private static String text(JsonNode described) {
        return described.path("description").asText();
    }

    private static String read() {
        try {
            return Files.readString(Path.of("docs/image-component.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode description() {
        try {
            return new ObjectMapper()
                    .readTree(ImageComponent.class.getResource("/META-INF/dev/darkroom/camel/component/image.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
