package com.afftok.management.platform.document;

import static com.afftok.management.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.Browser;
import com.afftok.management.RunningApi;
import org.junit.jupiter.api.Test;

/// The page of the document in a real browser.
final class PageTest {

    private final RunningApi api = RunningApi.shared();

    @Test
    void shows_the_operations_and_asks_no_other_host() {
        String host = "http://127.0.0.1:" + api.port();
        try (Browser browser = Browser.open()) {
            browser.go(host + "/docs");
            eventually(
                    "all operations are shown",
                    () -> seen(browser) == ServedDocument.get().operations().size());
            eventually("an operation shows its answers", () -> opens(browser));

            browser.run("document.querySelector('nav a:last-of-type').click()");
            eventually(
                    "the operations of the edge are shown",
                    () ->
                            browser.isTrue(
                                    "return document.querySelector("
                                            + "'#operations-Postbacks-reportSale') !== null"));

            assertThat(browser.requests()).isNotEmpty().allMatch(url -> url.startsWith(host + "/"));
            assertThat(browser.reports()).isEmpty();
        }
    }

    /// Whether an operation shows its answers. A list that is still moving may replace the
    /// operation that was opened, so that another one is opened.
    private static boolean opens(Browser browser) {
        return browser.isTrue(
                """
                if (document.querySelector('.opblock .responses-table') !== null) return true;
                if (document.querySelector('.opblock.is-open') === null) {
                    document.querySelector('.opblock-summary-control').click();
                }
                return false;
                """);
    }

    /// How many operations were shown so far. A long list shows those near the window alone, so
    /// that each call scrolls on.
    private static long seen(Browser browser) {
        Object count =
                browser.run(
                        """
                        window.seen = window.seen || new Set();
                        document.querySelectorAll('.opblock').forEach(shown => window.seen.add(shown.id));
                        window.scrollBy(0, window.innerHeight / 2);
                        return window.seen.size;
                        """);
        return count instanceof Long number ? number : -1;
    }
}
