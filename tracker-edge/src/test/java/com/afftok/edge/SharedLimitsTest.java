package com.afftok.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.local.LocalRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Rate limits of a visitor at one edge and at several.
class SharedLimitsTest {

    private static final String[] NO_LIMIT_PER_LINK = {"CLICKS_PER_ADDRESS_LINK", "0"};

    private static RunningServers servers;
    private static Database database;

    @BeforeAll
    static void start() throws Exception {
        servers = RunningServers.start();
        database = servers.database();
        database.addParties();
        for (long link = 1; link <= 12; link++) {
            database.addLink(link, "https://shop.example.com/");
        }
    }

    @AfterAll
    static void stop() throws Exception {
        servers.close();
    }

    @Test
    void an_address_has_two_thousand_clicks_at_once_at_all_edges_together() throws Exception {
        try (RunningEdge one = servers.edge(NO_LIMIT_PER_LINK);
                RunningEdge other = servers.edge(NO_LIMIT_PER_LINK)) {
            long begin = System.nanoTime();

            int atOne = clicksUntilLimited(one, "188.56.0.1");
            long refilled = (System.nanoTime() - begin) * 1000 / 60_000_000_000L;

            assertThat(atOne).isBetween(2000, 2001 + (int) refilled);
            Eventually.equal(true, () -> isLimited(other, "188.56.0.1"));
            assertThat(status(other, "188.56.0.2")).isEqualTo(302);
            assertThat(
                            other.metric(
                                    "afftok_sharing_messages_total{about=\"counts\",result=\"received\"}"))
                    .isNotIn("", "0.0");
            assertThat(
                            other.metric(
                                    "afftok_sharing_messages_total{about=\"counts\",result=\"refused\"}"))
                    .isEqualTo("0.0");
            assertThat(other.metric("afftok_agents_cached")).isNotIn("", "0.0");
        }
    }

    @Test
    void an_address_has_its_clicks_at_each_edge_while_redis_is_away() throws Exception {
        String[] limits = {
            "CLICKS_PER_ADDRESS_LINK",
            "0",
            "CLICKS_PER_ADDRESS",
            "1",
            "CLICKS_PER_ADDRESS_BURST",
            "30"
        };
        try (LocalRedis redis = LocalRedis.temporary();
                RunningEdge one = RunningEdge.over(servers.postgres(), redis, limits);
                RunningEdge other = RunningEdge.over(servers.postgres(), redis, limits)) {
            status(one, "188.56.1.1");
            status(other, "188.56.1.1");
            redis.kill();
            try {
                assertThat(clicksUntilLimited(one, "188.56.1.2")).isBetween(30, 31);
                assertThat(clicksUntilLimited(other, "188.56.1.2")).isBetween(30, 31);
            } finally {
                redis.start();
            }
        }
    }

    @Test
    void a_visitor_who_touches_many_offers_within_seconds_is_refused_and_blocked()
            throws Exception {
        String[] visitor = {"X-Forwarded-For", "188.56.2.1"};
        try (RunningEdge edge = servers.edge()) {
            List<Integer> statuses = new ArrayList<>();
            for (long link = 1; link <= 12; link++) {
                statuses.add(edge.get("/c/" + RunningEdge.code(link), visitor).statusCode());
            }
            HttpResponse<String> blocked = edge.get("/c/" + RunningEdge.code(1), visitor);

            assertThat(statuses.subList(0, 5)).containsOnly(302);
            assertThat(statuses).last().isEqualTo(403);
            assertThat(blocked.statusCode()).isEqualTo(403);
            assertThat(blocked.body()).contains("CLICK_003");
            Eventually.equal(
                    "{cookie_stuffing}",
                    () -> reasonsOf("link_id = " + (1 + statuses.indexOf(403))));
            Eventually.equal("{blocked_address}", () -> reasonsOf("link_id = 1"));
        }
    }

    private static String reasonsOf(String clicks) {
        return database.text(
                "select reasons from clicks where bucket = 'fraud'"
                        + " and address <<= '188.56.2.0/24' and "
                        + clicks);
    }

    /// One after the other on one connection.
    private static int clicksUntilLimited(RunningEdge edge, String address) throws IOException {
        try (KeepAlive visitor = new KeepAlive(edge.port())) {
            int clicks = 0;
            while (visitor.ask(request(address), false).status() != 429) {
                clicks++;
            }
            return clicks;
        }
    }

    /// Asks faster than the limit allows again.
    private static boolean isLimited(RunningEdge edge, String address) {
        return IntStream.range(0, 20).anyMatch(_ -> status(edge, address) == 429);
    }

    private static int status(RunningEdge edge, String address) {
        try (KeepAlive visitor = new KeepAlive(edge.port())) {
            return visitor.ask(request(address), false).status();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] request(String address) {
        return """
        GET /c/%s HTTP/1.1
        Host: go.example.com
        User-Agent: %s
        Accept: text/html
        Accept-Language: en
        X-Forwarded-For: %s

        """
                .formatted(RunningEdge.code(1), RunningEdge.CHROME, address)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
