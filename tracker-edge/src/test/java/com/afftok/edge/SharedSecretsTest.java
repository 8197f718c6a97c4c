package com.afftok.edge;

import static com.afftok.edge.Shop.click;
import static com.afftok.edge.Shop.sale;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The secrets of an edge that starts while PostgreSQL is down, shared by other edges in Redis.
class SharedSecretsTest {

    private static final String SECOND = "second-secret-second-secret-second";
    private static final String KEY = "postbacks:secrets:{0}";

    private static RunningServers servers;
    private static Database database;
    private static RedisCommands commands;

    @BeforeAll
    static void start() throws Exception {
        servers = RunningServers.start();
        database = servers.database();
        database.addParties();
        database.addLink(1, "https://shop.example.com/");
        commands = new RedisCommands(servers.redis());
    }

    @AfterAll
    static void stop() {
        commands.close();
        servers.close();
    }

    @BeforeEach
    void two_secrets_and_an_empty_redis() {
        commands.send("FLUSHALL");
        database.execute("delete from postback_secrets");
        database.execute(Shop.insertSecret(1, "live", 1, Shop.SECRET));
        database.execute(Shop.insertSecret(1, "live", 2, SECOND));
    }

    @Test
    void an_edge_that_starts_while_postgres_is_away_queues_what_is_signed() throws Exception {
        try (RunningEdge other = edge("15s")) {
            assertThat(new Shop(other).report(sale(click(1), "before")).status()).isEqualTo(200);
            Eventually.equal("1", () -> commands.send("HEXISTS", KEY, "1"));
            Eventually.equal("1", () -> commands.send("EXISTS", "link:1"));
        }
        servers.postgres().stop();

        try (RunningEdge edge = edge("15s")) {
            var sale = sale(click(1), "while-away");
            int signed = new Shop(edge).report(sale).status();
            int again = new Shop(edge).report(sale).status();
            String forged = new Shop(edge, "nobody's secret").report(sale).verdict();
            servers.postgres().start();

            assertThat(signed).isEqualTo(202);
            assertThat(again).isEqualTo(202);
            assertThat(forged).isEqualTo("401 CONV_001");
            Eventually.equal("0", () -> commands.send("XLEN", "postbacks:{0}"));
            assertThat(database.text(status("while-away"))).isEqualTo("approved 1");
        }
    }

    @Test
    void what_was_revoked_is_not_believed_again_because_redis_has_known_it() throws Exception {
        try (RunningEdge other = edge("1s")) {
            Shop shop = new Shop(other);
            assertThat(shop.report(sale(click(1), "first")).status()).isEqualTo(200);
            Eventually.equal("1", () -> commands.send("HEXISTS", KEY, "1"));
            String both = commands.send("HGET", KEY, "1");
            assertThat(both).doesNotContain(Shop.SECRET, SECOND);

            database.execute("update postback_secrets set revoked_at = now() where slot = 2");
            Eventually.equal(false, () -> commands.send("HGET", KEY, "1").equals(both));
            servers.postgres().stop();

            try (RunningEdge edge = edge("1s")) {
                String revoked = new Shop(edge, SECOND).report(sale(click(1), "r")).verdict();
                int valid = new Shop(edge).report(sale(click(1), "valid")).status();

                assertThat(revoked).isEqualTo("401 CONV_001");
                assertThat(valid).isEqualTo(202);
            } finally {
                servers.postgres().start();
            }
        }
    }

    @Test
    void an_advertiser_who_was_banned_is_not_believed() throws Exception {
        try (RunningEdge _ = edge("1s")) {
            Eventually.equal("1", () -> commands.send("HEXISTS", KEY, "1"));

            database.execute("update accounts set status = 'banned' where id = 1");

            Eventually.equal("0", () -> commands.send("HEXISTS", KEY, "1"));
        } finally {
            database.execute("update accounts set status = 'active' where id = 1");
        }
    }

    @Test
    void they_live_on_while_an_edge_sees_postgres_away_and_not_without_any() throws Exception {
        try (RunningEdge _ = edge("3s")) {
            Eventually.equal("1", () -> commands.send("HEXISTS", KEY, "1"));
            servers.postgres().stop();
            commands.send("PEXPIRE", KEY, "1500");

            Eventually.equal(true, () -> Long.parseLong(commands.send("PTTL", KEY)) > 2000);
        }
        Eventually.equal("0", () -> commands.send("EXISTS", KEY));

        try (RunningEdge edge = edge("3s")) {
            int status = new Shop(edge).report(sale(click(1), "nobody-knows")).status();

            assertThat(status).isEqualTo(503);
        } finally {
            servers.postgres().start();
        }
    }

    @Test
    void of_more_advertisers_than_may_be_shared_the_rest_is_unknown() throws Exception {
        database.execute(
                """
                insert into accounts (id, kind, country)
                values (7, 'advertiser', 'SA')
                """);
        database.execute(Shop.insertSecret(7, "live", 1, Shop.SECRET));

        try (RunningEdge _ = edge("1s", "POSTBACK_SECRETS_SHARED", "1")) {
            Eventually.equal("1", () -> commands.send("HEXISTS", KEY, "1"));

            assertThat(commands.send("HEXISTS", KEY, "7")).isEqualTo("0");
            assertThat(commands.send("HGET", KEY, "complete")).isEqualTo("false");
        }
    }

    private static RunningEdge edge(String refresh, String... more) throws Exception {
        String[] settings = new String[more.length + 4];
        settings[0] = "POSTBACK_SECRET_REFRESH";
        settings[1] = refresh;
        settings[2] = "EDGE_DRAIN";
        settings[3] = "1s";
        System.arraycopy(more, 0, settings, 4, more.length);
        return servers.edge(settings);
    }

    private static String status(String transaction) {
        return """
        select max(status) || ' ' || count(*) from conversions where transaction_id = '%s'
        """
                .formatted(transaction);
    }
}
