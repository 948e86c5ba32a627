package dev.darkroom.browser;

import static dev.darkroom.browser.GalleryUi.soon;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page itself, with nobody uploading. */
class PageIT extends BrowserTestCase {

    @Test
    void shouldInviteToUploadWhenEmpty() {
        gallery.open();

        assertThat(gallery.find("p.empty").isDisplayed()).isTrue();
        assertThat(gallery.photos()).isEmpty();
    }

    @Test
    void shouldShowPicturesNewestFirst() {
        contents.showScenes(3);

        gallery.open();

        assertThat(gallery.photos()).containsExactly("Scene 1.jpg", "Scene 2.jpg", "Scene 3.jpg");
        soon().untilAsserted(() -> assertThat(gallery.picturesThatArrived()).isEqualTo(3));
    }

    @ParameterizedTest
    @ValueSource(ints = {Browser.NARROW, Browser.WIDE})
    void shouldFitTheViewWithoutScrollingSideways(int width) {
        contents.showScenes(PAGE_SIZE);
        browser.view(width);

        gallery.open();

        assertThat(gallery.overhang()).isZero();
    }

    @Test
    void shouldBeDarkWhereTheSystemIs() {
        gallery.open();
        double light = gallery.brightness();
        browser.preferDark();
        gallery.open();

        assertThat(light).isGreaterThan(0.8);
        assertThat(gallery.brightness()).isLessThan(0.2);
    }
}
