package com.afftok.edge;

import static com.afftok.edge.Shop.click;
import static com.afftok.edge.Shop.sale;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A change that is committed and announced while PostgreSQL still executes an earlier query.
class LateReadsTest {

    private RunningShop running;
    private Database database;
    private RedisCommands commands;

    @BeforeEach
    void an_edge_that_reads_nothing_again_for_an_hour() throws Exception {
        running = RunningShop.open("LINK_REFRESH", "1h", "POSTBACK_SECRET_REFRESH", "1h");
        database = running.database();
        database.addLink(3, "https://marker.example.com/");
        commands = new RedisCommands(running.servers().redis());
        assertThat(location(3)).contains("marker");
    }

    @AfterEach
    void stop() throws Exception {
        commands.close();
        running.close();
    }

    @Test
    void a_link_that_was_looked_up_meanwhile_is_looked_up_again() {
        database.addLink(2, "https://old.example.com/");
        String offers = database.gate("offers", "id = 2");

        CompletableFuture<String> first =
                database.whileShut(() -> {
                    var asked = CompletableFuture.supplyAsync(() -> location(2));
                    Eventually.equal(true, () -> database.waitsAtGate(Duration.ZERO));
                    change(offers, 2, "https://new.example.com/", "offer 2");
                    followed(offers);
                    Eventually.equal(true, () -> database.waitsAtGate(Duration.ofMillis(1200)));
                    return asked;
                });

        assertThat(first.join()).contains("old.example.com");
        Eventually.equal(true, () -> location(2).contains("new.example.com"));
    }

    @Test
    void a_secret_that_was_read_meanwhile_proves_nothing() {
        String secrets = database.gate("postback_secrets", "advertiser_id = 1");
        Shop thief = running.shop();

        CompletableFuture<Integer> first =
                database.whileShut(() -> {
                    var asked = CompletableFuture.supplyAsync(() -> dryRun(thief).status());
                    Eventually.equal(true, () -> database.waitsAtGate(Duration.ZERO));
                    database.execute("update " + secrets + " set revoked_at = now()");
                    commands.send("PUBLISH", "links:changed", "account 1");
                    followed("offers");
                    return asked;
                });

        assertThat(first.join()).isEqualTo(200);
        assertThat(dryRun(thief).verdict()).isEqualTo("401 CONV_001");
    }

    /// The edge has received all messages published before.
    private void followed(String offers) {
        change(offers, 3, "https://followed.example.com/", "offer 3");
        Eventually.equal(true, () -> location(3).contains("followed"));
    }

    private void change(String offers, long offer, String destination, String message) {
        database.execute(
                "update %s set destination_url = '%s' where id = %d"
                        .formatted(offers, destination, offer));
        commands.send("PUBLISH", "links:changed", message);
    }

    private static Shop.Answer dryRun(Shop thief) {
        return thief.report(sale(click(1), "dry"), "dry_run", "1");
    }

    private String location(long link) {
        HttpResponse<String> answer = running.edge().click(link);
        return answer.headers().firstValue("Location").orElse("" + answer.statusCode());
    }
}
