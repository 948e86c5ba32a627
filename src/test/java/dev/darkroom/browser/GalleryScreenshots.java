package dev.darkroom.browser;

import static dev.darkroom.browser.GalleryUi.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Takes the pictures of the gallery that documentation shows, into the folder that the system property {@code darkroom.screenshots}
 * names. Runs on demand only; see CONTRIBUTING.md.
 */
class GalleryScreenshots extends BrowserTestCase {

    private static final List<String> NAMES = List.of(
            "Above the sea",
            "Ridge at noon",
            "Last light",
            "Moonrise",
            "Grey morning",
            "Valley",
            "Far shore",
            "On the way up",
            "Evening, third day",
            "Pass",
            "Clear night",
            "After the rain");

    private final Path target = Path.of(System.getProperty("darkroom.screenshots", "target/screenshots"));

    @BeforeEach
    void hideScrollBars() {
        browser.hideScrollBars();
    }

    @Test
    void emptyPage() throws IOException {
        gallery.open();

        save("empty");
    }

    @Test
    void fullPageByDay() throws IOException {
        openFullPage();

        save("light");
    }

    @Test
    void fullPageByNight() throws IOException {
        browser.preferDark();
        openFullPage();

        save("dark");
    }

    @Test
    void fullPageOnATelephone() throws IOException {
        browser.view(Browser.NARROW);
        openFullPage();

        save("narrow");
    }

    @Test
    void emptyPageOnATelephone() throws IOException {
        browser.view(Browser.NARROW);
        gallery.open();

        save("narrow-empty");
    }

    @Test
    void uploadsOnTheirWay() throws IOException {
        openFullPage();
        upload();

        save("uploads");
    }

    @Test
    void uploadsOnTheirWayOnATelephone() throws IOException {
        browser.view(Browser.NARROW);
        openFullPage();
        upload();

        save("narrow-uploads");
    }

    @Test
    void filesHeldOverThePage() throws IOException {
        openFullPage();
        gallery.hold(files.picture("dropped.jpg"), 700, 500);

        save("drop");
    }

    @Test
    void pictureInLarge() throws IOException {
        openFullPage();
        gallery.photo("Last light.jpg").click();
        soon().until(gallery.lightbox()::showsPicture);

        save("lightbox");
    }

    @Test
    void pictureInLargeOnATelephone() throws IOException {
        browser.view(Browser.NARROW);
        openFullPage();
        gallery.photo("Last light.jpg").click();
        soon().until(gallery.lightbox()::showsPicture);

        save("narrow-lightbox");
    }

    @Test
    void focusOnAPicture() throws IOException {
        openFullPage();
        browser.run("arguments[0].querySelector('a').focus({ focusVisible: true })", gallery.photo("Moonrise.jpg"));

        save("focus");
    }

    @Test
    void resultWithoutScripts() throws IOException {
        fill();
        browser.withoutScripts();
        gallery.open().submit(files.picture("Boathouse.jpg"));
        soon().untilAsserted(() -> assertThat(gallery.photos()).startsWith("Boathouse.jpg"));

        save("no-script");
    }

    @Test
    void rejectionWithoutScripts() throws IOException {
        fill();
        browser.withoutScripts();
        gallery.open().submit(files.text("letter.jpg"));
        soon().untilAsserted(() ->
                assertThat(gallery.status()).contains("letter.jpg").contains("picture"));

        save("no-script-rejected");
    }

    @Test
    void print() throws IOException {
        openFullPage();
        browser.showAsPrinted();

        save("print");
    }

    private void openFullPage() {
        fill();
        gallery.open();
        soon().until(() -> gallery.picturesThatArrived() >= PAGE_SIZE);
    }

    private void fill() {
        Instant newest = Instant.parse("2026-05-01T18:30:00Z");
        for (int i = 0; i < 4 * NAMES.size(); i++) {
            String suffix = i < NAMES.size() ? ".jpg" : " " + (1 + i / NAMES.size()) + ".jpg";
            contents.show(NAMES.get(i % NAMES.size()) + suffix, newest.minusSeconds(5400L * i), Scene.thumbnail(i + 1));
        }
    }

    private void upload() {
        browser.slow(400_000);
        gallery.choose(
                files.picture("Boathouse.jpg"),
                files.heavyPicture("Lighthouse.jpg", 1_200_000),
                files.heavyPicture("Orchard.jpg", 2_400_000),
                files.heavyPicture("Harbour.jpg", 2_000_000),
                files.heic("IMG_2041.HEIC"));
        soon().until(() -> gallery.photos().contains("Boathouse.jpg")
                && gallery.row("Lighthouse.jpg").progress() > 0.5);
    }

    private void save(String name) throws IOException {
        Files.createDirectories(target);
        Files.write(target.resolve(name + ".png"), browser.screenshot());
    }
}
