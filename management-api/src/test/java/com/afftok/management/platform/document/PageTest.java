package com.afftok.management.platform.document;

import static com.afftok.management.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.afftok.management.RunningApi;
import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/// The page of the document in a real browser. Skipped without a browser, unless the variable
/// `BROWSER_TESTS` is `required`.
final class PageTest {

    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");
    private static final Pattern REQUEST =
            Pattern.compile("\"Network\\.requestWillBeSent\".*?\"url\":\"(https?:[^\"]*)\"");

    private final RunningApi api = RunningApi.shared();

    @Test
    void shows_the_operations_and_asks_no_other_host() {
        Optional<File> browser = onPath("chromium", "chromium-browser", "google-chrome");
        Optional<File> driver = onPath("chromedriver");
        boolean installed = browser.isPresent() && driver.isPresent();
        assumeTrue(
                installed || "required".equals(System.getenv("BROWSER_TESTS")),
                "there is no chromium with chromedriver");
        String host = "http://127.0.0.1:" + api.port();
        ChromeDriver chrome = chrome(browser.orElseThrow(), driver.orElseThrow());
        try {
            chrome.get(host + "/docs");
            eventually(
                    "all operations are shown",
                    () -> seen(chrome) == ServedDocument.get().operations().size());
            chrome.executeScript("document.querySelector('.opblock-summary-control').click()");
            eventually(
                    "an operation shows its answers",
                    () ->
                            Boolean.TRUE.equals(
                                    chrome.executeScript(
                                            "return document.querySelector('.opblock"
                                                    + " .responses-table') !== null")));

            chrome.executeScript("document.querySelector('nav a:last-of-type').click()");
            eventually(
                    "the operations of the edge are shown",
                    () ->
                            Boolean.TRUE.equals(
                                    chrome.executeScript(
                                            "return document.querySelector('#operations-Postbacks"
                                                    + "-reportSale') !== null")));

            assertThat(requests(chrome)).isNotEmpty().allMatch(url -> url.startsWith(host + "/"));
            assertThat(chrome.manage().logs().get(LogType.BROWSER).getAll())
                    .extracting(LogEntry::toString)
                    .isEmpty();
        } finally {
            chrome.quit();
        }
    }

    /// How many operations were shown so far. A long list shows those near the window alone, so
    /// that each call scrolls on.
    private static long seen(ChromeDriver chrome) {
        Object count =
                chrome.executeScript(
                        """
                        window.seen = window.seen || new Set();
                        document.querySelectorAll('.opblock').forEach(shown => window.seen.add(shown.id));
                        window.scrollBy(0, window.innerHeight / 2);
                        return window.seen.size;
                        """);
        return count instanceof Long number ? number : -1;
    }

    private static List<String> requests(ChromeDriver chrome) {
        List<String> urls = new ArrayList<>();
        for (LogEntry entry : chrome.manage().logs().get(LogType.PERFORMANCE)) {
            Matcher request = REQUEST.matcher(entry.getMessage());
            if (request.find()) {
                urls.add(request.group(1));
            }
        }
        return urls;
    }

    private static ChromeDriver chrome(File browser, File driver) {
        SELENIUM.setLevel(Level.SEVERE);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser);
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
        options.setCapability("goog:loggingPrefs", logs);
        options.setExperimentalOption("perfLoggingPrefs", Map.of("enableNetwork", true));
        return new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver)
                        .usingAnyFreePort()
                        .withSilent(true)
                        .build(),
                options);
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
