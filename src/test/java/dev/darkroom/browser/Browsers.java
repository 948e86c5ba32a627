package dev.darkroom.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The browsers of a test: one that all tests of a run use after one another, since starting takes longer than most tests, and more of
 * its own for a test that asks for them. A test after which any console has errors fails.
 */
final class Browsers implements BeforeEachCallback, AfterEachCallback {

    private final List<Browser> own = new ArrayList<>();
    private Browser shared;

    @Override
    public void beforeEach(ExtensionContext context) {
        shared = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Browsers.class))
                .getOrComputeIfAbsent(Kept.class, none -> new Kept(Browser.start()), Kept.class)
                .browser();
    }

    Browser first() {
        return shared;
    }

    /** @return another one, as of another visitor */
    Browser another() {
        Browser browser = Browser.start();
        own.add(browser);
        return browser;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<String> complaints = new ArrayList<>(shared.complaints());
        own.forEach(browser -> complaints.addAll(browser.complaints()));
        own.forEach(Browser::close);
        shared.freshTab();
        assertThat(complaints).as("errors in the browser's console").isEmpty();
    }

    /** Closed when the run ends. */
    private record Kept(Browser browser) implements AutoCloseable {

        @Override
        public void close() {
            browser.close();
        }
    }
}
