package dev.darkroom.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.operator.api.Access;
import dev.darkroom.operator.api.Gallery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** Galleries that the chart makes, and those in the documents for people to copy, are such as an API server takes. */
class GalleryExamplesTest {

    private static final Pattern INDENTED_OR_FENCED =
            Pattern.compile("(?m)^( *)apiVersion: darkroom.dev/v1alpha1\\n(?:\\1.*\\n|\\s*\\n)+");

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "EVERYTHING_OFF")
    void shouldMakeAFirstGalleryThatTheApiServerTakes(Installation installation) throws IOException {
        assertThat(Yaml.documents(Chart.source().text(installation.settings())))
                .filteredOn(GalleryExamplesTest::isGallery)
                .singleElement()
                .satisfies(gallery -> {
                    assertThat(new GallerySchema().mistakes(gallery)).isEmpty();
                    assertThat(Yaml.object(gallery)).isInstanceOf(Gallery.class);
                    assertThat(gallery.at("/metadata/annotations/helm.sh~1resource-policy")
                                    .asText())
                            .isEqualTo("keep");
                });
    }

    @Test
    void shouldLetAnyoneUploadToTheVeryBucketsThatTheSandboxStartsWith() {
        Gallery gallery = Chart.source().render(Installation.DEMO.settings()).the(Gallery.class, "photos");

        assertThat(gallery.getSpec().upload().bucket()).isEqualTo("test-upload");
        assertThat(gallery.getSpec().resized().bucket()).isEqualTo("test-resized");
        assertThat(gallery.getSpec().queueName()).isEqualTo("test-upload-events");
        assertThat(gallery.getSpec().upload().access()).isEqualTo(Access.ANONYMOUS);
        assertThat(gallery.getSpec().aws().credentialsSecret()).isEqualTo("darkroom-aws");
    }

    @Test
    void shouldLetValuesSayWhatTheGalleryOfTheDemoIsLike() {
        Gallery gallery = Chart.source()
                .render("sandbox: {enabled: true}\ngallery: {name: mine, spec: {upload: {bucket: mine}}}")
                .the(Gallery.class, "mine");

        assertThat(gallery.getSpec().upload().bucket()).isEqualTo("mine");
        assertThat(gallery.getSpec().upload().access()).isEqualTo(Access.ANONYMOUS);
        assertThat(gallery.getSpec().aws().credentialsSecret()).isEqualTo("darkroom-aws");
    }

    @Test
    void shouldBringNoGalleryIntoTheDemoIfNoneIsWanted() {
        assertThat(Chart.source()
                        .render("sandbox: {enabled: true, gallery: false}")
                        .all(Gallery.class))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/operate.md", "k8s/gallery.yaml", "helm/darkroom/templates/NOTES.txt"})
    void shouldOnlyShowGalleriesThatTheApiServerTakes(String file) throws IOException {
        List<JsonNode> galleries = examples(Files.readString(Path.of(file)));

        assertThat(galleries).isNotEmpty().allSatisfy(gallery -> {
            assertThat(new GallerySchema().mistakes(gallery)).isEmpty();
            assertThat(Yaml.object(gallery)).isInstanceOf(Gallery.class);
        });
    }

    @Test
    void shouldNotTakeAnyGalleryForRight() throws IOException {
        JsonNode gallery = examples("apiVersion: darkroom.dev/v1alpha1\nkind: Gallery\nspec: {upload: {bucket: UP}}\n")
                .get(0);

        assertThat(new GallerySchema().mistakes(gallery))
                .anyMatch(mistake -> mistake.contains("UP") || mistake.contains("pattern"))
                .anyMatch(mistake -> mistake.contains("resized"));
    }

    private static List<JsonNode> examples(String text) {
        return Stream.of(text.replaceAll("\\{\\{.*?}}", "placeholder"))
                .flatMap(content -> INDENTED_OR_FENCED.matcher(content).results())
                .map(MatchResult::group)
                .map(GalleryExamplesTest::untilEnd)
                .flatMap(example -> Yaml.documents(example).stream())
                .filter(GalleryExamplesTest::isGallery)
                .toList();
    }

    /** A document ends where its shell or Markdown goes on. */
    private static String untilEnd(String example) {
        return example.replaceAll("(?s)\\n\\s*(```|END|---|[^\\s:]+ [^:\\n]*\\n).*", "\n");
    }

    private static boolean isGallery(JsonNode document) {
        return document.path("kind").asText().equals("Gallery");
    }
}
