package dev.darkroom.browser;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.openqa.selenium.By;
import org.openqa.selenium.NotFoundException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;

/** The gallery in a browser: what a visitor can do there and see. */
final class GalleryUi {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Browser browser;
    private final URI address;

    GalleryUi(Browser browser, URI address) {
        this.browser = browser;
        this.address = address;
    }

    Browser browser() {
        return browser;
    }

    /** @return waits for what takes a moment, as visitors do, while elements and whole pages come and go */
    static ConditionFactory soon() {
        return await().pollInterval(Duration.ofMillis(100))
                .atMost(PATIENCE)
                .ignoreExceptionsMatching(
                        problem -> problem instanceof NotFoundException || isOfAPageThatHasGone(problem));
    }

    private static boolean isOfAPageThatHasGone(Throwable problem) {
        return problem instanceof StaleElementReferenceException
                || problem instanceof WebDriverException
                        && problem.getMessage().contains("does not belong to the document");
    }

    GalleryUi open() {
        return open("");
    }

    /**
     * Opens a page.
     *
     * @param target path and query without the first slash
     */
    GalleryUi open(String target) {
        browser.driver().get(address + target);
        return this;
    }

    /** @return path, query and fragment of the address that is shown */
    String shownAddress() {
        return browser.driver().getCurrentUrl().substring(address.toString().length() - 1);
    }

    /** Chooses files in the file dialogue. */
    void choose(Path... files) {
        find("input#file").sendKeys(Stream.of(files).map(Path::toString).collect(Collectors.joining("\n")));
    }

    void choose(List<Path> files) {
        choose(files.toArray(Path[]::new));
    }

    /** Sends the form as browsers do that run no scripts. */
    void submit(Path file) {
        choose(file);
        find("form.upload button[type=submit]").click();
    }

    UploadRow row(String name) {
        return rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no upload of that name is listed: " + name));
    }

    List<UploadRow> rows() {
        return all("#upload-list > li.upload-row").stream()
                .map(row -> new UploadRow(browser, row))
                .toList();
    }

    /** @return names of the pictures on the page, in its order */
    @SuppressWarnings("unchecked")
    List<String> photos() {
        return (List<String>) browser.run(
                "return [...document.querySelectorAll('ul.photos figcaption bdi')].map((name) => name.textContent)");
    }

    /** @return how many pictures of the page have been loaded */
    long picturesThatArrived() {
        return (Long) browser.run(
                "return [...document.querySelectorAll('ul.photos img')].filter((img) => img.naturalWidth > 0).length");
    }

    /** @return brightness of the page behind everything, from 0 to 1 */
    double brightness() {
        return ((Number) browser.run("const [red, green, blue] = getComputedStyle(document.body).backgroundColor"
                        + ".match(/[\\d.]+/g).map(Number); return (red + green + blue) / 3 / 255"))
                .doubleValue();
    }

    /** @return the sentence above the pictures, which tells what has become of an upload by plain form */
    String status() {
        return (String) browser.run("return document.querySelector('p.status')?.innerText ?? ''");
    }

    /** @return elements with which only a name taken for HTML can have come: images from nowhere, scripts in the page, handlers */
    @SuppressWarnings("unchecked")
    List<String> foreignElements() {
        return (List<String>) browser.run("return [...document.querySelectorAll('*')].filter((element) =>"
                + " element.matches('script:not([src]), img[src=x], b, bdi *')"
                + " || [...element.attributes].some((attribute) => attribute.name.startsWith('on')))"
                + ".map((element) => element.outerHTML)");
    }

    /** Drags a file onto the page and keeps it there, until the page says that it can be let go. */
    void hold(Path file, int x, int y) {
        browser.drag("dragEnter", x, y, file);
        soon().until(() -> {
            browser.drag("dragOver", x, y, file);
            return isWaitingForDrop();
        });
    }

    /** @return whether the page says that files can be let go */
    boolean isWaitingForDrop() {
        return Boolean.TRUE.equals(browser.run("return document.body.classList.contains('dragging')"));
    }

    /** @return name of the picture in the grid that the keyboard acts on; empty for none */
    String focusedPhoto() {
        return (String) browser.run("const item = document.activeElement.closest('ul.photos > li');"
                + " return item ? item.querySelector('bdi').textContent : ''");
    }

    /** @return by how much of the view things have moved by themselves since the page was opened */
    double layoutShift() {
        return ((Number) browser.driver()
                        .executeAsyncScript("const done = arguments[0]; let sum = 0;"
                                + " new PerformanceObserver((list) => list.getEntries().forEach((entry) => (sum += entry.value)))"
                                + ".observe({ type: 'layout-shift', buffered: true });"
                                + " requestAnimationFrame(() => setTimeout(() => done(sum), 0))"))
                .doubleValue();
    }

    /** @return what moves or changes little by little */
    @SuppressWarnings("unchecked")
    List<String> movingElements() {
        return (List<String>) browser.run("return [...document.querySelectorAll('*')].filter((element) => {"
                + " const style = getComputedStyle(element);"
                + " return style.animationName !== 'none' || style.transitionDuration.split(', ').some((time) => time !== '0s')"
                + " || style.scrollBehavior === 'smooth'; }).map((element) => element.outerHTML)");
    }

    /** @return pixels from the lower end of the view down to the link to older pictures */
    double distanceToOlderPhotos() {
        return ((Number)
                        browser.run(
                                "return document.querySelector('nav a[rel=next]').getBoundingClientRect().top - window.innerHeight"))
                .doubleValue();
    }

    void scrollToEnd() {
        browser.run("window.scrollTo(0, document.documentElement.scrollHeight)");
    }

    /** @return what a screen reader is told */
    String announcement() {
        return find("#announcer").getDomProperty("textContent");
    }

    Lightbox lightbox() {
        return new Lightbox(browser);
    }

    WebElement photo(String name) {
        return all("ul.photos > li").stream()
                .filter(photo -> photo.findElement(By.cssSelector("figcaption bdi"))
                        .getDomProperty("textContent")
                        .equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no picture of that name is shown: " + name));
    }

    /** @return by how many pixels the page is wider than the view */
    long overhang() {
        return (Long) browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    WebElement find(String selector) {
        return browser.driver().findElement(By.cssSelector(selector));
    }

    List<WebElement> all(String selector) {
        return browser.driver().findElements(By.cssSelector(selector));
    }
}
