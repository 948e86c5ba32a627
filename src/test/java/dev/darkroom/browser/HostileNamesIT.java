package dev.darkroom.browser;

import static dev.darkroom.browser.GalleryUi.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;

/** Names that strangers give their files, on a page that all others look at. */
class HostileNamesIT extends BrowserTestCase {

    /** Key, and what is shown of it. */
    static Stream<Arguments> keys() {
        return Stream.of(
                same("<img src=x onerror=alert(1)>.jpg"),
                same("\"onmouseover=\"alert(1)\" x=\".jpg"),
                same("'><svg onload=alert(1)>.jpg"),
                same("<script>alert(1)<script>.jpg"),
                same("javascript:alert(1)"),
                same("{{secret}} ${7*7} #{7*7} <%= 7*7 %>"),
                same("&lt;b&gt; &amp;amp; %3Cscript%3E"),
                same("Ünïcödé 漢字 שלום مرحبا.jpg"),
                same("👩‍👩‍👧‍👦🏳️‍🌈.jpg"),
                same("w".repeat(896) + ".jpg"),
                same("漢".repeat(300)),
                same("e" + "\u0301\u0302\u0303\u0304".repeat(50) + ".jpg"),
                Arguments.of("photo\u202Egpj.exe", "photo\uFFFDgpj.exe"),
                Arguments.of("two\nlines\u0085.jpg", "two\uFFFDlines\uFFFD.jpg"),
                Arguments.of("a..b/.../pass wd+%2F.jpg", "pass wd+%2F.jpg"),
                Arguments.of("</script><script>alert(1)</script>.jpg", "script>.jpg"));
    }

    private static Arguments same(String name) {
        return Arguments.of(name, name);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void shouldBeShownAsTextAndNothingElse(String key, String shown) {
        contents.show(key, Instant.parse("2026-05-01T12:00:00Z"), Scene.thumbnail(1));
        browser.view(Browser.NARROW);

        gallery.open();

        assertThat(gallery.photos()).containsExactly(shown);
        assertThat(gallery.photo(shown).findElement(By.tagName("img")).getDomAttribute("alt"))
                .isEqualTo(shown);
        soon().until(() -> gallery.picturesThatArrived() == 1);
        gallery.photo(shown).click();
        soon().until(gallery.lightbox()::isOpen);
        assertThat(gallery.lightbox().name()).isEqualTo(shown);
        soon().until(gallery.lightbox()::showsPicture);
        assertThat(gallery.foreignElements()).isEmpty();
        assertThat(gallery.overhang()).isZero();
    }

    /** Name of a file, and what is shown of it. */
    static Stream<Arguments> files() {
        return Stream.of(
                same("<img src=x onerror=alert(1)>.jpg"),
                same("\"onmouseover=\"alert(1)\" x=\".jpg"),
                same("'; alert(1); '.jpg"),
                same("100%+1 & more?x=1#y.jpg"),
                same("👩‍👩‍👧‍👦 漢字 שלום.jpg"),
                same("e\u0301te\u0301.jpg"),
                same("{{secret}}.jpg"),
                // S3 itself would put the name of the file for it
                Arguments.of("${filename}.jpg", "{filename}.jpg"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldBeKeptThroughAnUpload(String name, String shown) {
        gallery.open();

        gallery.choose(files.picture(name));

        soon().untilAsserted(() -> assertThat(gallery.photos()).containsExactly(shown));
        assertThat(gallery.row(name).name()).isEqualTo(name);
        assertThat(gallery.foreignElements()).isEmpty();
    }

    @Test
    void shouldBeNamedAsTextInTheResultOfAPlainForm() {
        browser.withoutScripts();
        gallery.open().submit(files.text("<img src=x onerror=alert(1)>.jpg"));

        soon().untilAsserted(() -> assertThat(gallery.status())
                .contains("<img src=x onerror=alert(1)>.jpg")
                .contains("picture"));
        assertThat(gallery.foreignElements()).isEmpty();
    }
}
