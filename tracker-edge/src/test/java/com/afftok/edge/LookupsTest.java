package com.afftok.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.local.LocalRedis;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The queries of an edge to Redis and PostgreSQL, and that it needs neither for what is in memory.
class LookupsTest {

    private static RunningServers servers;
    private static Database database;
    private static RedisCommands commands;

    @BeforeAll
    static void start() throws Exception {
        servers = RunningServers.start();
        database = servers.database();
        database.addParties();
        commands = new RedisCommands(servers.redis());
    }

    @AfterAll
    static void stop() throws Exception {
        commands.close();
        servers.close();
    }

    @Test
    void an_edge_that_starts_while_postgres_is_away_serves_what_another_has_shared()
            throws Exception {
        database.addLink(1, "https://shop.example.com/");
        try (RunningEdge before = servers.edge("LINK_REFRESH", "1ms")) {
            assertThat(before.get("/c/alias-1").statusCode()).isEqualTo(302);
            Eventually.equal("1", () -> commands.send("EXISTS", "link:1"));
            Eventually.equal("1", () -> commands.send("EXISTS", "alias:alias-1"));
            Eventually.equal(
                    "3", () -> commands.send("EXISTS", "offer:1", "account:1", "account:2"));
        }

        servers.postgres().kill();
        try (RunningEdge after = servers.edge("LINK_REFRESH", "1ms")) {
            assertThat(after.get("/c/alias-1").statusCode()).isEqualTo(302);
            assertThat(after.click(1).statusCode()).isEqualTo(302);
            assertThat(after.get("/c/nobodys-alias").statusCode()).isEqualTo(503);
        } finally {
            servers.postgres().start();
        }
    }

    @Test
    void an_edge_that_starts_while_postgres_is_away_knows_whom_another_saw_banned()
            throws Exception {
        database.addLink(12, "https://shop.example.com/");
        database.execute(
                """
                insert into accounts (id, kind, country) values (912, 'promoter', 'SA');
                insert into user_offers (id, promoter_id, offer_id, advertiser_id)
                values (912, 912, 12, 1)
                """);
        try (RunningEdge before = servers.edge()) {
            assertThat(before.click(912).statusCode()).isEqualTo(302);
            assertThat(before.click(12).statusCode()).isEqualTo(302);
            database.execute("update accounts set status = 'banned' where id = 912");
            commands.send("PUBLISH", "links:changed", "account 912");
            Eventually.equal(410, () -> before.click(912).statusCode());
            Eventually.equal(true, () -> commands.send("GET", "account:912").contains("false"));
        }

        servers.postgres().kill();
        try (RunningEdge after = servers.edge()) {
            assertThat(after.click(912).statusCode()).isEqualTo(410);
            assertThat(after.click(12).statusCode()).isEqualTo(302);
        } finally {
            servers.postgres().start();
        }
    }

    @Test
    void serves_what_it_knows_while_redis_and_postgres_are_both_away() throws Exception {
        database.addLink(2, "https://shop.example.com/");
        try (LocalRedis own = LocalRedis.temporary();
                RunningEdge edge =
                        RunningEdge.over(servers.postgres(), own, "LINK_REFRESH", "1ms")) {
            assertThat(edge.click(2).statusCode()).isEqualTo(302);
            assertThat(edge.get("/c/alias-2").statusCode()).isEqualTo(302);

            own.kill();
            servers.postgres().kill();
            try {
                for (int click = 0; click < 20; click++) {
                    assertThat(edge.click(2).statusCode()).isEqualTo(302);
                    assertThat(edge.get("/c/alias-2").statusCode()).isEqualTo(302);
                }
            } finally {
                servers.postgres().start();
                own.start();
            }

            Eventually.equal(42L, () -> database.rows(2));
        }
    }

    @Test
    void knows_the_aliases_of_the_hottest_links_before_it_is_ready() throws Exception {
        database.addLink(3, "https://shop.example.com/");
        database.execute(
                """
                insert into click_hourly (advertiser_id, hour, link_id, country, device, offer_id,
                                          promoter_id, gross, valid)
                values (1, date_trunc('hour', now(), 'UTC'), 3, 'SA', 'mobile', 3, 2, 9, 9)
                """);
        try (RunningEdge edge = servers.edge()) {
            assertThat(edge.get("/c/alias-3").statusCode()).isEqualTo(302);

            assertThat(edge.metrics())
                    .contains("afftok_link_lookups_total{place=\"memory\"} 1.0")
                    .contains("afftok_link_queries_total 0.0");
            Eventually.equal("1", () -> commands.send("EXISTS", "link:3"));
            Eventually.equal("1", () -> commands.send("EXISTS", "alias:alias-3"));
        }
    }

    @Test
    void many_who_ask_at_once_for_a_link_that_nobody_knows_yet_cost_one_query() throws Exception {
        database.addLink(4, "https://shop.example.com/");
        int visitors = 40;
        try (RunningEdge edge = servers.edge();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            database.whileLocked(
                    "user_offers",
                    () -> {
                        for (int visitor = 0; visitor < visitors; visitor++) {
                            answers.add(
                                    CompletableFuture.supplyAsync(() -> edge.click(4), threads));
                        }
                        Eventually.equal(
                                visitors + ".0",
                                () ->
                                        edge.metric(
                                                "afftok_link_lookups_total{place=\"elsewhere\"}"));
                        Eventually.equal("1.0", () -> edge.metric("afftok_link_queries_total"));
                    });

            assertThat(answers).allSatisfy(it -> assertThat(it.join().statusCode()).isEqualTo(302));
            assertThat(edge.metric("afftok_link_queries_total")).isEqualTo("1.0");
        }
    }

    @Test
    void aliases_that_somebody_makes_up_are_limited_before_they_are_looked_up() throws Exception {
        database.addLink(5, "https://shop.example.com/");
        String[] limits = {"CLICKS_PER_ADDRESS", "60", "CLICKS_PER_ADDRESS_BURST", "20"};
        try (RunningEdge edge = servers.edge(limits)) {
            List<HttpResponse<String>> answers =
                    IntStream.range(0, 300)
                            .mapToObj(i -> edge.get("/c/aaa" + i, "X-Forwarded-For", "188.55.0.1"))
                            .toList();

            long limited = answers.stream().filter(it -> it.statusCode() == 429).count();
            long unknown = answers.stream().filter(it -> it.statusCode() == 404).count();
            HttpResponse<String> last = answers.getLast();
            assertThat(limited + unknown).isEqualTo(300);
            assertThat(limited).isGreaterThan(200);
            assertThat(edge.metric("afftok_link_queries_total")).isEqualTo(unknown + ".0");
            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.body()).contains("CLICK_004");
            assertThat(last.headers().firstValue("X-RateLimit-Limit")).contains("20");
            assertThat(last.headers().firstValue("Retry-After")).isPresent();
            assertThat(edge.get("/c/alias-5").statusCode()).isEqualTo(302);
        }
    }

    @Test
    void a_click_on_a_link_that_must_be_looked_up_is_taken_from_the_limit_once() throws Exception {
        database.addLink(6, "https://shop.example.com/");
        String[] limits = {"CLICKS_PER_ADDRESS_BURST", "20"};
        try (RunningEdge edge = servers.edge(limits)) {
            HttpResponse<String> sought = edge.get("/c/alias-6", "X-Forwarded-For", "188.55.0.2");
            HttpResponse<String> known = edge.get("/c/alias-6", "X-Forwarded-For", "188.55.0.3");

            assertThat(sought.headers().firstValue("X-RateLimit-Remaining")).contains("19");
            assertThat(known.headers().firstValue("X-RateLimit-Remaining")).contains("19");
        }
    }

    @Test
    void an_unknown_alias_is_asked_for_again_only_when_it_is_named() throws Exception {
        database.addLink(7, "https://old.example.com/");
        database.addLink(8, "https://shop.example.com/");
        try (RunningEdge edge = servers.edge("LINK_UNKNOWN", "1h")) {
            assertThat(edge.get("/c/summer-sale").statusCode()).isEqualTo(404);
            assertThat(edge.get("/c/alias-7").statusCode()).isEqualTo(302);

            database.execute("update user_offers set alias = 'summer-sale' where id = 8");
            database.execute(
                    "update offers set destination_url = 'https://new.example.com/' where id = 7");
            commands.send("PUBLISH", "links:changed", "offer 7");
            commands.send("PUBLISH", "links:changed", "link 7");
            Eventually.equal(true, () -> location(edge, "/c/alias-7").contains("new"));
            assertThat(edge.get("/c/summer-sale").statusCode()).isEqualTo(404);

            commands.send("PUBLISH", "links:changed", "alias summer-sale");

            Eventually.equal(302, () -> edge.get("/c/summer-sale").statusCode());
        }
    }

    @Test
    void an_alias_that_moves_leads_to_its_new_link_at_every_edge() throws Exception {
        database.addLink(9, "https://old.example.com/");
        database.addLink(10, "https://new.example.com/");
        try (RunningEdge knows = servers.edge();
                RunningEdge learns = servers.edge()) {
            assertThat(location(knows, "/c/alias-9")).contains("old");
            Eventually.equal("1", () -> commands.send("EXISTS", "alias:alias-9"));
            String remembered = commands.send("GET", "alias:alias-9");

            database.execute("update user_offers set alias = null where id = 9");
            database.execute("update user_offers set alias = 'alias-9' where id = 10");
            commands.send("PUBLISH", "links:changed", "alias alias-9");

            Eventually.equal(true, () -> location(knows, "/c/alias-9").contains("new"));
            commands.send("SET", "alias:alias-9", remembered);
            assertThat(location(learns, "/c/alias-9")).contains("new");
        }
    }

    @Test
    void an_alias_that_a_link_gave_up_is_forgotten_by_redis_too() throws Exception {
        database.addLink(11, "https://shop.example.com/");
        try (RunningEdge edge = servers.edge()) {
            assertThat(edge.get("/c/alias-11").statusCode()).isEqualTo(302);
            Eventually.equal("1", () -> commands.send("EXISTS", "alias:alias-11"));

            database.execute("update user_offers set alias = null where id = 11");
            commands.send("PUBLISH", "links:changed", "link 11");
            commands.send("PUBLISH", "links:changed", "alias alias-11");

            Eventually.equal(404, () -> edge.get("/c/alias-11").statusCode());
            Eventually.equal("0", () -> commands.send("EXISTS", "alias:alias-11"));
            assertThat(edge.click(11).statusCode()).isEqualTo(302);
        }
    }

    @Test
    void redis_keeps_no_entry_that_is_old_or_of_an_edge_with_a_fast_clock() throws Exception {
        database.addLink(51, "https://shop.example.com/");
        database.addLink(52, "https://shop.example.com/");
        for (String kind : List.of("link:", "offer:")) {
            commands.send("SET", kind + 51, "{\"v\":0,\"read\":99999999999999}");
            commands.send("SET", kind + 52, "{\"v\":0,\"read\":1}");
        }
        try (RunningEdge edge = servers.edge()) {
            assertThat(edge.click(51).statusCode()).isEqualTo(302);
            assertThat(edge.click(52).statusCode()).isEqualTo(302);

            for (int number = 51; number <= 52; number++) {
                String link = "link:" + number;
                String offer = "offer:" + number;
                String leads = "\"offer\":" + number + ",";
                Eventually.equal(true, () -> commands.send("GET", link).contains(leads));
                Eventually.equal(true, () -> commands.send("GET", offer).contains("shop.example"));
            }
        }
    }

    private static String location(RunningEdge edge, String path) {
        return edge.get(path).headers().firstValue("Location").orElseThrow();
    }
}
