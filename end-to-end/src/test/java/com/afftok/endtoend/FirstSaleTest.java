package com.afftok.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.endtoend.Launcher.Run;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first sale of a promoter, through both services.
final class FirstSaleTest {

    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(4);

    @TempDir private static Path folder;
    private static Launcher launcher;
    private static Run run;
    private static Demo demo;
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    @BeforeAll
    static void start() throws Exception {
        launcher = new Launcher(folder);
        launcher.set("CLICK_WRITE_EVERY", "1s");
        Shopper.TRUSTED.forEach(launcher::set);
        run = launcher.launch().ready();
        demo = new Demo(HTTP, run, launcher);
    }

    @AfterAll
    static void leave_nothing_running() throws Exception {
        launcher.endAll();
    }

    @Test
    void a_sale_is_there_with_its_commission_as_soon_as_its_postback_is_answered()
            throws Exception {
        String promoter = demo.registered("layla");
        String link = Demo.member(demo.post("/offers/1/join", promoter, "").body(), "tracking_url");

        HttpResponse<String> click = new Shopper(HTTP, 1).clicks(link);
        String clickId = click.headers().firstValue("X-Click-ID").orElseThrow();
        HttpResponse<String> postback = demo.postback(clickId, "order-77", "49.90");
        String latest = demo.get("/conversions/latest", promoter).body();

        assertThat(click.statusCode()).isEqualTo(302);
        assertThat(postback.statusCode()).isEqualTo(200);
        assertThat(latest)
                .contains("\"data\":{\"id\":")
                .contains(
                        "\"id\":" + Demo.member(postback.body(), "conversion_id"),
                        "\"transaction_id\":\"order-77\"",
                        "\"click_id\":\"" + clickId + "\"",
                        "\"status\":\"approved\"",
                        "\"amount\":49.90",
                        "\"commission\":4.99",
                        "\"currency\":\"USD\"");
        Await.until(
                WRITTEN_WITHIN,
                () -> demo.get("/clicks", promoter).body(),
                clicks -> clicks.contains(clickId));
    }

    /// In a jar filters are found in a different order than in a folder of classes.
    @Test
    void who_asks_is_known_before_anything_else_is_looked_at() throws Exception {
        String path = run.entry("API") + "/offers/1/join";
        HttpRequest.Builder join =
                HttpRequest.newBuilder(URI.create(path))
                        .header("Idempotency-Key", "once")
                        .POST(BodyPublishers.noBody());
        HttpRequest.Builder broken = HttpRequest.newBuilder(URI.create(path + "?x=%ff"));

        assertThat(HTTP.send(join.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(401);
        assertThat(
                        HTTP.send(
                                        broken.POST(BodyPublishers.noBody()).build(),
                                        BodyHandlers.ofString())
                                .statusCode())
                .isEqualTo(401);
        join.header("Authorization", "Bearer " + demo.registered("salma"));
        HttpResponse<String> first = HTTP.send(join.build(), BodyHandlers.ofString());
        HttpResponse<String> again = HTTP.send(join.build(), BodyHandlers.ofString());
        assertThat(first.statusCode()).as(first.body()).isBetween(200, 201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    }

    @Test
    void what_management_changes_reaches_the_edge_within_a_second() throws Exception {
        String promoter = demo.registered("omar");
        String link = Demo.member(demo.post("/offers/1/join", promoter, "").body(), "tracking_url");
        String shop = demo.signedIn("shop@demo.afftok.local", launcher.secret("DEMO_PASSWORD"));

        assertThat(new Shopper(HTTP, 2).clicks(link).statusCode()).isEqualTo(302);
        String version = Demo.member(demo.post("/offers/1/pause", shop, "").body(), "version");
        Await.until(A_SECOND, () -> new Shopper(HTTP, 3).clicks(link).statusCode(), is(410));
        demo.post("/offers/1/activate", shop, "{\"version\":%s}".formatted(version));
        Await.until(A_SECOND, () -> new Shopper(HTTP, 4).clicks(link).statusCode(), is(302));

        String alias = "/c/omar-sale";
        String aliased = link.replaceFirst("/c/.*", alias);
        assertThat(new Shopper(HTTP, 5).clicks(aliased).statusCode()).isEqualTo(404);
        String id = Demo.member(demo.get("/links", promoter).body(), "id");
        demo.send("PATCH", "/links/" + id, promoter, "{\"version\":0,\"alias\":\"omar-sale\"}");
        Await.until(A_SECOND, () -> new Shopper(HTTP, 6).clicks(aliased).statusCode(), is(302));
        demo.send("PATCH", "/links/" + id, promoter, "{\"version\":1,\"alias\":\"\"}");
        Await.until(A_SECOND, () -> new Shopper(HTTP, 7).clicks(aliased).statusCode(), is(404));
    }

    private static Predicate<Integer> is(int status) {
        return found -> found == status;
    }
}
