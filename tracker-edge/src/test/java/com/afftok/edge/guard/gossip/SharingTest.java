package com.afftok.edge.guard.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.guard.rules.RulesDocument;
import com.afftok.edge.guard.score.Verdict;
import com.afftok.edge.guard.tables.BlockedAddresses;
import com.afftok.edge.guard.tables.Velocity;
import com.afftok.edge.limit.RateLimits;
import com.afftok.edge.limit.RateSettings;
import com.afftok.edge.visitor.address.ClickKeys;
import com.afftok.local.LocalRedis;
import com.afftok.shared.address.AddressKeys;
import com.afftok.shared.block.BlockChange;
import com.afftok.shared.block.SharedBlocks;
import com.afftok.shared.click.FraudReason;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two edges that exchange counts and blocks.
class SharingTest {

    private static final long NOW = System.currentTimeMillis();
    private static final byte[] ADDRESS = InetAddress.ofLiteral("203.0.113.7").getAddress();
    private static final byte[] NETWORK = InetAddress.ofLiteral("2001:db8:1:2::9").getAddress();
    private static final Verdict VERDICT =
            new Verdict(90, FraudReason.DECLARED_BOT.bit(), 1, Verdict.Action.BLOCK);

    private static LocalRedis redis;

    private final Vertx vertx = Vertx.vertx();
    private final EdgeSide one = new EdgeSide(1);
    private final EdgeSide other = new EdgeSide(2);

    @BeforeAll
    static void begin() {
        redis = LocalRedis.temporary();
    }

    @AfterAll
    static void end() {
        redis.close();
    }

    @BeforeEach
    void both_edges_listen() throws Exception {
        redis.ask("FLUSHALL");
        one.start();
        other.start();
    }

    @AfterEach
    void stop() throws Exception {
        wait(vertx.close());
    }

    @Test
    void clicks_of_a_busy_address_count_at_the_other_edge() {
        for (int i = 0; i < 108; i++) {
            one.velocity.hit(7, 8, NOW);
        }

        Soon.holds(
                "counts told",
                () -> {
                    Velocity.Counts counts = other.velocity.hit(7, 8, NOW);
                    return counts.address() > 101 && counts.address() == counts.promoterAddress();
                });
        assertThat(one.velocity.hit(7, 8, NOW).address()).isGreaterThanOrEqualTo(109);
    }

    @Test
    void an_address_is_limited_by_what_it_takes_at_both_edges() {
        for (int i = 0; i < 100; i++) {
            one.rates.take(7, 9);
        }

        Soon.holds(
                "limited at the other edge",
                () -> {
                    RateLimits.RateLimit taken = other.rates.take(7, 9);
                    return !taken.allowed();
                });
        assertThat(other.rates.take(7, 10).allowed()).isTrue();
    }

    @Test
    void a_block_holds_at_the_other_edge_and_is_explained_in_redis() throws Exception {
        assertThat(one.block(ADDRESS)).isTrue();
        assertThat(one.block(NETWORK)).isTrue();
        assertThat(one.isBlocked(ADDRESS)).isTrue();

        Soon.holds("block told", () -> other.isBlocked(ADDRESS) && other.isBlocked(NETWORK));
        assertThat(ask("GET address:blocked:" + one.name(ADDRESS))).isEqualTo("$6"); // of "90 1 1"
        assertThat(one.block(ADDRESS)).isFalse();
    }

    @Test
    void redis_learns_of_a_blocked_address_only_what_the_link_keys_make_of_it() {
        one.block(ADDRESS);
        one.block(NETWORK);
        Soon.holds("block told", () -> other.isBlocked(ADDRESS) && other.isBlocked(NETWORK));

        assertThat(ask("ZSCORE addresses:blocked " + one.name(ADDRESS))).startsWith("$");
        assertThat(ask("ZSCORE addresses:blocked " + one.name(NETWORK))).startsWith("$");
        assertThat(ask("ZCARD addresses:blocked")).isEqualTo(":2");
        assertThat(ask("EXISTS address:blocked:" + one.name(ADDRESS))).isEqualTo(":1");
        assertThat(ask("DBSIZE")).isEqualTo(":3"); // the set, and the reason of each
    }

    @Test
    void a_block_is_lifted_at_both_edges() {
        one.block(ADDRESS);
        Soon.holds("block told", () -> other.isBlocked(ADDRESS));

        other.blocks.unblock(other.keys.address(ADDRESS));

        Soon.holds("block lifted", () -> !one.isBlocked(ADDRESS) && !other.isBlocked(ADDRESS));
        Soon.holds("block gone from Redis", () -> ask("ZCARD addresses:blocked").equals(":0"));
    }

    @Test
    void an_edge_that_starts_later_knows_the_blocks_that_still_hold() throws Exception {
        one.block(ADDRESS);
        Soon.holds("block told", () -> other.isBlocked(ADDRESS));
        redis.ask("ZADD addresses:blocked 1 0123456789abcdef");
        redis.ask("ZADD addresses:blocked 99999999999999 nonsense");

        EdgeSide late = new EdgeSide(3);
        late.start();

        Soon.holds("block read", () -> late.isBlocked(ADDRESS));
        assertThat(late.blocked.count(NOW)).isEqualTo(1);
    }

    @Test
    void an_edge_that_starts_later_reads_many_blocks_a_page_at_a_time() throws Exception {
        Request many = Request.cmd(Command.ZADD).arg(SharedBlocks.ADDRESSES);
        int blocks = 5 * BlockGossip.PAGE;
        for (int i = 1; i <= blocks; i++) {
            many.arg(NOW + 60_000).arg(AddressKeys.format(i * 0x9E3779B97F4A7C15L));
        }
        wait(one.client.send(many));

        EdgeSide late = new EdgeSide(3, 8 * blocks);
        late.start();

        Soon.holds("blocks read", () -> late.blocked.count(NOW) == blocks);
        String commands =
                one.client
                        .send(Request.cmd(Command.INFO).arg("commandstats"))
                        .map(String::valueOf)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS);
        assertThat(commands).containsPattern("cmdstat_zscan:calls=([5-9]|[1-9][0-9])");
    }

    @Test
    void a_private_address_is_blocked_nowhere() {
        byte[] loopback = InetAddress.ofLiteral("127.0.0.1").getAddress();

        assertThat(one.block(loopback)).isFalse();

        assertThat(one.isBlocked(loopback)).isFalse();
        assertThat(ask("ZCARD addresses:blocked")).isEqualTo(":0");
    }

    @Test
    void each_edge_goes_on_alone_while_redis_is_away_and_listens_again_afterwards()
            throws Exception {
        redis.stop();
        Soon.holds(
                "loss noticed", () -> !one.exchange.isListening() && !other.blocks.isListening());

        assertThat(one.block(ADDRESS)).isTrue();
        for (int i = 0; i < 150; i++) {
            one.velocity.hit(7, 8, NOW);
        }

        assertThat(one.isBlocked(ADDRESS)).isTrue();
        assertThat(one.velocity.hit(7, 8, NOW).address()).isEqualTo(151);
        Soon.holds("block untold", () -> one.blocks.untold() == 1);

        redis.start();
        Soon.holds("listening again", () -> one.isListening() && other.isListening());
        assertThat(other.velocity.hit(7, 8, NOW).address()).isEqualTo(1);
        for (int i = 0; i < 50; i++) {
            one.velocity.hit(11, 12, NOW);
        }
        Soon.holds("counts told again", () -> other.velocity.hit(11, 12, NOW).address() > 40);
    }

    @Test
    void a_connection_that_says_nothing_any_more_is_given_up() throws Exception {
        redis.pause();
        try {
            Soon.holds("silence noticed", () -> !one.exchange.isListening());
        } finally {
            redis.resume();
        }

        Soon.holds("listening again", () -> one.isListening() && other.isListening());
        one.block(ADDRESS);
        Soon.holds("block told", () -> other.isBlocked(ADDRESS));
    }

    @Test
    void a_block_that_redis_does_not_answer_counts_as_untold() throws Exception {
        redis.pause();
        try {
            assertThat(one.block(ADDRESS)).isTrue();

            Soon.holds("block untold", () -> one.blocks.untold() == 1);
        } finally {
            redis.resume();
        }
    }

    @Test
    void words_that_nobody_understands_change_nothing() throws Exception {
        Redis client = Redis.createClient(vertx, redis.url());
        for (String word :
                new String[] {
                    "block", "block x 1", "block 0123456789abcdef soon", "unblock", "unblock x"
                }) {
            wait(client.send(Request.cmd(Command.PUBLISH).arg(BlockChange.CHANNEL).arg(word)));
            wait(client.send(Request.cmd(Command.PUBLISH).arg(CountExchange.CHANNEL).arg(word)));
        }
        Soon.holds("words refused", () -> one.exchange.refused() == 5);

        one.block(ADDRESS);

        Soon.holds("block told", () -> other.isBlocked(ADDRESS));
        assertThat(other.blocked.count(NOW)).isEqualTo(1);
    }

    private String ask(String command) {
        try {
            return redis.ask(command);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void wait(Future<?> future) throws Exception {
        future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /// The parts of one edge.
    private final class EdgeSide {

        private final Redis client = Redis.createClient(vertx, redis.url());
        private final ClickKeys keys = new ClickKeys(new AddressKeys(42));
        private final Velocity velocity = new Velocity(RulesDocument::bundled, 1 << 10);
        private final RateLimits rates = new RateLimits(RateSettings.DEFAULT, 1 << 10, () -> 0);
        private final BlockedAddresses blocked;
        private final CountExchange exchange;
        private final BlockGossip blocks;

        EdgeSide(long number) {
            this(number, 1 << 10);
        }

        EdgeSide(long number, int mostBlocks) {
            blocked = new BlockedAddresses(_ -> false, mostBlocks);
            InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(NOW));
            exchange =
                    new CountExchange(
                            client, number, velocity, rates, clock, Duration.ofMillis(50));
            blocks = new BlockGossip(client, blocked, Duration.ofHours(1), clock);
        }

        void start() throws Exception {
            for (Deployable part : new Deployable[] {exchange, blocks}) {
                SharingTest.wait(vertx.deployVerticle(part));
            }
            Soon.holds("listening", this::isListening);
        }

        boolean isListening() {
            return exchange.isListening() && blocks.isListening();
        }

        boolean block(byte[] address) {
            return blocks.block(address, keys.address(address), VERDICT);
        }

        boolean isBlocked(byte[] address) {
            return blocked.isBlocked(address, keys.address(address), NOW);
        }

        String name(byte[] address) {
            return AddressKeys.format(keys.address(address));
        }
    }
}
