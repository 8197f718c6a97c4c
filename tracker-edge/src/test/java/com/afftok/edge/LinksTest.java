package com.afftok.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.local.LocalRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Links in an edge's memory, how soon it learns of a change, and its answers when no source is
/// available.
class LinksTest {

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
    void every_edge_follows_an_announced_change_whatever_redis_remembers() throws Exception {
        database.addLink(1, "https://old.example.com/");
        try (RunningEdge knows = servers.edge();
                RunningEdge learns = servers.edge()) {
            assertThat(location(knows, "/c/" + RunningEdge.code(1))).contains("old");
            String link = commands.send("GET", "link:1");
            String offer = commands.send("GET", "offer:1");

            database.execute(
                    "update offers set destination_url = 'https://new.example.com/' where id = 1");
            commands.send("PUBLISH", "links:changed", "offer 1");

            Eventually.equal(
                    true, () -> location(knows, "/c/" + RunningEdge.code(1)).contains("new"));
            commands.send("SET", "link:1", link);
            commands.send("SET", "offer:1", offer);
            Eventually.equal(
                    true, () -> location(learns, "/c/" + RunningEdge.code(1)).contains("new"));
        }
    }

    @Test
    void a_deep_link_lasts_as_long_as_its_offer_allows_the_host() throws Exception {
        database.addLink(31, "https://shop.example.com/");
        database.execute(
                """
                update offers set allowed_hosts = '{m.example.com,m.example.com}' where id = 31;
                update user_offers set deep_link = 'https://m.example.com/shoes' where id = 31
                """);
        String path = "/c/" + RunningEdge.code(31);
        try (RunningEdge edge = servers.edge("LINK_REFRESH", "1h")) {
            assertThat(location(edge, path)).startsWith("https://m.example.com/shoes");

            database.execute("update offers set allowed_hosts = '{}' where id = 31");
            commands.send("PUBLISH", "links:changed", "offer 31");

            Eventually.equal(
                    true, () -> location(edge, path).startsWith("https://shop.example.com/"));
            assertThat(edge.click(31).statusCode()).isEqualTo(302);
        }
    }

    @Test
    void links_of_who_is_banned_lead_nowhere() throws Exception {
        database.addLink(21, "https://shop.example.com/");
        database.execute(
                """
                insert into accounts (id, kind, country)
                values (901, 'promoter', 'SA'),
                       (902, 'advertiser', 'SA')
                """);
        database.execute(
                """
                insert into offers (id, advertiser_id, title, destination_url, payout, currency, status)
                values (923, 902, 'Offer 923', 'https://shop.example.com/', 5, 'USD', 'active')
                """);
        database.execute(
                """
                insert into user_offers (id, promoter_id, offer_id, advertiser_id)
                values (921, 901, 21, 1), (923, 2, 923, 902)
                """);
        try (RunningEdge edge = servers.edge()) {
            assertThat(edge.click(921).statusCode()).isEqualTo(302);
            assertThat(edge.click(923).statusCode()).isEqualTo(302);

            database.execute("update accounts set status = 'banned' where id in (901, 902)");
            commands.send("PUBLISH", "links:changed", "account 901");
            commands.send("PUBLISH", "links:changed", "account 902");

            Eventually.equal(410, () -> edge.click(921).statusCode());
            Eventually.equal(410, () -> edge.click(923).statusCode());
            assertThat(edge.click(21).statusCode()).isEqualTo(302);

            database.execute("update accounts set status = 'active' where id = 901");
            commands.send("PUBLISH", "links:changed", "account 901");
            Eventually.equal(302, () -> edge.click(921).statusCode());
        }
    }

    @Test
    void offers_of_an_advertiser_without_funds_lead_nowhere() throws Exception {
        database.addLink(81, "https://shop.example.com/");
        database.addLink(82, "https://shop.example.com/");
        database.execute("update offers set currency = 'EUR' where id = 82");
        try (RunningEdge edge = servers.edge()) {
            assertThat(edge.click(81).statusCode()).isEqualTo(302);
            assertThat(edge.click(82).statusCode()).isEqualTo(302);

            database.execute(
                    "insert into advertiser_stops (advertiser_id, currency) values (1, 'USD')");
            commands.send("PUBLISH", "links:changed", "offer 81");
            commands.send("PUBLISH", "links:changed", "offer 82");

            Eventually.equal(410, () -> edge.click(81).statusCode());
            assertThat(edge.click(82).statusCode()).isEqualTo(302);
            try (RunningEdge later = servers.edge()) {
                assertThat(later.click(81).statusCode()).isEqualTo(410);
            }
        } finally {
            database.execute("delete from advertiser_stops");
        }
        try (RunningEdge later = servers.edge("LINK_REFRESH", "100ms")) {
            // Without a message: the entry in Redis is older.
            Eventually.equal(302, () -> later.click(81).statusCode());
        }
    }

    @Test
    void as_many_links_as_memory_holds_follow_a_ban_within_seconds() throws Exception {
        database.addLink(61, "https://shop.example.com/");
        database.execute(
                """
                insert into accounts (id, kind, country)
                values (931, 'promoter', 'SA')
                """);
        database.execute(
                """
                insert into user_offers (id, promoter_id, offer_id, advertiser_id)
                select id, 931, 61, 1 from generate_series(100001, 125000) as id
                """);
        database.execute(
                """
                insert into click_hourly (advertiser_id, hour, link_id, country, device, offer_id,
                                          promoter_id, gross, valid)
                select 1, date_trunc('hour', now(), 'UTC'), id, 'SA', 'mobile', 61, 931, 9, 9
                  from generate_series(100001, 125000) as id
                """);
        try (RunningEdge edge = servers.edge("LINK_PRELOAD", "30000")) {
            assertThat(edge.click(125_000).statusCode()).isEqualTo(302);

            database.execute("update accounts set status = 'banned' where id = 931");
            commands.send("PUBLISH", "links:changed", "account 931");

            for (long link = 100_001; link <= 125_000; link += 1234) {
                long clicked = link;
                Eventually.equal(410, () -> edge.click(clicked).statusCode());
            }
            assertThat(edge.metric("afftok_link_queries_total")).isEqualTo("0.0");
        } finally {
            database.execute("truncate click_hourly");
        }
    }

    @Test
    void entries_in_redis_that_are_not_parsed_are_counted() throws Exception {
        commands.send("SET", "alias:broken-entry", "{no json");
        try (RunningEdge edge = servers.edge()) {
            System.gc(); // a metric must not be held by weak references alone

            assertThat(edge.get("/c/broken-entry").statusCode()).isEqualTo(404);

            assertThat(edge.metric("afftok_link_unreadable_total{place=\"redis\"}"))
                    .isEqualTo("1.0");
        }
    }

    @Test
    void all_links_of_an_offer_follow_it_though_none_of_them_is_read_again() throws Exception {
        database.addLink(71, "https://old.example.com/");
        database.execute(
                """
                insert into user_offers (id, promoter_id, offer_id, advertiser_id, sub1)
                values (72, 2, 71, 1, 'second'), (73, 2, 71, 1, 'third')
                """);
        try (RunningEdge edge = servers.edge("LINK_REFRESH", "1h")) {
            for (long link = 71; link <= 73; link++) {
                assertThat(location(edge, "/c/" + RunningEdge.code(link))).contains("old");
            }

            database.execute(
                    """
                    update offers set destination_url = 'https://new.example.com/?s={sub1}'
                     where id = 71
                    """);
            commands.send("PUBLISH", "links:changed", "offer 71");

            Eventually.equal(
                    true, () -> location(edge, "/c/" + RunningEdge.code(71)).contains("new"));
            assertThat(location(edge, "/c/" + RunningEdge.code(72))).contains("new", "s=second&");
            assertThat(location(edge, "/c/" + RunningEdge.code(73))).contains("new", "s=third&");

            database.execute("update offers set status = 'paused' where id = 71");
            commands.send("PUBLISH", "links:changed", "offer 71");

            Eventually.equal(410, () -> edge.click(71).statusCode());
            assertThat(edge.click(72).statusCode()).isEqualTo(410);
            assertThat(edge.click(73).statusCode()).isEqualTo(410);
            assertThat(edge.metric("afftok_link_queries_total")).isEqualTo("3.0");
        }
    }

    @Test
    void a_change_that_was_not_heard_is_found_within_the_refresh_time() throws Exception {
        database.addLink(2, "https://old.example.com/");
        try (RunningEdge edge = servers.edge("LINK_REFRESH", "300ms")) {
            assertThat(location(edge, "/c/alias-2")).contains("old");

            database.execute(
                    "update offers set destination_url = 'https://new.example.com/' where id = 2");

            Eventually.equal(true, () -> location(edge, "/c/alias-2").contains("new"));
        }
    }

    @Test
    void a_change_made_while_redis_was_away_is_followed_once_it_is_back() throws Exception {
        database.addLink(5, "https://old.example.com/");
        String path = "/c/" + RunningEdge.code(5);
        try (LocalRedis own = LocalRedis.temporary();
                RunningEdge edge =
                        RunningEdge.over(
                                servers.postgres(),
                                own,
                                "LINK_REFRESH",
                                "1h",
                                "LINK_UNKNOWN",
                                "1h")) {
            assertThat(location(edge, path)).contains("old");
            assertThat(location(edge, "/c/alias-5")).contains("old");
            assertThat(edge.get("/c/made-meanwhile").statusCode()).isEqualTo(404);

            own.kill();
            database.execute(
                    "update offers set destination_url = 'https://new.example.com/' where id = 5");
            database.addLink(6, "https://new.example.com/");
            database.execute("update user_offers set alias = 'made-meanwhile' where id = 6");
            assertThat(location(edge, path)).contains("old");
            own.start();

            Eventually.equal(true, () -> location(edge, path).contains("new"));
            Eventually.equal(true, () -> location(edge, "/c/alias-5").contains("new"));
            Eventually.equal(302, () -> edge.get("/c/made-meanwhile").statusCode());
        }
    }

    @Test
    void an_alias_that_was_renamed_leads_on_under_its_new_name_only() throws Exception {
        database.addLink(3, "https://shop.example.com/");
        try (RunningEdge edge = servers.edge()) {
            assertThat(edge.get("/c/alias-3").statusCode()).isEqualTo(302);
            assertThat(edge.get("/c/summer-sale").statusCode()).isEqualTo(404);

            database.execute("update user_offers set alias = 'summer-sale' where id = 3");
            commands.send("PUBLISH", "links:changed", "link 3");
            commands.send("PUBLISH", "links:changed", "alias alias-3");
            commands.send("PUBLISH", "links:changed", "alias summer-sale");

            Eventually.equal(302, () -> edge.get("/c/summer-sale").statusCode());
            Eventually.equal(404, () -> edge.get("/c/alias-3").statusCode());
        }
    }

    @Test
    void knows_the_hottest_links_before_it_is_ready() throws Exception {
        database.addLink(4, "https://shop.example.com/");
        database.execute(
                """
                insert into click_hourly (advertiser_id, hour, link_id, country, device, offer_id,
                                          promoter_id, gross, valid)
                values (1, date_trunc('hour', now(), 'UTC'), 4, 'SA', 'mobile', 4, 2, 9, 9)
                """);
        try (RunningEdge edge = servers.edge()) {
            assertThat(edge.click(4).statusCode()).isEqualTo(302);

            assertThat(edge.metrics())
                    .contains("afftok_link_lookups_total{place=\"elsewhere\"} 0.0")
                    .contains("afftok_link_lookups_total{place=\"memory\"} 1.0");
        }
    }

    @Test
    void looks_nothing_up_for_what_cannot_be_a_link() throws Exception {
        try (RunningEdge edge = servers.edge()) {
            String forged = "1".repeat(17);
            for (String path :
                    new String[] {
                        forged,
                        RunningEdge.code(5).substring(1),
                        "1".repeat(18) + "A",
                        "%31".repeat(17),
                        "../health",
                        "..%2fhealth",
                        "a/b",
                        "Summer-Sale",
                        "ab",
                        "a".repeat(41),
                        "A".repeat(8000),
                        "%00"
                    }) {
                assertThat(edge.get("/c/" + path).statusCode()).as(path).isEqualTo(404);
            }

            assertThat(edge.metrics())
                    .contains("afftok_link_lookups_total{place=\"elsewhere\"} 0.0")
                    .contains("afftok_click_requests_total{outcome=\"unknown\"} 12.0");
        }
    }

    private static String location(RunningEdge edge, String path) {
        return edge.get(path).headers().firstValue("Location").orElseThrow();
    }
}
