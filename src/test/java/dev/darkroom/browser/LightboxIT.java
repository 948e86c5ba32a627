package dev.darkroom.browser;

import static dev.darkroom.browser.GalleryUi.soon;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** A picture in large. */
class LightboxIT extends BrowserTestCase {

    private Lightbox lightbox;

    @BeforeEach
    void openFullPage() {
        contents.showScenes(PAGE_SIZE + 2);
        gallery.open();
        lightbox = gallery.lightbox();
    }

    @Test
    void shouldOpenAPictureFromTheKeyboardAndReturnTheFocus() {
        focusPhoto("Scene 2.jpg");
        browser.press(Keys.ENTER);

        soon().until(lightbox::isOpen);
        assertThat(lightbox.caption()).contains("Scene 2.jpg");
        soon().until(lightbox::showsPicture);
        assertThat(lightbox.hasFocus()).isTrue();

        browser.press(Keys.ESCAPE);
        soon().until(() -> !lightbox.isOpen());
        soon().untilAsserted(() -> assertThat(gallery.focusedPhoto()).isEqualTo("Scene 2.jpg"));
        soon().untilAsserted(() -> assertThat(gallery.shownAddress()).isEqualTo("/"));
    }

    @Test
    void shouldWalkThroughThePicturesByArrows() {
        openPhoto("Scene 1.jpg");
        assertThat(lightbox.find("button.previous").isEnabled()).isFalse();

        browser.press(Keys.ARROW_RIGHT);
        soon().untilAsserted(() -> assertThat(lightbox.caption()).contains("Scene 2.jpg"));
        browser.press(Keys.ARROW_RIGHT);
        soon().untilAsserted(() -> assertThat(lightbox.caption()).contains("Scene 3.jpg"));
        browser.press(Keys.ARROW_LEFT);
        soon().untilAsserted(() -> assertThat(lightbox.caption()).contains("Scene 2.jpg"));

        browser.press(Keys.ESCAPE);
        soon().untilAsserted(() -> assertThat(gallery.focusedPhoto()).isEqualTo("Scene 2.jpg"));
    }

    @Test
    void shouldGoOnToOlderPagesAndEndAtTheOldestPicture() {
        openPhoto("Scene 1.jpg");

        for (int i = 2; i <= PAGE_SIZE + 2; i++) {
            String name = "Scene " + i + ".jpg";
            browser.press(Keys.ARROW_RIGHT);
            soon().untilAsserted(() -> assertThat(lightbox.caption()).contains(name));
        }
        soon().until(() -> !lightbox.find("button.next").isEnabled());
    }

    @Test
    void shouldKeepTheFocusInside() {
        openPhoto("Scene 2.jpg");

        for (int i = 0; i < 8; i++) {
            browser.press(Keys.TAB);
            assertThat(gallery.focusedPhoto()).as("picture behind, after Tab").isEmpty();
        }
    }

    @Test
    void shouldHaveAnAddressForEachPicture() {
        openPhoto("Scene 2.jpg");
        browser.press(Keys.ARROW_RIGHT);
        soon().untilAsserted(() -> assertThat(lightbox.caption()).contains("Scene 3.jpg"));
        String address = gallery.shownAddress();
        assertThat(address).startsWith("/?photo=");

        gallery.open("");
        gallery.open(address.substring(1));

        soon().until(lightbox::isOpen);
        assertThat(lightbox.caption()).contains("Scene 3.jpg");
        browser.press(Keys.ESCAPE);
        soon().until(() -> !lightbox.isOpen());
        assertThat(gallery.photos()).contains("Scene 3.jpg");
    }

    @Test
    void shouldBeClosedByGoingBackAndOpenedByGoingForward() {
        openPhoto("Scene 2.jpg");

        browser.driver().navigate().back();
        soon().until(() -> !lightbox.isOpen());
        assertThat(gallery.shownAddress()).isEqualTo("/");

        browser.driver().navigate().forward();
        soon().until(lightbox::isOpen);
        assertThat(lightbox.caption()).contains("Scene 2.jpg");
    }

    @Test
    void shouldBeLeftWithoutATraceInTheHistory() {
        gallery.open("?after=" + gallery.photo("Scene 1.jpg").getDomAttribute("data-photo"));
        openPhoto("Scene 3.jpg");
        lightbox.find("button.close").click();
        soon().until(() -> !lightbox.isOpen() && gallery.shownAddress().startsWith("/?after="));

        browser.driver().navigate().back();

        soon().untilAsserted(() -> assertThat(gallery.shownAddress()).isEqualTo("/"));
    }

    @Test
    void shouldWalkBySwipes() {
        openPhoto("Scene 1.jpg");

        browser.swipe(900, 300);
        soon().untilAsserted(() -> assertThat(lightbox.caption()).contains("Scene 2.jpg"));
        browser.swipe(300, 900);
        soon().untilAsserted(() -> assertThat(lightbox.caption()).contains("Scene 1.jpg"));
    }

    @Test
    void shouldFollowAPlainLinkWithoutScripts() {
        browser.withoutScripts();
        gallery.open();

        gallery.photo("Scene 2.jpg").findElement(By.tagName("a")).click();

        assertThat(gallery.photos()).startsWith("Scene 2.jpg");
    }

    private void focusPhoto(String name) {
        browser.run("arguments[0].querySelector('a').focus()", gallery.photo(name));
    }

    private void openPhoto(String name) {
        gallery.photo(name).click();
        soon().until(lightbox::isOpen);
        soon().untilAsserted(() -> assertThat(lightbox.caption()).contains(name));
    }
}
