package dev.darkroom.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Runs axe-core in a page: every rule of WCAG 2.2 A and AA, and what axe calls best practice. */
final class Axe {

    private static final String RUN =
            """
            const done = arguments[arguments.length - 1];
            axe.run(document, {
              runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
              rules: { 'target-size': { enabled: true } },
              resultTypes: ['violations'],
            }).then(
              (result) => done(result.violations.flatMap((violation) => violation.nodes.map((node) =>
                violation.id + ' (' + violation.impact + ') at ' + node.target.join(' ') + ': ' + node.failureSummary))),
              (problem) => done(['axe did not run: ' + problem]));
            """;

    private Axe() {}

    /** @return a line for each element that breaks a rule */
    @SuppressWarnings("unchecked")
    static List<String> violations(Browser browser) {
        browser.driver().manage().timeouts().scriptTimeout(Duration.ofMinutes(1));
        browser.run(script());
        return (List<String>) browser.driver().executeAsyncScript(RUN);
    }

    private static String script() {
        try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
