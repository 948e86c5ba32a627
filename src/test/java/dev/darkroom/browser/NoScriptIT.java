package dev.darkroom.browser;

import static dev.darkroom.browser.GalleryUi.soon;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gallery for browsers that run no scripts. */
class NoScriptIT extends BrowserTestCase {

    @BeforeEach
    void switchScriptsOff() {
        browser.withoutScripts();
    }

    @Test
    void shouldSayThatAnUploadIsInTheGallery() {
        gallery.open().submit(files.picture("harbour.jpg"));

        soon().untilAsserted(() -> assertThat(gallery.status()).contains("harbour.jpg is in the gallery"));
        assertThat(gallery.photos()).containsExactly("harbour.jpg");
    }

    @Test
    void shouldSayWhyAnUploadIsNotInTheGallery() {
        gallery.open().submit(files.text("letter.jpg"));

        soon().untilAsserted(() ->
                assertThat(gallery.status()).contains("letter.jpg").contains("picture"));
        assertThat(gallery.photos()).isEmpty();
    }

    @Test
    void shouldLeadToOlderPicturesAndBackByLinks() {
        contents.showScenes(PAGE_SIZE + 2);
        gallery.open();
        assertThat(gallery.photos()).hasSize(PAGE_SIZE);

        gallery.find("nav a[rel=next]").click();
        assertThat(gallery.photos()).containsExactly("Scene 13.jpg", "Scene 14.jpg");

        gallery.find("nav a:not([rel])").click();
        assertThat(gallery.photos()).hasSize(PAGE_SIZE).startsWith("Scene 1.jpg");
    }
}
