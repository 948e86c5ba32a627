package dev.darkroom.browser;

import static dev.darkroom.browser.GalleryUi.soon;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WCAG 2.2 AA as far as axe-core can tell. */
class AccessibilityIT extends BrowserTestCase {

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void shouldHaveNoViolationsOnTheEmptyPage(String scheme) {
        prefer(scheme);
        gallery.open();

        assertThat(Axe.violations(browser)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void shouldHaveNoViolationsOnAFullPage(String scheme) {
        contents.showScenes(PAGE_SIZE + 1);
        prefer(scheme);
        gallery.open();

        assertThat(Axe.violations(browser)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void shouldHaveNoViolationsDuringUploads(String scheme) {
        prefer(scheme);
        gallery.open();
        gallery.choose(files.picture("ready.jpg"), files.text("rejected.jpg"), files.text("refused.txt"));
        soon().until(() -> gallery.row("rejected.jpg").state().equals("rejected"));
        browser.slow(50_000);
        gallery.choose(files.heavyPicture("uploading.jpg", 2_000_000));
        soon().until(() -> gallery.row("uploading.jpg").state().equals("uploading"));

        assertThat(Axe.violations(browser)).isEmpty();

        assertThat(gallery.row("uploading.jpg").state()).isEqualTo("uploading");
        gallery.row("uploading.jpg").press("cancel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void shouldHaveNoViolationsInTheLightbox(String scheme) {
        contents.showScenes(3);
        prefer(scheme);
        gallery.open();
        gallery.photo("Scene 2.jpg").click();
        soon().until(gallery.lightbox()::isOpen);

        assertThat(Axe.violations(browser)).isEmpty();
    }

    @Test
    void shouldHaveNoViolationsOnATelephone() {
        contents.showScenes(3);
        browser.view(Browser.NARROW);
        gallery.open();
        gallery.choose(files.text("refused.txt"));

        assertThat(Axe.violations(browser)).isEmpty();
    }

    @Test
    void shouldHaveNoViolationsWithoutScripts() {
        browser.withoutScripts();
        gallery.open().submit(files.text("letter.jpg"));
        soon().untilAsserted(() ->
                assertThat(gallery.status()).contains("letter.jpg").contains("picture"));

        browser.withScripts();
        assertThat(Axe.violations(browser)).isEmpty();
    }

    private void prefer(String scheme) {
        if (scheme.equals("dark")) {
            browser.preferDark();
        }
    }
}
