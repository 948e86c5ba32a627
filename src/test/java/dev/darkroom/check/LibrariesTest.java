package dev.darkroom.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibrariesTest {

    private static final String BEANS = "- beans:\n    - name: stamp\n      type: com.example.Stamp\n";

    @TempDir
    Path directory;

    @Test
    void shouldKnowTheClassesOfItsJars() throws IOException {
        try (OutputStream file = Files.newOutputStream(directory.resolve("own.jar"));
                ZipOutputStream jar = new ZipOutputStream(file)) {
            jar.putNextEntry(new ZipEntry("com/example/Stamp.class"));
        }

        ClassLoader loader = Libraries.loader(directory.toString());

        assertThat(RouteCheck.ofApp(setting -> false, loader).check(Map.of("own.camel.yaml", BEANS)))
                .isEmpty();
        assertThat(RouteCheck.ofApp(setting -> false).check(Map.of("own.camel.yaml", BEANS)))
                .extracting(Finding::text)
                .containsExactly("own.camel.yaml:3: there is no class 'com.example.Stamp' in this app");
    }

    @Test
    void shouldDoWithoutJars() {
        assertThat(Libraries.loader("")).isSameAs(RouteCheck.class.getClassLoader());
    }

    @Test
    void shouldSayWhatToDoWhenThereAreNoJars() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Libraries.loader(directory.toString()))
                .withMessageContaining("darkroom.libraries is '" + directory + "'")
                .withMessageContaining("ends in .jar");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Libraries.loader(directory + "/nowhere"))
                .withMessageContaining("no directory");
    }
}
