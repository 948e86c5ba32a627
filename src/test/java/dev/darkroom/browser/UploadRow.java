package dev.darkroom.browser;

import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;

/** One file in the list of uploads. */
final class UploadRow {

    private final Browser browser;
    private final WebElement row;

    UploadRow(Browser browser, WebElement row) {
        this.browser = browser;
        this.row = row;
    }

    String name() {
        return row.findElement(By.cssSelector(".name"))
                .getDomProperty("textContent")
                .strip();
    }

    String state() {
        return row.getDomAttribute("data-state");
    }

    /** @return what the row says in words */
    String message() {
        return row.findElement(By.cssSelector(".message")).getText();
    }

    /** @return whether the row shows the picture itself */
    boolean hasPreview() {
        return Boolean.TRUE.equals(browser.run(
                "const canvas = arguments[0].querySelector('canvas.preview');"
                        + "if (!canvas || !canvas.width || !canvas.height) return false;"
                        + "const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;"
                        + "return pixels.some((value, i) => i % 4 === 3 && value > 0)",
                row));
    }

    /** @return from 0 to 1 */
    double progress() {
        return ((Number) browser.run(
                        "const bar = arguments[0].querySelector('progress'); return bar.value / bar.max", row))
                .doubleValue();
    }

    /** @return whether it has disappeared from the list */
    boolean isGone() {
        try {
            return !row.isDisplayed();
        } catch (StaleElementReferenceException e) {
            return true;
        }
    }

    boolean offers(String button) {
        return row.findElements(By.cssSelector("button." + button)).stream().anyMatch(WebElement::isDisplayed);
    }

    /** Presses {@code cancel}, {@code retry} or {@code dismiss}. */
    void press(String button) {
        row.findElement(By.cssSelector("button." + button)).click();
    }
}
