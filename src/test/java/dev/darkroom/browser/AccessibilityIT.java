package dev.darkroom.browser;

import static org.assertj.core.api.Assertions.assertThat;

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

    private void prefer(String scheme) {
        if (scheme.equals("dark")) {
            browser.preferDark();
        }
    }
}
