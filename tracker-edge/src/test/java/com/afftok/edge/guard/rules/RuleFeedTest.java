package com.afftok.edge.guard.rules;

import static com.afftok.edge.guard.score.Clicks.AGENTS;
import static com.afftok.edge.guard.score.Clicks.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.guard.gossip.Soon;
import com.afftok.edge.guard.tables.BlockedAddresses;
import com.afftok.local.LocalPostgres;
import com.afftok.local.LocalRedis;
import com.afftok.shared.address.AddressSet;
import com.afftok.shared.config.DatabaseUrl;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.redis.client.Redis;
import io.vertx.sqlclient.Pool;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Decisions of administrators take effect without delaying clicks on the same event loops.
class RuleFeedTest {

    private static final int NETWORKS = 10_000;

    private static LocalPostgres postgres;
    private static LocalRedis redis;
    private static Vertx vertx;
    private static Pool pool;

    /// The size of a prepared list, and the thread that prepared it.
    private record Prepared(int networks, boolean onEventLoop) {}

    private final List<Prepared> prepared = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        postgres = LocalPostgres.migrated();
        redis = LocalRedis.temporary();
        vertx = Vertx.vertx();
        pool =
                PgBuilder.pool()
                        .connectingTo(
                                PgConnectOptions.fromUri(DatabaseUrl.parse(postgres.url()).uri()))
                        .using(vertx)
                        .build();
    }

    @AfterAll
    static void stop() {
        vertx.close().await();
        redis.close();
        postgres.close();
    }

    @Test
    void thousands_of_networks_are_made_ready_beside_the_event_loops() throws Exception {
        execute(
                """
                insert into blocked_networks (network, reason)
                select ('60.' || i / 256 || '.' || i %% 256 || '.0/24')::cidr, 'test'
                  from generate_series(1, %d) i
                """
                        .formatted(NETWORKS));
        BlockedAddresses blocked = new BlockedAddresses(_ -> false, 16);

        String deployment = vertx.deployVerticle(decisions(blocked)).await();

        Soon.holds("networks blocked", () -> isBlocked(blocked, "60.39.16.7"));
        assertThat(isBlocked(blocked, "60.0.0.7")).isFalse();
        assertThat(prepared).containsOnly(new Prepared(NETWORKS, false));
        vertx.undeploy(deployment).await();
    }

    private RuleFeed decisions(BlockedAddresses blocked) {
        return new RuleFeed(
                pool,
                Redis.createClient(vertx, redis.url()),
                Duration.ofHours(1),
                false,
                new CurrentRules(RULES),
                AGENTS,
                blocked,
                networks -> {
                    prepared.add(new Prepared(networks.size(), Context.isOnEventLoopThread()));
                    return AddressSet.of(networks);
                });
    }

    private static boolean isBlocked(BlockedAddresses blocked, String address) {
        return blocked.isBlocked(InetAddress.ofLiteral(address).getAddress(), 1, 0);
    }

    private static void execute(String sql) throws Exception {
        pool.query(sql)
                .execute()
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }
}
