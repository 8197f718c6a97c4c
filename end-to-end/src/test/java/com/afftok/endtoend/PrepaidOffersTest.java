package com.afftok.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.endtoend.Launcher.Run;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An advertiser who pays in advance, through both services.
final class PrepaidOffersTest {

    private static final Duration A_SECOND = Duration.ofSeconds(1);

    @TempDir private static Path folder;
    private static Launcher launcher;
    private static Demo demo;
    private static String finance = "";
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    @BeforeAll
    static void start() throws Exception {
        launcher = new Launcher(folder);
        Shopper.TRUSTED.forEach(launcher::set);
        Run run = launcher.launch().ready();
        demo = new Demo(HTTP, run, launcher);
        launcher.script("admin", "create", "noor@example.com").exitCode();
        finance = launcher.script("token", "noor@example.com").output().strip();
    }

    @AfterAll
    static void leave_nothing_running() throws Exception {
        launcher.endAll();
    }

    @Test
    void passes_clicks_while_it_is_funded_and_no_others() throws Exception {
        String promoter = demo.registered("layla");
        String link = Demo.member(demo.post("/offers/1/join", promoter, "").body(), "tracking_url");
        String shop = Demo.member(demo.get("/offers/1", finance).body(), "advertiser_id");
        pay(shop, "TT-1", "5");
        demo.send(
                "PUT",
                "/admin/advertisers/" + shop + "/terms",
                finance,
                "{\"fee_percent\":20,\"billing\":[{\"currency\":\"USD\",\"mode\":\"prepaid\"}],\"version\":0}");
        // What demo data owes is paid, too.
        String owed = Demo.member(account(shop), "owed");
        if (!owed.startsWith("0")) {
            pay(shop, "TT-2", owed);
            pay(shop, "TT-3", "5");
        }
        Await.until(A_SECOND, () -> new Shopper(HTTP, 1).clicks(link).statusCode(), is(302));
        String click = new Shopper(HTTP, 2).clicks(link).headers().firstValue("X-Click-ID").get();
        String earlier = new Shopper(HTTP, 3).clicks(link).headers().firstValue("X-Click-ID").get();

        demo.postback(click, "order-1", "49.90");

        Instant begin = Instant.now();
        Await.until(A_SECOND, () -> new Shopper(HTTP, 4).clicks(link).statusCode(), is(410));
        System.out.printf("stopped after %s%n", Duration.between(begin, Instant.now()));
        assertThat(account(shop)).contains("\"stopped\":true");
        assertThat(demo.get("/offers/1", promoter).body()).contains("\"stopped\":\"unfunded\"");
        // The sale of an earlier click is recorded and owed.
        assertThat(demo.postback(earlier, "order-2", "49.90").statusCode()).isEqualTo(200);
        pay(shop, "TT-4", "100");
        begin = Instant.now();
        Await.until(A_SECOND, () -> new Shopper(HTTP, 5).clicks(link).statusCode(), is(302));
        System.out.printf("goes on after %s%n", Duration.between(begin, Instant.now()));
        assertThat(account(shop)).contains("\"stopped\":false");
    }

    private static String account(String shop) throws Exception {
        return demo.get("/advertiser/account?account_id=" + shop, finance).body();
    }

    private static void pay(String shop, String reference, String amount) throws Exception {
        demo.post(
                "/admin/advertiser-payments",
                finance,
                "{\"account_id\":%s,\"amount\":%s,\"currency\":\"USD\",\"reference\":\"%s\",\"received_at\":\"2026-01-31T12:00:00Z\"}"
                        .formatted(shop, amount, reference));
    }

    private static Predicate<Integer> is(int status) {
        return found -> found == status;
    }
}
