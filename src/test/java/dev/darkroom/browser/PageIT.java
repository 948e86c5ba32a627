package dev.darkroom.browser;

import static dev.darkroom.browser.GalleryUi.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;

/** The page itself, with nobody uploading. */
class PageIT extends BrowserTestCase {

    @Test
    void shouldInviteToUploadWhenEmpty() {
        gallery.open();

        assertThat(gallery.find(".empty").isDisplayed()).isTrue();
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

    @ParameterizedTest
    @ValueSource(ints = {Browser.NARROW, Browser.WIDE})
    void shouldNotMoveWhileItLoads(int width) {
        contents.showScenes(PAGE_SIZE);
        browser.view(width);

        gallery.open();

        soon().until(() -> gallery.picturesThatArrived() > 0);
        assertThat(gallery.layoutShift()).isZero();
    }

    @Test
    void shouldLoadOlderPicturesAsTheVisitorScrolls() {
        int all = 3 * PAGE_SIZE + 1;
        contents.showScenes(all);
        gallery.open();

        soon().until(() -> {
            gallery.scrollToEnd();
            return gallery.photos().size() >= all;
        });

        assertThat(gallery.photos())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, all)
                        .mapToObj(i -> "Scene " + i + ".jpg")
                        .toList());
        assertThat(gallery.all("nav a[rel=next]")).isEmpty();
    }

    @Test
    void shouldLeaveOlderPicturesAloneUntilTheVisitorComesNear() {
        int all = 6 * PAGE_SIZE;
        contents.showScenes(all);

        gallery.open();

        soon().until(() -> gallery.distanceToOlderPhotos() > 600);
        assertThat(gallery.photos()).hasSizeLessThan(all);
    }

    @Test
    void shouldLeadBackToTheNewestPictures() {
        contents.showScenes(PAGE_SIZE + 1);
        gallery.open("?after=" + cursor("Scene 1.jpg"));
        assertThat(gallery.photos()).startsWith("Scene 2.jpg");

        gallery.find("nav a.newest").click();

        soon().untilAsserted(() -> assertThat(gallery.photos()).startsWith("Scene 1.jpg"));
    }

    @Test
    void shouldPrintThePicturesWithTheirNamesAndNothingElse() {
        contents.showScenes(3);
        gallery.open();
        browser.showAsPrinted();

        assertThat(gallery.find("form.upload").isDisplayed()).isFalse();
        assertThat(gallery.find("nav").isDisplayed()).isFalse();
        assertThat(gallery.photo("Scene 1.jpg").findElement(By.tagName("img")).isDisplayed())
                .isTrue();
        assertThat(gallery.photo("Scene 1.jpg").getText()).contains("Scene 1.jpg");
        assertThat(gallery.brightness()).isEqualTo(1);
    }

    @Test
    void shouldKeepStillForThoseWhoAskForIt() {
        browser.preferReducedMotion();
        gallery.open();

        gallery.choose(files.picture("harbour.jpg"));

        soon().untilAsserted(() -> assertThat(gallery.photos()).containsExactly("harbour.jpg"));
        assertThat(gallery.movingElements()).isEmpty();
    }

    @Test
    void shouldExplainAnAddressThatLeadsNowhere() {
        browser.provoke("400 (Bad Request)");

        gallery.open("?after=nonsense");

        assertThat(gallery.find("main").getText()).isNotBlank();
        assertThat(gallery.find("main a").getDomAttribute("href")).isEqualTo("/");
    }

    private String cursor(String name) {
        gallery.open();
        return gallery.photo(name).getDomAttribute("data-photo");
    }
}
