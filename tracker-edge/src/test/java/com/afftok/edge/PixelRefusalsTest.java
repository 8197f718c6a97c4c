package com.afftok.edge;

import static com.afftok.edge.Beacons.purchase;
import static com.afftok.edge.Shop.click;
import static com.afftok.edge.Shop.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.Shop.Answer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Refusals of the pixel, to pages and to images.
class PixelRefusalsTest {

    private static RunningServers servers;
    private static Database database;
    private static RunningEdge edge;
    private static Beacons beacons;

    @BeforeAll
    static void start() throws Exception {
        servers = RunningServers.start();
        database = servers.database();
        database.addParties();
        database.addLink(1, "https://shop.example.com/");
        database.addLink(3, "https://shop.example.com/");
        edge = servers.edge("PIXEL_WRITE_EVERY", "200ms");
        beacons = new Beacons(edge);
    }

    @AfterAll
    static void stop() throws Exception {
        edge.close();
        servers.close();
    }

    @Test
    void refuses_views_whose_click_is_not_proven_or_too_old() {
        Map<String, String> refusals =
                Map.of(
                        "A" + click(3).substring(1),
                        "404 CONV_004",
                        "x",
                        "404 CONV_004",
                        RunningEdge.code(3),
                        "404 CONV_004",
                        click(9_999),
                        "404 CONV_004",
                        click(3, Duration.ofDays(91)),
                        "410 CONV_003");
        refusals.forEach((click, verdict) -> {
            Map<String, String> view = Map.of("event", "PageView", "click_id", click);
            assertThat(beacons.send(view).verdict()).as(click).isEqualTo(verdict);
            assertThat(Beacons.verdict(beacons.image(view))).as(click).isEqualTo(verdict);
        });
        beacons.send(Map.of("event", "Search", "click_id", click(3, Duration.ofDays(89))));

        Eventually.equal(
                Map.of("search", "1"),
                () -> database.pairs("select event, count from pixel_hourly where link_id = 3"));
    }

    @Test
    void says_by_the_status_and_a_header_of_the_image_what_was_wrong() throws Exception {
        String click = click(1);
        Map<String, String> purchase = purchase(click, "gif");

        assertThat(Beacons.verdict(beacons.image(with(purchase, "amount", "-1"))))
                .isEqualTo("422 CONV_005");
        assertThat(Beacons.verdict(beacons.image(with(purchase, "click_id", ""))))
                .isEqualTo("400 VALID_001");
        assertThat(Beacons.verdict(beacons.image(with(purchase, "click_id", "x".repeat(30)))))
                .isEqualTo("404 CONV_004");
        assertThat(edge.raw("GET /pixel?a=%zz"))
                .startsWith("HTTP/1.1 400")
                .contains("X-AffTok-Error: VALID_001");
        assertThat(edge.raw("GET /pixel?click_id=" + click + "&cid=" + click))
                .startsWith("HTTP/1.1 400")
                .contains("X-AffTok-Error: VALID_001");
        assertThat(Beacons.verdict(beacons.image(purchase))).isEqualTo("200");
    }

    @Test
    void answers_refusals_with_a_whole_image_that_pages_may_show() {
        HttpResponse<byte[]> refused = beacons.bytes("/pixel?click_id=forged");

        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.headers().firstValue("Content-Type")).contains("image/gif");
        assertThat(refused.headers().firstValue("Cross-Origin-Resource-Policy"))
                .contains("cross-origin");
        assertThat(refused.body()).isEqualTo(beacons.bytes("/pixel").body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | {",
                "application/json | []",
                "application/json | {\"event\":{}}",
                "application/json | {\"event\":\"a\",\"event\":\"b\"}",
                "application/json | {}{}",
                "text/plain | event=PageView",
                "text/html | {}",
                "application/x-www-form-urlencoded | event=PageView",
                "application/jsonp | {}",
                "'' | {}",
                "application/json | ''",
                "text/plain | ''",
                "text/plain | ' '",
                "application/json | null",
                "multipart/form-data | {}",
                "application/json; charset=utf-16 | {}",
                "application/json | {\"event\":\"Purchase\"}",
                "application/json | {\"event\":\"Pur\\u0000chase\"}",
            })
    void refuses_what_is_no_beacon_with_the_reason(String type, String body) {
        Answer answer = beacons.post(type, body);

        assertThat(answer.verdict()).isEqualTo("400 VALID_001");
        assertThat(answer.error().getJsonArray("details")).isNotEmpty();
        assertThat(header(answer.response(), "Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @Test
    void reads_no_more_than_8_kilobytes() {
        String body = "{\"event\":\"%s\"}";

        assertThat(beacons.post("text/plain", body.formatted("a".repeat(9000))).verdict())
                .isEqualTo("413 VALID_002");
        assertThat(beacons.post("text/plain", body.formatted("a".repeat(1 << 20))).verdict())
                .isEqualTo("413 VALID_002");
        assertThat(beacons.post("text/plain", body.formatted("a".repeat(1900))).status())
                .isEqualTo(202);
        assertThat(
                        beacons.post("text/plain", body.formatted("a".repeat(9000)))
                                .response()
                                .headers()
                                .firstValue("Access-Control-Allow-Origin"))
                .contains("*");
    }

    @Test
    void answers_other_methods_with_an_error() {
        HttpResponse<String> pixel = edge.send("PUT", "/pixel");
        HttpResponse<String> script = edge.send("POST", "/pixel.js");

        assertThat(pixel.statusCode()).isEqualTo(405);
        assertThat(header(pixel, "Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
        assertThat(script.statusCode()).isEqualTo(405);
        assertThat(header(script, "Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void limits_an_address_and_lets_the_others_go_on() throws Exception {
        try (RunningEdge strict =
                servers.edge("PIXELS_PER_ADDRESS", "1", "PIXELS_PER_ADDRESS_BURST", "2")) {
            Beacons many = new Beacons(strict);
            Map<String, String> view = Map.of("event", "PageView");
            String[] home = {"X-Forwarded-For", "188.54.200.1"};

            assertThat(many.send(view, home).status()).isEqualTo(202);
            assertThat(many.send(view, home).status()).isEqualTo(202);
            Answer limited = many.send(view, home);
            HttpResponse<String> image = many.image(view, home);

            assertThat(limited.verdict()).isEqualTo("429 RATE_001");
            assertThat(header(limited.response(), "Retry-After")).isNotEmpty();
            assertThat(Beacons.verdict(image)).isEqualTo("429 RATE_001");
            assertThat(many.send(view).status()).isEqualTo(202);
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
