package com.afftok.edge;

import static com.afftok.edge.Beacons.purchase;
import static com.afftok.edge.Shop.click;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.Shop.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The script and the requests of pages, over HTTP.
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
    void says_of_what_names_no_click_that_it_is_ignored() {
        for (Map<String, String> said :
                List.of(
                        Map.<String, String>of(),
                        Map.of("event", "PageView"),
                        Map.of("event", "AddToCart", "click_id", ""))) {
            Answer answer = beacons.send(said);

            assertThat(answer.status()).as("%s", said).isEqualTo(202);
            assertThat(answer.data().getString("status")).isEqualTo("ignored");
            assertThat(Beacons.verdict(beacons.image(said))).isEqualTo("200");
        }
    }

    @Test
    void knows_names_of_events_in_capitals_or_not() {
        database.addLink(6, "https://shop.example.com/");
        String click = click(6);

        for (String event : List.of("addtocart", "ADDTOCART", "AddTocart", "add to cart")) {
            Answer answer = beacons.send(Map.of("event", event, "click_id", click));
            assertThat(answer.data().getString("status")).isEqualTo("accepted");
        }

        Eventually.equal(
                Map.of("add_to_cart", "3", "other", "1"),
                () -> database.pairs("select event, count from pixel_hourly where link_id = 6"));
    }

    @Test
    void leaves_alone_who_does_not_want_to_be_followed() {
        for (String header : new String[] {"DNT", "Sec-GPC"}) {
            String click = click(4);
            assertThat(beacons.send(Map.of("click_id", click), header, "1").status())
                    .isEqualTo(202);
            assertThat(beacons.image(Map.of("click_id", click), header, "1").statusCode())
                    .isEqualTo(200);
            Answer ignored = beacons.send(purchase(click, "followed-" + header), header, "1");
            assertThat(ignored.status()).isEqualTo(202);
            assertThat(ignored.data().getString("status")).isEqualTo("ignored");
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
    void answers_an_image_of_one_pixel_that_nobody_keeps() {
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
