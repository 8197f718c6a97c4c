package com.afftok.edge;

import static com.afftok.edge.Beacons.purchase;
import static com.afftok.edge.Shop.click;
import static com.afftok.edge.Shop.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.Shop.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The script and what pages send, as HTTP.
class PixelTest {

    private static final int SCRIPT_BYTES = 5 << 10;
    private static final int COMPRESSED_BYTES = 2 << 10;

    private static RunningServers servers;
    private static Database database;
    private static RunningEdge edge;
    private static Beacons beacons;

    @BeforeAll
    static void start() throws Exception {
        servers = RunningServers.start();
        database = servers.database();
        database.addParties();
        for (int link = 1; link <= 5; link++) {
            database.addLink(link, "https://shop.example.com/");
        }
        edge = servers.edge("PIXEL_WRITE_EVERY", "200ms");
        beacons = new Beacons(edge);
    }

    @AfterAll
    static void stop() throws Exception {
        edge.close();
        servers.close();
    }

    @Test
    void serves_a_small_script_that_every_page_may_load_and_keep() throws Exception {
        HttpResponse<String> plain = edge.get("/pixel.js");

        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(plain.body()).startsWith("/*! AffTok pixel").hasSizeLessThan(SCRIPT_BYTES);
        assertThat(header(plain, "Content-Type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(header(plain, "Cache-Control")).isEqualTo("public, max-age=3600");
        assertThat(header(plain, "Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(header(plain, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(header(plain, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(plain.headers().map()).doesNotContainKey("set-cookie");

        HttpResponse<byte[]> small = beacons.bytes("/pixel.js", "Accept-Encoding", "br, gzip");
        assertThat(small.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(small.headers().firstValue("Vary")).contains("accept-encoding");
        assertThat(small.body()).hasSizeLessThan(COMPRESSED_BYTES);
        assertThat(
                        new String(
                                new GZIPInputStream(new ByteArrayInputStream(small.body()))
                                        .readAllBytes(),
                                StandardCharsets.UTF_8))
                .isEqualTo(plain.body());
    }

    @Test
    void sends_the_script_again_only_when_it_changed() {
        for (String encoding : new String[] {"identity", "gzip"}) {
            String tag = header(edge.get("/pixel.js", "Accept-Encoding", encoding), "ETag");

            HttpResponse<String> again =
                    edge.get("/pixel.js", "Accept-Encoding", encoding, "If-None-Match", tag);

            assertThat(again.statusCode()).as(encoding).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(header(again, "ETag")).isEqualTo(tag);
        }
        assertThat(edge.get("/pixel.js", "If-None-Match", "\"old\"").statusCode()).isEqualTo(200);
    }

    @Test
    void counts_what_happened_per_link_and_hour() {
        String click = click(1);
        for (String event : new String[] {"PageView", "PageView", "AddToCart", "Lead"}) {
            assertThat(beacons.send(Map.of("event", event, "click_id", click)).status())
                    .isEqualTo(202);
        }
        assertThat(beacons.image(Map.of("click_id", click)).statusCode()).isEqualTo(200);

        Eventually.equal(
                Map.of("page_view", "3", "add_to_cart", "1", "lead", "1"),
                () -> database.pairs("select event, count from pixel_hourly where link_id = 1"));
        assertThat(
                        database.text(
                                """
                                select distinct advertiser_id || ' ' || offer_id || ' ' || promoter_id
                                  from pixel_hourly where link_id = 1
                                """))
                .isEqualTo("1 1 2");
    }

    @Test
    void counts_names_that_anybody_made_up_as_one() {
        String click = click(2);
        for (int i = 0; i < 30; i++) {
            beacons.send(Map.of("event", "MadeUp" + i, "click_id", click));
        }
        beacons.send(Map.of("event", "", "click_id", click));

        Eventually.equal(
                Map.of("other", "31"),
                () -> database.pairs("select event, count from pixel_hourly where link_id = 2"));
    }

    @Test
    void counts_nothing_without_a_click_that_is_proven_and_young() {
        String forged = "A" + click(3).substring(1);

        for (Map<String, String> said :
                List.of(
                        Map.of("event", "PageView"),
                        Map.of("event", "PageView", "click_id", forged),
                        Map.of("event", "PageView", "click_id", RunningEdge.code(3)),
                        Map.of("event", "PageView", "click_id", click(9_999)),
                        Map.of("event", "PageView", "click_id", click(3, Duration.ofDays(91))))) {
            assertThat(beacons.send(said).status()).as("%s", said).isEqualTo(202);
            assertThat(beacons.image(said).statusCode()).isEqualTo(200);
        }
        beacons.send(Map.of("event", "Search", "click_id", click(3, Duration.ofDays(89))));

        Eventually.equal(
                Map.of("search", "1"),
                () -> database.pairs("select event, count from pixel_hourly where link_id = 3"));
    }

    @Test
    void leaves_alone_who_does_not_want_to_be_followed() {
        for (String header : new String[] {"DNT", "Sec-GPC"}) {
            String click = click(4);
            assertThat(beacons.send(Map.of("click_id", click), header, "1").status())
                    .isEqualTo(202);
            assertThat(beacons.image(Map.of("click_id", click), header, "1").statusCode())
                    .isEqualTo(200);
            assertThat(beacons.send(purchase(click, "followed-" + header), header, "1").status())
                    .isEqualTo(202);
        }
        beacons.send(Map.of("event", "Search", "click_id", click(4)), "DNT", "0");

        Eventually.equal(
                Map.of("search", "1"),
                () -> database.pairs("select event, count from pixel_hourly where link_id = 4"));
        assertThat(
                        database.number(
                                "select count(*) from conversions where transaction_id like 'followed-%'"))
                .isZero();
    }

    @Test
    void answers_an_image_of_one_pixel_whatever_was_said() {
        HttpResponse<byte[]> image = beacons.bytes("/pixel");

        assertThat(image.statusCode()).isEqualTo(200);
        assertThat(image.headers().firstValue("Content-Type")).contains("image/gif");
        assertThat(image.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(image.headers().firstValue("Cross-Origin-Resource-Policy"))
                .contains("cross-origin");
        assertThat(image.headers().firstValue("X-AffTok-Error")).isEmpty();
        assertThat(new String(image.body(), 0, 6, StandardCharsets.US_ASCII)).isEqualTo("GIF89a");
    }

    @Test
    void says_in_a_header_of_the_image_what_was_wrong() throws Exception {
        Map<String, String> purchase = purchase(click(1), "gif");

        assertThat(header(beacons.image(with(purchase, "amount", "-1")), "X-AffTok-Error"))
                .isEqualTo("CONV_005");
        assertThat(header(beacons.image(with(purchase, "click_id", "")), "X-AffTok-Error"))
                .isEqualTo("VALID_001");
        assertThat(
                        header(
                                beacons.image(with(purchase, "click_id", "x".repeat(30))),
                                "X-AffTok-Error"))
                .isEqualTo("CONV_004");
        assertThat(edge.raw("GET /pixel?a=%zz"))
                .startsWith("HTTP/1.1 200")
                .contains("X-AffTok-Error: VALID_001");
        assertThat(beacons.image(purchase).headers().firstValue("X-AffTok-Error")).isEmpty();
    }

    @Test
    void answers_a_preflight_and_lets_every_origin_read() {
        HttpResponse<String> preflight =
                edge.send(
                        "OPTIONS",
                        "/pixel",
                        "Origin",
                        "https://shop.example.com",
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "content-type");

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(header(preflight, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(header(preflight, "Access-Control-Allow-Methods")).contains("POST");
        assertThat(header(preflight, "Access-Control-Allow-Headers")).isEqualTo("Content-Type");
        assertThat(header(preflight, "Access-Control-Max-Age")).isEqualTo("86400");
        HttpResponse<String> wrong = beacons.post("application/json", "{").response();
        assertThat(header(wrong, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(wrong.headers().map()).doesNotContainKey("access-control-allow-credentials");
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
                "multipart/form-data | {}",
                "application/json; charset=utf-16 | {}",
                "application/json | {\"event\":\"Purchase\"}",
                "application/json | {\"event\":\"Pur\\u0000chase\"}",
            })
    void refuses_what_is_no_beacon_with_the_reason(String type, String body) {
        Answer answer = beacons.post(type, body);

        assertThat(answer.verdict()).isEqualTo("400 VALID_001");
        assertThat(answer.error().getJsonArray("details")).isNotEmpty();
    }

    @Test
    void takes_an_empty_object_and_no_body_for_a_view_of_nobody() {
        assertThat(beacons.post("application/json", "{}").status()).isEqualTo(202);
        assertThat(beacons.post("text/plain", "").status()).isEqualTo(202);
    }

    @Test
    void reads_no_more_than_8_kilobytes() {
        String body = "{\"event\":\"%s\"}";

        assertThat(beacons.post("text/plain", body.formatted("a".repeat(9000))).verdict())
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

    @ParameterizedTest
    @ValueSource(strings = {"/pixel", "/pixel.js"})
    void answers_head_like_get_without_a_body(String path) {
        HttpResponse<String> got = edge.get(path);

        HttpResponse<String> head = edge.send("HEAD", path);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String name :
                new String[] {
                    "Content-Type",
                    "Content-Length",
                    "Cache-Control",
                    "ETag",
                    "Access-Control-Allow-Origin",
                    "Cross-Origin-Resource-Policy"
                }) {
            assertThat(header(head, name)).as(name).isEqualTo(header(got, name));
        }
        assertThat(header(head, "Content-Length")).isNotEmpty().isNotEqualTo("0");
    }

    @Test
    void head_says_nothing_of_a_click() {
        String click = click(5);
        long before = database.number("select count(*) from conversions");

        edge.send("HEAD", "/pixel?" + Shop.form(purchase(click, "by-head")));

        assertThat(database.number("select count(*) from conversions")).isEqualTo(before);
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
            assertThat(image.statusCode()).isEqualTo(200);
            assertThat(header(image, "X-AffTok-Error")).isEqualTo("RATE_001");
            assertThat(many.send(view).status()).isEqualTo(202);
        }
    }

    @Test
    void keeps_what_was_counted_while_postgres_is_away_and_writes_it_at_the_end() throws Exception {
        String count = "select coalesce(sum(count), 0) from pixel_hourly where link_id = 5";
        try (RunningEdge patient = servers.edge("PIXEL_WRITE_EVERY", "200ms")) {
            Beacons many = new Beacons(patient);
            Map<String, String> event = Map.of("event", "Subscribe", "click_id", click(5));
            many.send(event);
            Eventually.equal(1L, () -> database.number(count));

            database.whileLocked(
                    "pixel_hourly",
                    () -> {
                        for (int i = 0; i < 5; i++) {
                            many.send(event);
                        }
                    });
        }

        assertThat(database.number(count)).isEqualTo(6);
    }

    @Test
    void tells_operators_what_became_of_what_browsers_said() {
        beacons.send(Map.of("event", "PageView", "click_id", click(1)));
        beacons.send(Map.of("event", "PageView"));
        beacons.post("text/plain", "nothing");

        assertThat(edge.metrics())
                .contains(
                        "afftok_pixel_requests_total{outcome=\"counted\"}",
                        "afftok_pixel_requests_total{outcome=\"ignored\"}",
                        "afftok_pixel_requests_total{outcome=\"valid_001\"}",
                        "afftok_pixel_uncounted_total 0.0");
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
