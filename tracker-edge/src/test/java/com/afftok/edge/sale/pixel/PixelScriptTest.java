package com.afftok.edge.sale.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.Eventually;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the script stores and sends, in a real browser. Shop and tracker are different sites, and
/// each test has its own shop.
@InBrowser
class PixelScriptTest {

    private static final String CLICK = "0123456789ABCDEFGHIJabcdefghij";
    private static final String LATER = "9876543210ABCDEFGHIJabcdefghij";

    private static int shops;
    private static Browser browser;

    private Site site;
    private String shop;
    private String tracker;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start();
    }

    @AfterAll
    static void stopBrowser() {
        browser.close();
    }

    @BeforeEach
    void start() throws Exception {
        site = Site.start();
        shop = site.at("shop-" + shops++);
        tracker = site.at("go");
        site.page("/landing", Site.everyPage(tracker));
        site.page("/thanks", Site.everyPage(tracker), Site.purchase("A-1"));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void keeps_the_click_and_sends_it_from_later_pages() {
        browser.open(shop + "/landing?utm_source=x&click_id=" + CLICK);
        browser.open(shop + "/thanks");

        assertThat(bodies(3))
                .containsExactlyInAnyOrder(
                        new JsonObject().put("event", "PageView").put("click_id", CLICK),
                        new JsonObject().put("event", "PageView").put("click_id", CLICK),
                        new JsonObject()
                                .put("event", "Purchase")
                                .put("click_id", CLICK)
                                .put("transaction_id", "A-1")
                                .put("amount", "49.90")
                                .put("currency", "USD"));
        assertThat(String.valueOf(browser.run("return document.cookie")))
                .startsWith("_afftok=" + CLICK);
        assertThat(String.valueOf(browser.run("return localStorage._afftok"))).startsWith(CLICK);
    }

    @Test
    void asks_for_no_permission_before_it_sends() {
        browser.open(shop + "/landing?click_id=" + CLICK);

        Eventually.equal(
                List.of("POST"), () -> site.sent().stream().map(Site.Asked::method).toList());
        assertThat(site.sent().getFirst().type()).isEqualTo("text/plain");
    }

    @Test
    void sends_nothing_of_visitors_whom_no_link_led_here() {
        browser.open(shop + "/landing");
        browser.open(shop + "/thanks?click_id=no-click-id-at-all-but-30-signs");
        settle(browser);

        assertThat(site.sent()).isEmpty();
        assertThat(kept(browser)).isEmpty();
    }

    @Test
    void attributes_to_the_last_click() {
        browser.open(shop + "/landing?click_id=" + CLICK);
        browser.open(shop + "/landing?clickid=" + LATER);
        browser.open(shop + "/landing");

        assertThat(bodies(3))
                .extracting(body -> body.getString("click_id"))
                .containsExactlyInAnyOrder(CLICK, LATER, LATER);
    }

    @Test
    void keeps_a_click_for_the_days_of_its_window() {
        site.page("/long", Site.everyPage(tracker, "{ attributionDays: 1000, param: 'ref' }"));

        browser.open(shop + "/landing?click_id=" + CLICK);
        settle(browser);
        assertThat(daysKept()).isEqualTo(30);

        browser.open(shop + "/long?ref=" + LATER);
        settle(browser);
        assertThat(daysKept()).isEqualTo(90);
    }

    @Test
    void sends_no_click_whose_time_is_over() {
        site.page("/blank");
        browser.open(shop + "/blank");
        String over = CLICK + "." + Long.toString(Instant.now().toEpochMilli() - 1000, 36);
        browser.run(
                "document.cookie = '_afftok=' + arguments[0] + ';path=/';"
                        + " localStorage._afftok = arguments[0]",
                over);

        browser.open(shop + "/thanks");
        settle(browser);

        assertThat(site.sent()).isEmpty();
        assertThat(kept(browser)).isEmpty();
    }

    @Test
    void finds_the_click_where_only_one_of_both_places_has_it() {
        browser.open(shop + "/landing?click_id=" + CLICK);
        settle(browser);
        browser.run("document.cookie = '_afftok=;path=/;max-age=0'");
        browser.open(shop + "/landing");

        assertThat(bodies(2))
                .extracting(body -> body.getString("click_id"))
                .containsExactly(CLICK, CLICK);
    }

    @Test
    void honours_do_not_track() {
        try (Browser careful = Browser.thatAsksNotToTrack()) {
            careful.open(shop + "/landing?click_id=" + CLICK);
            careful.open(shop + "/thanks");
            careful.run("afftok('consent', true)");
            settle(careful);

            assertThat(careful.run("return navigator.doNotTrack")).isEqualTo("1");
            assertThat(site.sent()).isEmpty();
            assertThat(kept(careful)).isEmpty();
        }
    }

    @Test
    void honours_global_privacy_control_and_forgets_what_was_kept() {
        try (Browser careful = Browser.start()) {
            careful.open(shop + "/landing?click_id=" + CLICK);
            assertThat(bodies(1)).hasSize(1);

            careful.beforeEachPage(
                    "Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })");
            careful.open(shop + "/thanks");
            settle(careful);

            assertThat(site.sent()).hasSize(1);
            assertThat(kept(careful)).isEmpty();
        }
    }

    @Test
    void waits_for_consent_and_then_sends_what_waited() {
        site.page(
                "/asks", Site.everyPage(tracker, "{ consent: 'required' }"), Site.purchase("A-2"));

        browser.open(shop + "/asks?click_id=" + CLICK);
        settle(browser);
        assertThat(site.sent()).isEmpty();
        assertThat(kept(browser)).isEmpty();

        browser.run("afftok('consent', true)");
        assertThat(bodies(2))
                .extracting(body -> body.getString("event"))
                .containsExactlyInAnyOrder("PageView", "Purchase");
        assertThat(kept(browser)).contains(CLICK);
    }

    @Test
    void keeps_at_most_50_events_waiting() {
        site.page("/asks", Site.everyPage(tracker, "{ consent: 'required' }"));

        browser.open(shop + "/asks?click_id=" + CLICK);
        browser.run("for (let i = 0; i < 200; i++) afftok('track', 'Search')");
        browser.run("afftok('consent', true)");
        settle(browser);

        assertThat(bodies(50)).hasSize(50);
    }

    @Test
    void forgets_everything_when_consent_is_taken_back() {
        browser.open(shop + "/landing?click_id=" + CLICK);
        settle(browser);
        assertThat(kept(browser)).contains(CLICK);

        browser.run("afftok('consent', false); afftok('track', 'AddToCart')");
        settle(browser);
        assertThat(kept(browser)).isEmpty();

        browser.open(shop + "/landing");
        settle(browser);
        assertThat(bodies(1)).hasSize(1);
    }

    @Test
    void delivers_what_a_page_says_as_it_is_left() {
        site.page(
                "/leaving",
                Site.everyPage(tracker),
                "<script>addEventListener('pagehide', () => afftok('track', 'Lead'))</script>");

        browser.open(shop + "/leaving?click_id=" + CLICK);
        settle(browser);
        browser.run("afftok('track', 'AddToCart'); location.href = '/landing'");

        Eventually.equal(
                List.of("AddToCart", "Lead", "PageView", "PageView"),
                () -> bodies().stream().map(body -> body.getString("event")).sorted().toList());
    }

    @Test
    void finds_another_way_where_there_is_no_beacon() {
        site.page(
                "/old",
                "<script>navigator.sendBeacon = undefined</script>",
                Site.everyPage(tracker));
        site.page(
                "/older",
                "<script>navigator.sendBeacon = () => false; window.fetch = undefined</script>",
                Site.everyPage(tracker));

        browser.open(shop + "/old?click_id=" + CLICK);
        Eventually.equal(1, () -> site.sent().size());
        browser.open(shop + "/older");
        Eventually.equal(2, () -> site.sent().size());

        assertThat(site.sent()).extracting(Site.Asked::method).containsExactly("POST", "GET");
        assertThat(site.sent().getFirst().body()).contains(CLICK);
        assertThat(site.sent().getLast().query()).isEqualTo("event=PageView&click_id=" + CLICK);
    }

    @Test
    void rounds_numbers_and_never_breaks_the_page() {
        browser.open(shop + "/landing?click_id=" + CLICK);
        settle(browser);

        browser.run(
                """
                afftok('track', 'Purchase', { transaction_id: 7, amount: 0.1 + 0.2, email: 'x' });
                afftok('track');
                afftok('nonsense', null);
                afftok();
                afftok('track', 'Purchase', { get amount() { throw new Error('mine') } });
                """);

        assertThat(bodies(3))
                .contains(
                        new JsonObject()
                                .put("event", "Purchase")
                                .put("click_id", CLICK)
                                .put("transaction_id", "7")
                                .put("amount", "0.3000"));
        assertThat(browser.run("return 1 + 1")).isEqualTo(2L);
    }

    @Test
    void does_all_once_where_the_script_is_there_twice() {
        site.page(
                "/twice",
                Site.everyPage(tracker),
                "<script src='%s/pixel.js'></script>".formatted(tracker));

        browser.open(shop + "/twice?click_id=" + CLICK);
        settle(browser);

        assertThat(bodies(1)).hasSize(1);
    }

    /// Loads a page after the script's requests, so that they have arrived.
    private void settle(Browser in) {
        in.await(
                """
                const [tracker, done] = arguments;
                const wait = () => window.afftok && afftok.loaded
                  ? setTimeout(() => fetch(tracker + '/pixel.js?settled').then(done), 50)
                  : setTimeout(wait, 5);
                wait();
                """,
                tracker);
    }

    private static String kept(Browser in) {
        return String.valueOf(
                in.run("return document.cookie + (localStorage.getItem('_afftok') || '')"));
    }

    private static long daysKept() {
        String kept = String.valueOf(browser.run("return localStorage._afftok"));
        long until = Long.parseLong(kept.substring(kept.indexOf('.') + 1), 36);
        return Math.round(
                Duration.between(Instant.now(), Instant.ofEpochMilli(until)).toMinutes() / 1440.0);
    }

    /// The bodies sent, once there are enough.
    private List<JsonObject> bodies(int atLeast) {
        Eventually.equal(true, () -> site.sent().size() >= atLeast);
        return bodies();
    }

    private List<JsonObject> bodies() {
        return site.sent().stream().map(asked -> new JsonObject(asked.body())).toList();
    }
}
