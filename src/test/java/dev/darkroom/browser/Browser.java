package dev.darkroom.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A Chromium without a window, which reaches this machine and nothing else. All that a test sets, from the size of the view to the
 * network, belongs to the tab and is gone with {@link #freshTab()}.
 */
final class Browser implements AutoCloseable {

    /** A desktop's view. */
    static final int WIDE = 1440;
    /** A telephone's view. */
    static final int NARROW = 375;

    private static final Map<Integer, Integer> HEIGHTS = Map.of(WIDE, 900, NARROW, 812);

    /** Says that it has no classes for the DevTools of just this version; none are used. */
    private static final Logger VERSION_FINDER = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    static {
        VERSION_FINDER.setLevel(Level.SEVERE);
    }

    private final ChromeDriver driver;
    private final Path temporary;
    private final List<Predicate<String>> provoked = new ArrayList<>();

    private Browser(ChromeDriver driver, Path temporary) {
        this.driver = driver;
        this.temporary = temporary;
    }

    static Browser start() {
        Chromium chromium = Chromium.installed()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "chromium and chromedriver have to be on the path, since DARKROOM_BROWSER_TESTS is `required`"));
        Path temporary = temporaryFolder();
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromium.driver().toFile())
                .usingAnyFreePort()
                .withEnvironment(Map.of("TMPDIR", temporary.toString()))
                .withSilent(true)
                .build();
        Browser browser = new Browser(new ChromeDriver(service, options(chromium)), temporary);
        browser.view(WIDE);
        return browser;
    }

    /** Holds the profile, and what Chromium itself leaves behind. */
    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("darkroom-browser");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ChromeOptions options(Chromium chromium) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.browser().toFile());
        options.addArguments(
                "--headless=new",
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-extensions",
                "--disable-gpu",
                "--disable-features=OptimizationHints,MediaRouter,Translate",
                "--no-first-run",
                "--lang=en");
        if ("root".equals(System.getProperty("user.name"))) {
            options.addArguments("--no-sandbox");
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        // only a session with a socket leaves it to the test to answer whether to leave a page
        options.setCapability("webSocketUrl", true);
        options.setCapability(
                "unhandledPromptBehavior", Map.of("default", "dismiss and notify", "beforeUnload", "ignore"));
        return options;
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Sets the size of the view, without scroll bars and window frames. */
    void view(int width) {
        cdp(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", HEIGHTS.get(width), "deviceScaleFactor", 1, "mobile", false));
    }

    void preferDark() {
        prefer("prefers-color-scheme", "dark");
    }

    void preferReducedMotion() {
        prefer("prefers-reduced-motion", "reduce");
    }

    private void prefer(String feature, String value) {
        cdp("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    void showAsPrinted() {
        cdp("Emulation.setEmulatedMedia", Map.of("media", "print"));
    }

    void hideScrollBars() {
        cdp("Emulation.setScrollbarsHidden", Map.of("hidden", true));
    }

    /** Switches scripts off, for pages loaded from now on. */
    void withoutScripts() {
        cdp("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    }

    /** Switches scripts on again, for what a test has to run in the page; the page's own have had their chance. */
    void withScripts() {
        cdp("Emulation.setScriptExecutionDisabled", Map.of("value", false));
    }

    void online() {
        network(false, -1);
    }

    void offline() {
        network(true, -1);
    }

    /** Limits what is sent. */
    void slow(int bytesPerSecond) {
        network(false, bytesPerSecond);
    }

    private void network(boolean offline, int uploadBytesPerSecond) {
        cdp("Network.enable", Map.of());
        cdp(
                "Network.emulateNetworkConditions",
                Map.of(
                        "offline",
                        offline,
                        "latency",
                        0,
                        "downloadThroughput",
                        -1,
                        "uploadThroughput",
                        uploadBytesPerSecond));
    }

    /** Has a script run in every page that is opened from now on, before the page's own. */
    void injectScript(String script) {
        cdp("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /** Runs a function's body in the page. */
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    void drag(String event, int x, int y, Path... files) {
        List<String> paths = List.of(files).stream().map(Path::toString).toList();
        cdp(
                "Input.dispatchDragEvent",
                Map.of(
                        "type",
                        event,
                        "x",
                        x,
                        "y",
                        y,
                        "data",
                        Map.of("items", List.of(), "files", paths, "dragOperationsMask", 1)));
    }

    /** Copies a picture, as from another page. */
    void copyPicture(URI origin) {
        cdp("Page.bringToFront", Map.of());
        cdp(
                "Browser.grantPermissions",
                Map.of(
                        "origin",
                        origin.toString(),
                        "permissions",
                        List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
        Object problem = driver.executeAsyncScript(
                """
                const done = arguments[0];
                const canvas = new OffscreenCanvas(320, 240);
                const context = canvas.getContext('2d');
                context.fillStyle = 'teal';
                context.fillRect(0, 0, 320, 240);
                canvas.convertToBlob({ type: 'image/png' })
                  .then((blob) => navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]))
                  .then(() => done(null), (problem) => done(String(problem)));
                """);
        if (problem != null) {
            throw new IllegalStateException("cannot copy a picture: " + problem);
        }
    }

    void paste() {
        new Actions(driver)
                .keyDown(Keys.CONTROL)
                .sendKeys("v")
                .keyUp(Keys.CONTROL)
                .perform();
    }

    void press(Keys key) {
        new Actions(driver).sendKeys(key).perform();
    }

    /** Moves a finger across the middle of the view. */
    void swipe(int fromX, int toX) {
        touch("touchStart", List.of(Map.of("x", fromX, "y", 400)));
        touch("touchMove", List.of(Map.of("x", (fromX + toX) / 2, "y", 400)));
        touch("touchMove", List.of(Map.of("x", toX, "y", 400)));
        touch("touchEnd", List.of());
    }

    private void touch(String event, List<Map<String, Integer>> points) {
        cdp("Input.dispatchTouchEvent", Map.of("type", event, "touchPoints", points));
    }

    Map<String, Object> cdp(String command, Map<String, Object> parameters) {
        return driver.executeCdpCommand(command, parameters);
    }

    /** @return a PNG of what is in view */
    byte[] screenshot() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /** Says that the test itself brings messages on that contain a text. */
    void provoke(String text) {
        provoked.add(message -> message.contains(text));
    }

    /** @return what the console has of errors and violated policies since the last call, without what was provoked */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .filter(message -> provoked.stream().noneMatch(known -> known.test(message)))
                .toList();
    }

    /** Leaves everything behind that a test did, but for files in the cache of another address. */
    void freshTab() {
        provoked.clear();
        String old = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB);
        String fresh = driver.getWindowHandle();
        driver.switchTo().window(old).close();
        driver.switchTo().window(fresh);
        cdp("Network.clearBrowserCache", Map.of());
        view(WIDE);
    }

    @Override
    public void close() {
        driver.quit();
        // its last processes may still be about to write there
        GalleryUi.soon()
                .ignoreExceptionsMatching(
                        problem -> problem instanceof IOException || problem instanceof UncheckedIOException)
                .until(this::deleteTemporaryFolder);
    }

    private boolean deleteTemporaryFolder() throws IOException {
        try (Stream<Path> files = Files.walk(temporary)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
        return true;
    }
}
