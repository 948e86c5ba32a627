package dev.darkroom.browser;

import static dev.darkroom.browser.GalleryUi.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploading with scripts, with a network that works. */
class UploadIT extends BrowserTestCase {

    private UploadLog log;

    @BeforeEach
    void openPage() {
        log = UploadLog.start(browser);
        gallery.open();
    }

    @Test
    void shouldShowAnUploadedPictureWithoutLoadingThePageAgain() {
        browser.run("window.stillHere = true");

        gallery.choose(files.picture("harbour.jpg"));
        soon().until(() -> gallery.row("harbour.jpg").hasPreview());

        soon().untilAsserted(() -> assertThat(gallery.photos()).containsExactly("harbour.jpg"));
        soon().until(() -> gallery.picturesThatArrived() == 1);
        assertThat(log.requests()).anyMatch(UploadIT::concernsUpload);
        assertThat(log.states("harbour.jpg")).containsExactly("queued", "uploading", "developing", "ready");
        soon().untilAsserted(() -> assertThat(gallery.announcement()).contains("harbour.jpg"));
        assertThat(gallery.all(".empty")).isEmpty();
        assertThat(browser.run("return window.stillHere")).isEqualTo(true);
    }

    @Test
    void shouldTakeTheRowOfAFinishedUploadAwayAfterAWhile() {
        gallery.choose(files.picture("harbour.jpg"));
        UploadRow row = gallery.row("harbour.jpg");

        soon().until(row::isGone);
        assertThat(gallery.find("#uploads").isDisplayed()).isFalse();
    }

    @Test
    void shouldUploadThirtyFilesAFewAtATime() {
        List<Path> pictures = files.pictures(30);

        gallery.choose(pictures);

        soon().untilAsserted(() -> assertThat(gallery.photos())
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 30)
                        .mapToObj(i -> "photo-" + i + ".jpg")
                        .toList()));
        assertThat(log.mostAtOnce()).isEqualTo(3);
        assertThat(contents.thumbnails()).hasSize(30);
    }

    @Test
    void shouldKeepFilesOfTheSameNameApart() {
        gallery.choose(files.picture("photo.jpg"));
        gallery.choose(files.picture("photo.jpg"));

        soon().untilAsserted(() -> assertThat(gallery.photos()).containsExactly("photo.jpg", "photo.jpg"));
        assertThat(contents.thumbnails()).hasSize(2);
    }

    @Test
    void shouldRefuseATooLargeFileBeforeAnythingIsSent() {
        gallery.choose(files.sparse("panorama.jpg", MAX_BYTES + 1L));

        assertThat(gallery.row("panorama.jpg").state()).isEqualTo("refused");
        assertThat(gallery.row("panorama.jpg").message()).contains("3.0 MB");
        assertThat(log.requests()).noneMatch(UploadIT::concernsUpload);
    }

    @Test
    void shouldRefuseAPhotoOfAnIphoneWithAdvice() {
        gallery.choose(files.heic("IMG_0001.HEIC"));

        assertThat(gallery.row("IMG_0001.HEIC").state()).isEqualTo("refused");
        assertThat(gallery.row("IMG_0001.HEIC").message()).contains("HEIC").contains("JPEG");
        soon().untilAsserted(() -> assertThat(gallery.announcement()).contains("IMG_0001.HEIC"));
        assertThat(log.requests()).noneMatch(UploadIT::concernsUpload);
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes.txt", "drawing.svg", "page.html", "nothing"})
    void shouldRefuseWhatIsNoPictureByName(String name) {
        gallery.choose(files.text(name));

        assertThat(gallery.row(name).state()).isEqualTo("refused");
        assertThat(gallery.row(name).message()).contains("JPEG");
    }

    @Test
    void shouldSayWhyAFileWasRejectedThatOnlyLookedLikeAPicture() {
        gallery.choose(files.text("letter.jpg"));

        soon().untilAsserted(() -> assertThat(gallery.row("letter.jpg").state()).isEqualTo("rejected"));
        UploadRow row = gallery.row("letter.jpg");
        assertThat(row.message()).contains("picture");
        assertThat(gallery.photos()).isEmpty();

        row.press("dismiss");
        assertThat(gallery.rows()).isEmpty();
    }

    @Test
    void shouldGoOnWithTheOthersAfterOneThatIsRefused() {
        gallery.choose(files.text("notes.txt"), files.picture("harbour.jpg"), files.text("letter.jpg"));

        soon().untilAsserted(() -> assertThat(gallery.row("letter.jpg").state()).isEqualTo("rejected"));
        soon().untilAsserted(() -> assertThat(gallery.photos()).containsExactly("harbour.jpg"));
        assertThat(gallery.row("notes.txt").state()).isEqualTo("refused");
    }

    @Test
    void shouldUploadWhatIsDroppedAnywhere() {
        Path file = files.picture("dropped.jpg");

        gallery.hold(file, 700, 700);
        browser.drag("drop", 700, 700, file);

        soon().untilAsserted(() -> assertThat(gallery.photos()).containsExactly("dropped.jpg"));
        assertThat(gallery.isWaitingForDrop()).isFalse();
    }

    @Test
    void shouldUploadAPastedPicture() {
        browser.copyPicture(address);
        browser.paste();

        soon().untilAsserted(() -> assertThat(gallery.photos()).hasSize(1));
        assertThat(contents.thumbnails()).hasSize(1);
    }

    @Test
    void shouldShowTwoVisitorsWhoUploadAtOnceThePicturesOfBoth() {
        GalleryUi other = new GalleryUi(browsers.another(), address).open();

        gallery.choose(files.picture("mine.jpg"));
        other.choose(files.picture("yours.jpg"));

        for (GalleryUi visitor : List.of(gallery, other)) {
            soon().untilAsserted(() -> assertThat(visitor.photos()).containsExactlyInAnyOrder("mine.jpg", "yours.jpg"));
            soon().until(() -> visitor.picturesThatArrived() == 2);
        }
    }

    /** Whether it asks for a form or posts one; a page also looks for other visitors' pictures now and then. */
    private static boolean concernsUpload(String request) {
        return request.contains("/upload-form") || request.contains("/test-upload");
    }
}
