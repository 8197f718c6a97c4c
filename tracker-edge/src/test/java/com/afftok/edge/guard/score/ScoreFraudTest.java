package com.afftok.edge.guard.score;

import static com.afftok.edge.guard.score.Clicks.aClick;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.guard.score.Verdict.Action;
import com.afftok.edge.visitor.agent.AgentLists;
import com.afftok.shared.click.FraudReason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreFraudTest {

    private static final String SAFARI_PAGES =
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    static final List<AgentLists.Person> PEOPLE = AgentLists.people();
    static final List<String> PROGRAMS = AgentLists.programs();

    @ParameterizedTest
    @FieldSource("PEOPLE")
    void accepts_people_at_home(AgentLists.Person person) {
        String agent = person.userAgent();

        assertThat(
                        List.of(
                                // a tap on a link of a page, in a current browser
                                aClick().by(agent),
                                // the same in Safari, which does not report the tap
                                aClick().by(agent)
                                        .accepting(SAFARI_PAGES)
                                        .speaking("ar")
                                        .fetched("cross-site", "navigate", "document", "")
                                        .referredBy("https://t.co/"),
                                // a browser older than these headers, or plain http
                                aClick().by(agent)
                                        .accepting(SAFARI_PAGES)
                                        .withoutFetchHeaders()
                                        .referredBy("http://m.facebook.com"),
                                // typed, or opened from a messenger or mail program
                                aClick().by(agent).fetched("none", "navigate", "document", "?1"),
                                // redirected by a script or a meta tag
                                aClick().by(agent)
                                        .fetched("cross-site", "navigate", "document", "")
                                        .referredBy("https://bio.example.org/@someone"),
                                // a click inside a frame that the user sees
                                aClick().by(agent)
                                        .fetched("cross-site", "navigate", "iframe", "?1")))
                .extracting(Clicks::scored)
                .allSatisfy(ScoreFraudTest::isAccepted);
    }

    @ParameterizedTest
    @MethodSource("peopleInApps")
    void accepts_people_in_apps_whatever_the_app_leaves_out(AgentLists.Person person) {
        String agent = person.userAgent();

        assertThat(
                        List.of(
                                // the app opens the link and names itself as referrer
                                aClick().by(agent)
                                        .fetched("none", "navigate", "document", "?1")
                                        .referredBy("https://l.instagram.com/"),
                                aClick().by(agent)
                                        .fetched("none", "navigate", "document", "")
                                        .referredBy("http://m.facebook.com/"),
                                // a web view that loads a page with few headers
                                aClick().by(agent)
                                        .accepting(SAFARI_PAGES)
                                        .speaking("")
                                        .withoutFetchHeaders(),
                                aClick().by(agent).accepting("").speaking("").withoutFetchHeaders(),
                                aClick().by(agent)
                                        .accepting("*/*")
                                        .speaking("en")
                                        .withoutFetchHeaders()))
                .extracting(Clicks::scored)
                .allSatisfy(ScoreFraudTest::isAccepted);
    }

    static List<AgentLists.Person> peopleInApps() {
        return PEOPLE.stream()
                .filter(person -> Clicks.AGENTS.classify(person.userAgent()).inApp())
                .toList();
    }

    @ParameterizedTest
    @FieldSource("PROGRAMS")
    void refuses_programs_even_with_the_headers_of_a_browser(String userAgent) {
        Verdict verdict = aClick().by(userAgent).scored();

        assertThat(verdict.score()).isGreaterThanOrEqualTo(50);
        assertThat(verdict.action()).isIn(Action.REFUSE, Action.BLOCK);
        assertThat(FraudReason.of(verdict.reasons())).contains(FraudReason.DECLARED_BOT);
    }

    @Test
    void refuses_a_script_behind_the_agent_of_a_browser() {
        Verdict verdict = aClick().accepting("").speaking("").withoutFetchHeaders().scored();

        assertThat(verdict)
                .isEqualTo(
                        verdict(
                                50,
                                Action.REFUSE,
                                FraudReason.NO_ACCEPT_LANGUAGE,
                                FraudReason.NO_ACCEPT));
    }

    @Test
    void names_each_layer_that_fired() {
        assertThat(aClick().by("curl/8.10.1").scored())
                .isEqualTo(verdict(90, Action.BLOCK, FraudReason.DECLARED_BOT));
        assertThat(aClick().fromDataCentre().scored())
                .isEqualTo(verdict(70, Action.REFUSE, FraudReason.DATA_CENTRE));
        assertThat(aClick().by("").scored())
                .isEqualTo(verdict(30, Action.FLAG, FraudReason.IMPLAUSIBLE_AGENT));
        assertThat(aClick().speaking("").scored())
                .isEqualTo(verdict(20, Action.FLAG, FraudReason.NO_ACCEPT_LANGUAGE));
        assertThat(aClick().accepting("").scored())
                .isEqualTo(verdict(30, Action.FLAG, FraudReason.NO_ACCEPT));
        assertThat(
                        aClick().by(Clicks.CHROME.replace("Chrome/142", "Electron/39 Chrome/142"))
                                .scored())
                .isEqualTo(verdict(30, Action.FLAG, FraudReason.HEADLESS_HINT));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 0",
        "299, 59, 0",
        "300, 1, 20",
        "1, 60, 20",
        "999, 149, 20",
        "1000, 1, 50",
        "1, 150, 50",
        "4095, 4095, 50",
    })
    void counts_clicks_of_an_address_and_of_a_promoter_there(
            int address, int promoterAddress, int score) {
        Verdict verdict =
                aClick().ofAddressWith(address).ofPromoterAndAddressWith(promoterAddress).scored();

        assertThat(verdict.score()).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource({
        "cross-site, no-cors, image, ''",
        "cross-site, no-cors, script, ''",
        "cross-site, no-cors, style, ''",
        "cross-site, no-cors, font, ''",
        "cross-site, no-cors, video, ''",
        "cross-site, cors, empty, ''",
        "cross-site, no-cors, empty, ''",
        "same-site, cors, empty, ''",
        "cross-site, navigate, iframe, ''",
        "cross-site, navigate, frame, ''",
        "cross-site, navigate, object, ''",
        "cross-site, navigate, embed, ''",
        "'', '', image, ''",
        "'', no-cors, '', ''",
        "'', '', iframe, ''",
    })
    void sees_cookie_stuffing_in_what_is_no_navigation(
            String site, String mode, String dest, String user) {
        assertThat(aClick().fetched(site, mode, dest, user).scored())
                .isEqualTo(verdict(80, Action.BLOCK, FraudReason.COOKIE_STUFFING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8",
                "image/webp,*/*",
                "text/css,*/*;q=0.1",
                "video/webm,video/ogg,video/*;q=0.9",
            })
    void sees_cookie_stuffing_in_what_wants_no_page(String accept) {
        assertThat(aClick().by(Clicks.IPHONE).accepting(accept).withoutFetchHeaders().scored())
                .isEqualTo(verdict(80, Action.BLOCK, FraudReason.COOKIE_STUFFING));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "5, 0", "6, 80", "16, 80"})
    void sees_cookie_stuffing_in_many_offers_within_seconds(int offers, int score) {
        assertThat(aClick().afterOffers(offers).scored().score()).isEqualTo(score);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "www.google.com",
                "-",
                "null",
                "https://",
                "https:///path",
                "https://?q",
                "://example.com/",
                "javascript://example.com/",
                "file:///C:/ads.html",
                "https://exa mple.com/",
                "https://example.com/\u0007",
                "https://example..com/",
                "https://.example.com/",
                "https://user@example.com/",
                "https://user:word@example.com/",
                "https://example.com:port/",
                "https://example.com:123456/",
                "https://ex{ample}.com/",
                "https://[]/",
                "https://semalt.com/crawler.php",
                "http://best.of.SEMALT.com",
                "http://buttons-for-website.com:80/",
            })
    void refuses_referrers_that_cannot_be(String referrer) {
        assertThat(aClick().by(Clicks.ANDROID).referredBy(referrer).scored())
                .isEqualTo(verdict(60, Action.REFUSE, FraudReason.REFERRER_SPOOFING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.google.com/",
                "http://m.facebook.com",
                "HTTPS://Example.COM/Path",
                "https://l.instagram.com/?u=https%3A%2F%2Fexample.com",
                "android-app://com.google.android.gm/",
                "android-app://com.google.android.googlequicksearchbox/https/www.google.com",
                "https://example.com:8443/a?b#c",
                "http://203.0.113.7/",
                "http://[2001:db8::1]:8080/",
                "http://intranet/wiki",
                "https://sub_domain.example.com/",
                "https://notsemalt.com/",
                "https://semalt.com.example.org/",
                "https://xn--mgbh0fb.example/",
                "https://example.com?query",
            })
    void lets_ordinary_and_odd_referrers_be(String referrer) {
        assertThat(aClick().by(Clicks.ANDROID).referredBy(referrer).scored())
                .satisfies(ScoreFraudTest::isAccepted);
    }

    @Test
    void refuses_a_referrer_that_its_system_cannot_send() {
        String gmail = "android-app://com.google.android.gm/";
        String app = "ios-app://544007664/youtube/";

        assertThat(aClick().by(Clicks.IPHONE).referredBy(gmail).scored().score()).isEqualTo(60);
        assertThat(aClick().by(Clicks.CHROME).referredBy(gmail).scored().score()).isEqualTo(60);
        assertThat(aClick().by(Clicks.ANDROID).referredBy(gmail).scored().score()).isZero();
        assertThat(aClick().by(Clicks.ANDROID).referredBy(app).scored().score()).isEqualTo(60);
        assertThat(aClick().by(Clicks.IPHONE).referredBy(app).scored().score()).isZero();
    }

    @Test
    void refuses_a_referrer_where_the_browser_says_there_is_no_page_before() {
        Clicks typed =
                aClick().fetched("none", "navigate", "document", "?1")
                        .referredBy("https://www.google.com/");

        assertThat(typed.scored().score()).isEqualTo(60);
        assertThat(typed.by(Clicks.ANDROID).scored().score()).isZero();
        assertThat(typed.by(Clicks.IPHONE).scored().score()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "go.example.net, https://go.example.net/c/gone, 0",
        "GO.example.net:8443, https://go.example.net/, 0",
        "'', https://blog.example.org/, 0",
        "go.example.net, https://blog.example.org/, 60",
        "go.example.net, https://go.example.net.evil.example/, 60",
        "go.example.net.evil.example, https://go.example.net/, 60",
    })
    void refuses_a_foreign_referrer_that_claims_to_be_ours(
            String host, String referrer, int score) {
        Verdict verdict =
                aClick().askingFor(host)
                        .fetched("same-origin", "navigate", "document", "?1")
                        .referredBy(referrer)
                        .scored();

        assertThat(verdict.score()).isEqualTo(score);
    }

    @Test
    void adds_up_to_one_at_most() {
        Verdict verdict =
                aClick().by("python-requests/2.32.3")
                        .fromDataCentre()
                        .afterOffers(9)
                        .ofAddressWith(4000)
                        .scored();

        assertThat(verdict.score()).isEqualTo(100);
        assertThat(FraudReason.of(verdict.reasons()))
                .containsExactlyInAnyOrder(
                        FraudReason.DECLARED_BOT,
                        FraudReason.DATA_CENTRE,
                        FraudReason.COOKIE_STUFFING,
                        FraudReason.HIGH_VELOCITY);
    }

    @Test
    void refuses_a_blocked_address_without_blocking_it_anew() {
        assertThat(aClick().fromBlockedAddress().by("curl/8.10.1").scored())
                .isEqualTo(verdict(100, Action.REFUSE, FraudReason.BLOCKED_ADDRESS));
    }

    private static void isAccepted(Verdict verdict) {
        assertThat(verdict.score()).as("%s", FraudReason.of(verdict.reasons())).isLessThan(20);
        assertThat(verdict.action()).isEqualTo(Action.ACCEPT);
        assertThat(verdict.ruleSet()).isEqualTo(Clicks.RULES.version());
    }

    private static Verdict verdict(int score, Action action, FraudReason... reasons) {
        return new Verdict(score, FraudReason.mask(reasons), Clicks.RULES.version(), action);
    }
}
