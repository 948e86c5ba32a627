package dev.darkroom.browser;

import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The picture in large, over the page. */
final class Lightbox {

    private static final By DIALOG = By.cssSelector("dialog.lightbox");

    private final Browser browser;

    Lightbox(Browser browser) {
        this.browser = browser;
    }

    boolean isOpen() {
        List<WebElement> dialogs = browser.driver().findElements(DIALOG);
        return !dialogs.isEmpty() && dialogs.get(0).getDomAttribute("open") != null;
    }

    String caption() {
        return find(".caption").getText();
    }

    /** @return the name of its picture, whole, however much of it there is room for */
    String name() {
        return find(".caption bdi").getDomProperty("textContent");
    }

    /** @return whether its picture has arrived */
    boolean showsPicture() {
        return Boolean.TRUE.equals(
                browser.run(
                        "const img = document.querySelector('dialog.lightbox img'); return img.complete && img.naturalWidth > 0"));
    }

    /** @return whether the keyboard acts on it and not on the page behind */
    boolean hasFocus() {
        return Boolean.TRUE.equals(
                browser.run("return document.querySelector('dialog.lightbox').contains(document.activeElement)"));
    }

    WebElement find(String selector) {
        return browser.driver().findElement(DIALOG).findElement(By.cssSelector(selector));
    }
}
