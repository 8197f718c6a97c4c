package com.afftok.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.code.KeyRing;
import com.afftok.shared.id.ClickId;
import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A click from the request to the row, with all servers up.
class ClickPathTest {

    private static RunningServers servers;
    private static Database database;
    private static RedisCommands commands;
    private static RunningEdge edge;

    @BeforeAll
    static void start() throws Exception {
        servers = RunningServers.start();
        database = servers.database();
        database.addParties();
        commands = new RedisCommands(servers.redis());
        edge = servers.edge();
    }

    @AfterAll
    static void stop() throws Exception {
        edge.close();
        commands.close();
        servers.close();
    }

    @Test
    void redirects_and_counts_the_click_once_everywhere() {
        database.addLink(
                1, "https://shop.example.com/?c={click_id}&p={affiliate_id}&s={sub1}&x={what}");

        HttpResponse<String> answer =
                edge.get(
                        "/c/" + RunningEdge.code(1) + "?sub1=a%20b&utm_source=mail",
                        "X-Forwarded-For",
                        "188.54.77.9");

        assertThat(answer.statusCode()).isEqualTo(302);
        String clickCode = answer.headers().firstValue("X-Click-ID").orElseThrow();
        assertThat(answer.headers().firstValue("Location"))
                .contains("https://shop.example.com/?c=" + clickCode + "&p=2&s=a+b&x=");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        ClickId id = new ClickCodes(KeyRing.parse(RunningEdge.KEYS)).verify(clickCode);
        assertThat(id).isNotNull();
        Eventually.equal(1L, () -> database.rows(1));
        assertThat(
                        database.text(
                                "select click_id || ' ' || bucket || ' ' || sub1 || ' ' || utm_source"
                                        + " || ' ' || host(address) from clicks where link_id = 1"))
                .isEqualTo(id.uuid() + " valid a b mail 188.54.77.0");
        assertThat(
                        database.text(
                                "select gross || ' ' || valid from click_hourly where link_id = 1"))
                .isEqualTo("1 1");
        assertThat(
                        database.text(
                                "select gross || ' ' || valid from offer_counters where offer_id = 1"))
                .isEqualTo("1 1");
    }

    @Test
    void a_destination_that_is_no_header_harms_its_own_clicks_alone() {
        database.addLink(70, "https://shop.example.com/");
        database.execute(
                """
                alter table offers drop constraint offers_destination_url_is_http;
                update offers set destination_url = e'https://shop.example.com/\\x01' where id = 70
                """);
        database.addLink(71, "https://shop.example.com/");

        for (int i = 0; i < 4; i++) {
            assertThat(edge.click(70).statusCode()).isEqualTo(500);
            assertThat(edge.click(71).statusCode()).isEqualTo(302);
        }
    }

    @Test
    void finds_a_link_by_its_alias() {
        database.addLink(2, "https://shop.example.com/");

        HttpResponse<String> answer = edge.get("/c/alias-2");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow())
                .startsWith("https://shop.example.com/?click_id=");
        Eventually.equal(1L, () -> database.rows(2));
    }

    @Test
    void refuses_a_forged_code_and_what_is_none() {
        String code = RunningEdge.code(1);
        String forged = code.substring(0, 16) + (code.endsWith("A") ? 'B' : 'A');

        for (String path :
                new String[] {
                    forged, "", "x", code + "A", code.substring(1), "a".repeat(8000), "%2e%2e/x"
                }) {
            assertThat(edge.get("/c/" + path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(edge.get("/c/" + forged, "Accept", "*/*").body())
                .contains("\"code\":\"CLICK_001\"", "\"request_id\":\"req_");
        assertThat(edge.get("/c/" + forged, "Accept", "text/html").body())
                .startsWith("<!doctype html>");
    }

    @Test
    void answers_gone_for_a_paused_offer_and_keeps_the_click() {
        database.addLink(3, "https://shop.example.com/");
        database.execute("update offers set status = 'paused' where id = 3");

        HttpResponse<String> answer =
                edge.get("/c/" + RunningEdge.code(3), "Accept", "application/json");

        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.body()).contains("OFFER_002");
        Eventually.equal(1L, () -> database.rows(3));
        assertThat(
                        database.text(
                                "select gross || ' ' || inactive || ' ' || valid from offer_counters where offer_id = 3"))
                .isEqualTo("1 1 0");
    }

    @Test
    void answers_gone_for_an_expired_link() {
        database.addLink(4, "https://shop.example.com/");
        database.execute(
                "update user_offers set expires_at = now() - interval '1 second' where id = 4");

        assertThat(edge.click(4).statusCode()).isEqualTo(410);
    }

    @Test
    void redirects_a_head_request_and_counts_nothing() {
        database.addLink(5, "https://shop.example.com/");

        HttpResponse<String> head = edge.send("HEAD", "/c/" + RunningEdge.code(5));
        HttpResponse<String> click = edge.click(5);

        assertThat(head.statusCode()).isEqualTo(302);
        assertThat(click.statusCode()).isEqualTo(302);
        Eventually.equal(1L, () -> database.rows(5));
    }

    @Test
    void a_change_is_effective_once_it_is_announced() throws Exception {
        database.addLink(6, "https://old.example.com/");
        assertThat(edge.click(6).headers().firstValue("Location").orElseThrow()).contains("old");

        database.execute(
                "update offers set destination_url = 'https://new.example.com/' where id = 6");
        commands.send("PUBLISH", "links:changed", "offer 6");

        Eventually.equal(
                true,
                () -> edge.click(6).headers().firstValue("Location").orElseThrow().contains("new"));
    }

    @Test
    void counts_exactly_the_redirects_of_many_visitors_at_once() throws Exception {
        database.addLink(7, "https://shop.example.com/");

        long redirected = 0;
        try (ExecutorService visitors = Executors.newFixedThreadPool(32)) {
            Callable<Integer> visit = () -> edge.click(7).statusCode();
            for (Future<Integer> one :
                    visitors.invokeAll(IntStream.range(0, 3000).mapToObj(_ -> visit).toList())) {
                redirected += one.get() == 302 ? 1 : 0;
            }
        }

        assertThat(redirected).isEqualTo(3000);
        Eventually.equal(redirected, () -> database.rows(7));
        assertThat(database.number("select sum(gross) from click_hourly where link_id = 7"))
                .isEqualTo(redirected);
        assertThat(database.number("select gross from offer_counters where offer_id = 7"))
                .isEqualTo(redirected);
        Eventually.equal("0", () -> commands.send("XLEN", "clicks:{0}"));
        Eventually.equal("0", () -> commands.send("XLEN", "clicks:{1}"));
    }

    @Test
    void answers_other_methods_and_paths_with_their_errors() {
        HttpResponse<String> post = edge.send("POST", "/c/" + RunningEdge.code(1));

        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD");
        assertThat(edge.send("POST", "/health").statusCode()).isEqualTo(405);
        HttpResponse<String> unknown = edge.get("/nothing");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(unknown.headers().firstValue("X-Request-ID").orElseThrow()).startsWith("req_");
    }

    @Test
    void tells_operators_what_it_does_on_a_port_of_its_own() {
        database.addLink(8, "https://shop.example.com/");
        edge.click(8);
        Eventually.equal(1L, () -> database.rows(8));

        String metrics = edge.metrics();

        assertThat(metrics)
                .containsPattern("afftok_click_requests_total\\{outcome=\"redirected\"} [1-9]")
                .containsPattern("afftok_clicks_kept_total\\{place=\"redis\"} [1-9]")
                .containsPattern(
                        "afftok_clicks_written_total\\{fate=\"written\",shard=\"[01]\"} [1-9]")
                .contains("afftok_click_seconds_bucket", "afftok_journal_bytes 0.0");
        assertThat(edge.get("/metrics").statusCode()).isEqualTo(404);
    }

    @Test
    void says_that_it_is_well() {
        assertThat(edge.get("/health").body()).contains("\"status\":\"ok\"", "\"timestamp\":\"20");
        assertThat(edge.get("/health/db").body()).contains("\"status\":\"ok\"", "\"latency_ms\":");
        assertThat(edge.get("/health/redis").body()).contains("\"status\":\"ok\"");
        assertThat(edge.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(edge.get("/health/full").body()).contains("\"database\":\"ok\"", "\"version\":");
    }
}
