package dev.darkroom.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Chromium and the driver that belongs to it, as installed on this machine.
 *
 * @param browser the browser's program
 * @param driver its WebDriver server, {@code chromedriver}
 */
record Chromium(Path browser, Path driver) {

    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    /** @return the one on the path; empty if the browser or its driver is missing */
    static Optional<Chromium> installed() {
        return BROWSERS.stream()
                .flatMap(name -> onPath(name).stream())
                .findFirst()
                .flatMap(browser -> onPath("chromedriver").map(driver -> new Chromium(browser, driver)));
    }

    private static Optional<Path> onPath(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(Pattern.quote(File.pathSeparator)))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
