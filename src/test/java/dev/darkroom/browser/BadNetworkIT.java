package dev.darkroom.browser;

import static dev.darkroom.browser.GalleryUi.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.NoAlertPresentException;

/** Uploading over a network that is slow, or fails. */
class BadNetworkIT extends BrowserTestCase {

    /** An upload of two megabytes takes eight seconds, unless something comes between. */
    private static final int SLOW = 250_000;

    private static final int HEAVY = 2_000_000;

    private UploadLog log;

    @AfterEach
    void mendNetwork() {
        wire.mend();
        browser.online();
    }

    @BeforeEach
    void openPage() {
        log = UploadLog.start(browser);
        gallery.open();
    }

    @Test
    void shouldShowHowFarAnUploadIs() {
        browser.slow(SLOW);
        gallery.choose(files.heavyPicture("heavy.jpg", HEAVY));

        UploadRow row = startedRow("heavy.jpg");
        double first = row.progress();
        soon().until(() -> row.progress() > first);
        assertThat(row.message()).containsPattern("\\d %");

        browser.online();
        soon().untilAsserted(() -> assertThat(gallery.photos()).containsExactly("heavy.jpg"));
    }

    @Test
    void shouldStoreNothingOfAnUploadThatIsCancelled() {
        browser.slow(SLOW);
        gallery.choose(files.heavyPicture("heavy.jpg", HEAVY));
        startedRow("heavy.jpg").press("cancel");

        assertThat(gallery.row("heavy.jpg").state()).isEqualTo("cancelled");
        browser.online();
        gallery.choose(files.picture("another.jpg"));
        soon().untilAsserted(() -> assertThat(gallery.photos()).containsExactly("another.jpg"));
        assertThat(contents.thumbnails()).hasSize(1);
        assertThat(contents.originals()).isEmpty();
    }

    @Test
    void shouldNotEvenStartAQueuedUploadThatIsCancelled() {
        browser.slow(SLOW);
        gallery.choose(
                files.heavyPicture("1.jpg", HEAVY),
                files.heavyPicture("2.jpg", HEAVY),
                files.heavyPicture("3.jpg", HEAVY),
                files.picture("4.jpg"));
        soon().until(() -> gallery.row("3.jpg").state().equals("uploading"));

        gallery.row("4.jpg").press("cancel");

        browser.online();
        soon().untilAsserted(() -> assertThat(gallery.photos()).containsExactlyInAnyOrder("1.jpg", "2.jpg", "3.jpg"));
        assertThat(log.states("4.jpg")).containsExactly("queued", "cancelled");
    }

    @Test
    void shouldFinishByRetryWhatWasCutOff() throws IOException {
        browser.provoke("net::ERR_");
        // before it sends again, the page asks whether the first try has arrived after all
        browser.provoke("404 (Not Found)");
        browser.slow(SLOW);
        gallery.choose(files.heavyPicture("heavy.jpg", HEAVY));
        startedRow("heavy.jpg");

        // in this order: a browser that is taken offline sends the rest of an upload unthrottled
        wire.cut();
        browser.offline();
        soon().untilAsserted(() -> assertThat(gallery.row("heavy.jpg").state()).isEqualTo("failed"));
        assertThat(gallery.row("heavy.jpg").message()).contains("connection");
        assertThat(contents.originals()).isEmpty();

        browser.online();
        wire.mend();
        gallery.row("heavy.jpg").press("retry");
        soon().untilAsserted(() -> assertThat(gallery.photos()).containsExactly("heavy.jpg"));
        assertThat(log.states("heavy.jpg"))
                .containsExactly("queued", "uploading", "failed", "queued", "uploading", "developing", "ready");
        assertThat(contents.thumbnails()).hasSize(1);
    }

    @Test
    void shouldSayThatThereIsNoConnectionAndGoOnByRetry() {
        browser.provoke("net::ERR_INTERNET_DISCONNECTED");
        browser.offline();
        gallery.choose(files.picture("harbour.jpg"));

        soon().untilAsserted(
                        () -> assertThat(gallery.row("harbour.jpg").state()).isEqualTo("failed"));
        assertThat(gallery.row("harbour.jpg").message()).contains("connection");

        browser.online();
        gallery.row("harbour.jpg").press("retry");
        soon().untilAsserted(() -> assertThat(gallery.photos()).containsExactly("harbour.jpg"));
    }

    @Test
    void shouldShowThePictureOfAVisitorWhoseConnectionFailsWhileItIsDeveloped() {
        browser.provoke("net::ERR_INTERNET_DISCONNECTED");
        gallery.choose(files.picture("harbour.jpg"));
        soon().until(() -> log.states("harbour.jpg").contains("developing"));

        browser.offline();
        soon().until(() ->
                contents.thumbnails().size() == 1 && contents.originals().isEmpty());
        browser.online();

        soon().untilAsserted(() -> assertThat(gallery.photos()).containsExactly("harbour.jpg"));
    }

    @Test
    void shouldAskBeforeThePageIsLeftWhileUploading() {
        Path heavy = files.heavyPicture("heavy.jpg", HEAVY);
        browser.slow(SLOW);
        gallery.choose(heavy);
        startedRow("heavy.jpg");

        leave();
        soon().ignoreException(NoAlertPresentException.class)
                .untilAsserted(() -> browser.driver().switchTo().alert().dismiss());

        browser.online();
        soon().untilAsserted(() -> assertThat(gallery.photos()).containsExactly("heavy.jpg"));
    }

    @Test
    void shouldLetThePageGoWhenNothingIsOnItsWay() {
        gallery.choose(files.picture("harbour.jpg"));
        soon().untilAsserted(() -> assertThat(gallery.photos()).containsExactly("harbour.jpg"));
        browser.run("window.stillHere = true");

        leave();

        soon().until(() -> browser.run("return window.stillHere") == null);
    }

    private UploadRow startedRow(String name) {
        soon().until(() -> gallery.row(name).progress() > 0.02);
        return gallery.row(name);
    }

    /** Loads the page anew as a visitor does, having used it. */
    private void leave() {
        gallery.find("main").click();
        browser.run("setTimeout(() => location.reload(), 0)");
    }
}
