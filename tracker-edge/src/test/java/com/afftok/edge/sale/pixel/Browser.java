package com.afftok.edge.sale.pixel;

import java.io.File;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/// A real headless browser. Every host of `.example` resolves to this machine, so that pages of
/// different sites can be served.
public final class Browser implements AutoCloseable {

    private static final String AGENT =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/141.0.0.0 Safari/537.36";

    /// Warns about parts of the driver that are not used here.
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;

    private Browser(Map<String, Object> preferences) {
        SELENIUM.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser().orElseThrow());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--lang=en-US",
                "--user-agent=" + AGENT,
                "--host-resolver-rules=MAP *.example 127.0.0.1");
        options.setExperimentalOption("prefs", new HashMap<>(preferences));
        ChromeDriverService service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver().orElseThrow())
                        .usingAnyFreePort()
                        .withSilent(true)
                        .build();
        driver = new ChromeDriver(service, options);
    }

    public static Browser start() {
        return new Browser(Map.of());
    }

    /// With Do-Not-Track.
    static Browser thatAsksNotToTrack() {
        return new Browser(Map.of("enable_do_not_track", true));
    }

    static boolean isInstalled() {
        return browser().isPresent() && driver().isPresent();
    }

    /// Returns when the page and its immediate scripts are complete.
    public void open(String url) {
        driver.get(url);
    }

    /// The result of a script in the page.
    public @Nullable Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /// The value that a script passes to its callback, the last argument.
    @Nullable Object await(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    /// A script that runs before those of every page.
    void beforeEachPage(String script) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static Optional<File> browser() {
        return onPath("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    }

    private static Optional<File> driver() {
        return onPath("chromedriver");
    }

    private static Optional<File> onPath(String... names) {
        List<String> folders =
                Arrays.asList(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        return Stream.of(names)
                .flatMap(name -> folders.stream().map(folder -> new File(folder, name)))
                .filter(File::canExecute)
                .findFirst();
    }
}
