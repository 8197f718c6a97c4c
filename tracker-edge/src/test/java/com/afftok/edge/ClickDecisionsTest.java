package com.afftok.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The answer and the bucket of each kind of click.
class ClickDecisionsTest {

    private static final String GOOGLEBOT =
            "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Googlebot/2.1;"
                    + " +http://www.google.com/bot.html) Chrome/141.0.0.0 Safari/537.36";
    private static final String SOMEONE = "188.54.90.1";

    private static RunningServers servers;
    private static Database database;
    private static RunningEdge edge;
    private static RunningEdge other;

    @BeforeAll
    static void start() throws Exception {
        servers = RunningServers.start();
        database = servers.database();
        database.addParties();
        edge = servers.edge();
        other =
                servers.edge(
                        "IP_STORAGE",
                        "full",
                        "ADMIT_LOCAL_CURL",
                        "true",
                        "FRAUD_SCORE_HEADER",
                        "false");
    }

    @AfterAll
    static void stop() throws Exception {
        other.close();
        edge.close();
        servers.close();
    }

    @Test
    void tells_the_shopper_of_a_good_click_its_score_country_and_limit() {
        database.addLink(1, "https://shop.example.com/?from={country}&on={device}");

        HttpResponse<String> answer = edge.click(1);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(header(answer, "X-Fraud-Score")).isEqualTo("0.00");
        assertThat(header(answer, "X-Country")).isEqualTo("SA");
        assertThat(header(answer, "Location")).contains("from=SA&on=desktop");
        assertThat(header(answer, "X-RateLimit-Limit")).isEqualTo("100");
        assertThat(header(answer, "X-RateLimit-Remaining")).isEqualTo("99");
        assertThat(Long.parseLong(header(answer, "X-RateLimit-Reset")))
                .isGreaterThan(1_700_000_000L);
        Eventually.equal(
                "valid 0 SA desktop Chrome Windows",
                () ->
                        click(
                                1,
                                "bucket || ' ' || score || ' ' || country || ' ' || device || ' ' ||"
                                        + " browser || ' ' || os"));
    }

    @Test
    void refuses_declared_bots_and_says_why_in_the_row() {
        database.addLink(2, "https://shop.example.com/");

        HttpResponse<String> bot =
                edge.get(
                        "/c/" + RunningEdge.code(2),
                        "User-Agent",
                        GOOGLEBOT,
                        "Accept",
                        "application/json");

        assertThat(bot.statusCode()).isEqualTo(403);
        assertThat(bot.body()).contains("\"code\":\"CLICK_003\"");
        assertThat(bot.headers().firstValue("Location")).isEmpty();
        Eventually.equal(
                "bot 90 {declared_bot} 1",
                () ->
                        click(
                                2,
                                "bucket || ' ' || score || ' ' || reasons::text || ' ' || rule_set"));
    }

    @Test
    void blocks_the_address_of_a_bot_on_all_edges() {
        database.addLink(3, "https://shop.example.com/");
        String address = "188.54.91.7";
        String path = "/c/" + RunningEdge.code(3);

        edge.get(path, "User-Agent", "python-requests/2.32.3", "X-Forwarded-For", address);

        assertThat(edge.get(path, "X-Forwarded-For", address).statusCode()).isEqualTo(403);
        Eventually.equal(403, () -> other.get(path, "X-Forwarded-For", address).statusCode());
        assertThat(edge.get(path, "X-Forwarded-For", "188.54.91.8").statusCode()).isEqualTo(302);
        Eventually.equal(
                "{blocked_address}",
                () ->
                        database.text(
                                "select reasons::text from clicks where link_id = 3 and bucket ="
                                        + " 'fraud' limit 1"));
    }

    @Test
    void refuses_data_centres_and_flags_what_is_odd() {
        database.addLink(4, "https://shop.example.com/");
        String path = "/c/" + RunningEdge.code(4);

        HttpResponse<String> hosted = edge.get(path, "X-Forwarded-For", "3.5.140.2");
        HttpResponse<String> odd = edge.get(path, "Accept-Language", "");

        assertThat(hosted.statusCode()).isEqualTo(403);
        assertThat(odd.statusCode()).isEqualTo(302);
        assertThat(header(odd, "X-Fraud-Score")).isEqualTo("0.20");
        Eventually.equal(
                "fraud {data_centre},suspicious {no_accept_language}",
                () ->
                        database.text(
                                "select string_agg(bucket || ' ' || reasons::text, ',' order by score"
                                        + " desc) from clicks where link_id = 4"));
    }

    @Test
    void refuses_countries_that_the_offer_blocks_or_does_not_target() {
        database.addLink(5, "https://shop.example.com/");
        database.addLink(6, "https://shop.example.com/");
        database.addLink(7, "https://shop.example.com/");
        database.execute("update offers set blocked_countries = '{SA}' where id = 5");
        database.execute("update offers set target_countries = '{DE}' where id = 6");
        database.execute(
                "update offers set target_countries = '{SA}', strict_geo = true where id = 7");
        String nowhere = "10.1.2.3";

        HttpResponse<String> blocked =
                edge.get("/c/" + RunningEdge.code(5), "Accept", "application/json");

        assertThat(blocked.statusCode()).isEqualTo(403);
        assertThat(blocked.body()).contains("CLICK_002");
        assertThat(edge.click(6).statusCode()).isEqualTo(403);
        assertThat(edge.get("/c/" + RunningEdge.code(6), "X-Country", "DE").statusCode())
                .isEqualTo(302);
        assertThat(edge.get("/c/" + RunningEdge.code(6), "X-Forwarded-For", nowhere).statusCode())
                .isEqualTo(302);
        assertThat(edge.click(7).statusCode()).isEqualTo(302);
        HttpResponse<String> unknown =
                edge.get(
                        "/c/" + RunningEdge.code(7),
                        "X-Forwarded-For",
                        nowhere,
                        "Accept",
                        "application/json");
        assertThat(unknown.statusCode()).isEqualTo(403);
        assertThat(unknown.body()).contains("GEO_001");
        Eventually.equal(
                "1 1 0",
                () ->
                        database.text(
                                "select gross || ' ' || geo_blocked || ' ' || valid from offer_counters"
                                        + " where offer_id = 5"));
        Eventually.equal(
                "2 1 1",
                () ->
                        database.text(
                                "select gross || ' ' || geo_blocked || ' ' || valid from offer_counters"
                                        + " where offer_id = 7"));
    }

    @Test
    void does_not_tell_the_score_where_the_operator_keeps_it() {
        database.addLink(17, "https://shop.example.com/");

        HttpResponse<String> answer = other.click(17);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("X-Fraud-Score")).isEmpty();
        assertThat(header(answer, "X-Country")).isEqualTo("SA");
    }

    @Test
    void redirects_a_repeated_click_again_and_counts_it_as_duplicate() {
        database.addLink(8, "https://shop.example.com/");
        String path = "/c/" + RunningEdge.code(8);

        HttpResponse<String> first = edge.get(path, "X-Forwarded-For", SOMEONE);
        HttpResponse<String> second = edge.get(path, "X-Forwarded-For", SOMEONE);
        HttpResponse<String> neighbour =
                edge.get(
                        path,
                        "X-Forwarded-For",
                        SOMEONE,
                        "User-Agent",
                        RunningEdge.CHROME.replace("141", "142"));

        assertThat(first.headers().firstValue("X-Click-Duplicate")).isEmpty();
        assertThat(second.statusCode()).isEqualTo(302);
        assertThat(header(second, "X-Click-Duplicate")).isEqualTo("true");
        assertThat(neighbour.statusCode()).isEqualTo(302);
        Eventually.equal(
                "3 2 1",
                () ->
                        database.text(
                                "select coalesce(sum(gross), 0) || ' ' || coalesce(sum(valid), 0) || ' '"
                                        + " || coalesce(sum(duplicate), 0) from click_hourly where"
                                        + " link_id = 8"));
    }

    @Test
    void knows_a_repetition_of_a_click_that_another_edge_served() {
        database.addLink(14, "https://shop.example.com/");
        String path = "/c/" + RunningEdge.code(14);
        RunningEdge[] edges = {edge, other};
        Eventually.equal(true, () -> repeatedElsewhere(path));

        List<String> visitors = Stream.generate(RunningEdge::visitor).limit(100).toList();
        int duplicates = 0;
        for (int click = 0; click < 200; click++) {
            HttpResponse<String> answer =
                    edges[(click + click / 100) % 2].get(
                            path, "X-Forwarded-For", visitors.get(click % 100));
            duplicates += answer.headers().firstValue("X-Click-Duplicate").isPresent() ? 1 : 0;
        }

        assertThat(duplicates).isEqualTo(100);
    }

    @Test
    void clicks_of_a_visitor_at_two_edges_at_once_count_once() {
        database.addLink(16, "https://shop.example.com/");
        String path = "/c/" + RunningEdge.code(16);

        List<String> visitors = Stream.generate(RunningEdge::visitor).limit(100).toList();
        for (String visitor : visitors) {
            List<Integer> answers =
                    Stream.of(edge, other)
                            .parallel()
                            .map(one -> one.get(path, "X-Forwarded-For", visitor).statusCode())
                            .toList();
            assertThat(answers).containsExactly(302, 302);
        }

        Eventually.equal(
                "200 100 100 100",
                () ->
                        database.text(
                                "select concat_ws(' ', sum(gross), sum(valid), sum(duplicate),"
                                        + " sum(uniques)) from click_hourly where link_id = 16"));
        assertThat(
                        database.number(
                                "select count(*) from clicks where link_id = 16"
                                        + " and bucket = 'duplicate'"))
                .isEqualTo(100);
    }

    private static boolean repeatedElsewhere(String path) {
        String visitor = RunningEdge.visitor();
        edge.get(path, "X-Forwarded-For", visitor);
        return other.get(path, "X-Forwarded-For", visitor)
                .headers()
                .firstValue("X-Click-Duplicate")
                .isPresent();
    }

    @Test
    void limits_the_clicks_of_an_address_on_a_link() {
        database.addLink(9, "https://shop.example.com/");
        String path = "/c/" + RunningEdge.code(9);
        HttpResponse<String> last = edge.get(path, "X-Forwarded-For", "188.54.92.1");

        for (int click = 1; click < 110 && last.statusCode() != 429; click++) {
            last = edge.get(path, "X-Forwarded-For", "188.54.92.1", "Accept", "*/*");
        }

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.body()).contains("CLICK_004");
        assertThat(Long.parseLong(header(last, "Retry-After"))).isBetween(1L, 60L);
        assertThat(header(last, "X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(edge.click(9).statusCode()).isEqualTo(302);
    }

    @Test
    void shows_previews_the_way_and_counts_nothing() {
        database.addLink(10, "https://shop.example.com/");
        database.execute("update offers set blocked_countries = '{SA}' where id = 10");
        String path = "/c/" + RunningEdge.code(10);

        for (String[] preview :
                new String[][] {
                    {"User-Agent", "WhatsApp/2.23.20.0"},
                    {"User-Agent", "TelegramBot (like TwitterBot)"},
                    {"User-Agent", "facebookexternalhit/1.1"},
                    {"User-Agent", "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)"},
                    {"Sec-Purpose", "prefetch;prerender"},
                    {"Purpose", "prefetch"},
                    {"X-Purpose", "preview"}
                }) {
            HttpResponse<String> answer = edge.get(path, preview);

            assertThat(answer.statusCode()).as(preview[1]).isEqualTo(302);
            assertThat(answer.headers().firstValue("X-Click-ID")).as(preview[1]).isEmpty();
            assertThat(header(answer, "Location")).as(preview[1]).endsWith("click_id=");
        }
        assertThat(edge.send("HEAD", path).statusCode()).isEqualTo(302);
        assertThat(edge.click(10).statusCode()).isEqualTo(403);
        Eventually.equal("geo_blocked", () -> click(10, "string_agg(bucket::text, ',')"));
    }

    @Test
    void keeps_whole_addresses_only_where_the_operator_wishes_it() {
        database.addLink(11, "https://shop.example.com/");
        String path = "/c/" + RunningEdge.code(11);

        edge.get(path, "X-Forwarded-For", "2a02:cb80:4271:9::5");
        other.get(path, "X-Forwarded-For", "188.54.93.44");

        Eventually.equal(
                "188.54.93.44,2a02:cb80:4271::",
                () -> click(11, "string_agg(host(address), ',' order by address)"));
    }

    @Test
    void takes_curl_for_a_person_on_this_machine_only_and_only_if_told_to() {
        database.addLink(12, "https://shop.example.com/");
        String path = "/c/" + RunningEdge.code(12);
        String[] here = {
            "User-Agent", "curl/8.5.0", "Accept", "*/*", "X-Forwarded-For", "127.0.0.5"
        };
        String[] elsewhere = {"User-Agent", "curl/8.5.0", "X-Forwarded-For", "188.54.94.1"};
        String[] script = {"User-Agent", "Wget/1.21.4", "X-Forwarded-For", "127.0.0.6"};

        assertThat(edge.get(path, here).statusCode()).isEqualTo(403);
        assertThat(other.get(path, here).statusCode()).isEqualTo(302);
        assertThat(other.get(path, elsewhere).statusCode()).isEqualTo(403);
        assertThat(other.get(path, script).statusCode()).isEqualTo(403);
    }

    @Test
    void takes_tags_with_broken_escapes_as_they_are() throws Exception {
        database.addLink(15, "https://shop.example.com/");
        String query = "?utm_campaign=50%off&sub1=%zz&sub2=a%00b&x=100%";

        String answer = edge.raw("GET /c/" + RunningEdge.code(15) + query);

        assertThat(answer).startsWith("HTTP/1.1 302");
        Eventually.equal(
                "50%off %zz ab", () -> click(15, "concat_ws(' ', utm_campaign, sub1, sub2)"));
    }

    @Test
    void keeps_the_request_id_that_a_trusted_proxy_gave() {
        assertThat(header(edge.get("/health", "X-Request-ID", "abc-123"), "X-Request-ID"))
                .isEqualTo("abc-123");
        assertThat(header(edge.get("/health", "X-Request-ID", "no good"), "X-Request-ID"))
                .startsWith("req_");
    }

    @Test
    void tells_operators_what_spoke_against_clicks() {
        database.addLink(13, "https://shop.example.com/");
        edge.get("/c/" + RunningEdge.code(13), "User-Agent", GOOGLEBOT);

        assertThat(edge.metrics())
                .containsPattern("afftok_fraud_reasons_total\\{reason=\"declared_bot\"} [1-9]")
                .containsPattern("afftok_click_requests_total\\{outcome=\"refused\"} [1-9]")
                .containsPattern("afftok_link_lookups_total\\{place=\"elsewhere\"} [1-9]")
                .containsPattern("afftok_blocked_addresses [1-9]")
                .contains("afftok_fraud_rule_set 1.0");
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }

    private static String click(long link, String columns) {
        return database.text("select " + columns + " from clicks where link_id = " + link);
    }
}
