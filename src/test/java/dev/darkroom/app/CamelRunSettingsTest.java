package dev.darkroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What {@code camel run} puts on its class path is what the app is built with. */
class CamelRunSettingsTest {

    @Test
    void shouldNameTheVersionsOfTheBuild() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("application.properties"))) {
            settings.load(reader);
        }

        assertThat(settings.getProperty("camel.jbang.classpathFiles"))
                .isEqualTo("target/darkroom-" + text(pom, "version") + ".jar");
        assertThat(List.of(settings.getProperty("camel.jbang.dependencies").split(",")))
                .contains(
                        "com.samskivert:jmustache:" + text(pom, "jmustache.version"),
                        "com.twelvemonkeys.imageio:imageio-tiff:" + text(pom, "twelvemonkeys.version"),
                        "com.twelvemonkeys.imageio:imageio-jpeg:" + text(pom, "twelvemonkeys-jpeg.version"),
                        "com.twelvemonkeys.imageio:imageio-bmp:" + text(pom, "twelvemonkeys-bmp.version"));
    }

    private static String text(String pom, String element) {
        String start = "<" + element + ">";
        int from = pom.indexOf(start) + start.length();
        return pom.substring(from, pom.indexOf("</", from));
    }
}
