package com.afftok.management;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticator;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;

/// A window of a real browser. Tests with one are skipped without a browser, unless the variable
/// `BROWSER_TESTS` is `required`.
public final class Browser implements AutoCloseable {

    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");
    private static final Pattern REQUEST =
            Pattern.compile("\"Network\\.requestWillBeSent\".*?\"url\":\"(https?:[^\"]*)\"");

    private static final String FETCH =
            """
            const [method, path, body, headers, done] = arguments;
            const type = body === null ? {} : {'Content-Type': 'application/json'};
            fetch(path, {method, body, headers: {...type, ...headers}})
                .then(async answer => done({status: answer.status, body: await answer.text()}))
                .catch(failure => done({status: 0, body: String(failure)}));
            """;

    private static final String PASSKEY =
            """
            const [method, json, done] = arguments;
            const options = JSON.parse(json);
            const publicKey = method === 'create'
                ? PublicKeyCredential.parseCreationOptionsFromJSON(options)
                : PublicKeyCredential.parseRequestOptionsFromJSON(options);
            navigator.credentials[method]({publicKey})
                .then(credential => done(JSON.stringify(credential)))
                .catch(failure => done(failure.name));
            """;

    private final ChromeDriver chrome;

    private Browser(ChromeDriver chrome) {
        this.chrome = chrome;
    }

    public static Browser open() {
        Optional<File> browser = onPath("chromium", "chromium-browser", "google-chrome");
        Optional<File> driver = onPath("chromedriver");
        boolean installed = browser.isPresent() && driver.isPresent();
        assumeTrue(
                installed || "required".equals(System.getenv("BROWSER_TESTS")),
                "there is no chromium with chromedriver");
        return new Browser(chrome(browser.orElseThrow(), driver.orElseThrow()));
    }

    /// An answer to a request of a page.
    public record Answer(long status, String body) {

        /// The first member of this name.
        public String member(String name) {
            Matcher found = Pattern.compile('"' + name + "\":\"?([^\",}\\]]*)").matcher(body);
            if (!found.find()) {
                throw new AssertionError("no " + name + " in " + body);
            }
            return found.group(1);
        }
    }

    public void go(String url) {
        chrome.get(url);
    }

    public @Nullable Object run(String script) {
        return chrome.executeScript(script);
    }

    public boolean isTrue(String script) {
        return Boolean.TRUE.equals(run(script));
    }

    /// The cookies that the page can read.
    public String readableCookies() {
        return String.valueOf(run("return document.cookie"));
    }

    /// A request by a script of the page.
    ///
    /// @param json null for a request without a body
    public Answer send(
            String method, String path, @Nullable String json, Map<String, String> headers) {
        if (chrome.executeAsyncScript(FETCH, method, path, json, headers)
                        instanceof Map<?, ?> answer
                && answer.get("status") instanceof Long status) {
            return new Answer(status, String.valueOf(answer.get("body")));
        }
        throw new AssertionError("no answer to " + method + " " + path);
    }

    /// Connects an authenticator of software that makes and keeps passkeys.
    ///
    /// @param verifies whether it verifies its owner, as by a PIN
    public VirtualAuthenticator authenticator(boolean verifies) {
        return chrome.addVirtualAuthenticator(
                new VirtualAuthenticatorOptions()
                        .setProtocol(VirtualAuthenticatorOptions.Protocol.CTAP2)
                        .setTransport(VirtualAuthenticatorOptions.Transport.INTERNAL)
                        .setHasResidentKey(true)
                        .setHasUserVerification(verifies)
                        .setIsUserVerified(verifies));
    }

    public void disconnect(VirtualAuthenticator authenticator) {
        chrome.removeVirtualAuthenticator(authenticator);
    }

    /// The browser's answer to a request for a passkey, as JSON, or the name of its error.
    ///
    /// @param method `create` or `get`
    /// @param options of the API, as JSON
    public String passkey(String method, String options) {
        return String.valueOf(chrome.executeAsyncScript(PASSKEY, method, options));
    }

    /// The addresses of all requests so far.
    public List<String> requests() {
        List<String> urls = new ArrayList<>();
        for (LogEntry entry : chrome.manage().logs().get(LogType.PERFORMANCE)) {
            Matcher request = REQUEST.matcher(entry.getMessage());
            if (request.find()) {
                urls.add(request.group(1));
            }
        }
        return urls;
    }

    /// What the browser reported since the last call, such as errors of scripts.
    public List<String> reports() {
        return chrome.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::toString)
                .toList();
    }

    @Override
    public void close() {
        chrome.quit();
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
