package com.afftok.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.partition.DayPartitions;
import com.afftok.shared.config.DatabaseUrl;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DayPartitionsTest {

    private static final Duration KEPT = Duration.ofDays(2);

    private RunningServers servers;
    private Database database;
    private Vertx vertx;
    private Pool pool;

    @BeforeEach
    void start() {
        servers = RunningServers.start();
        database = servers.database();
        database.execute(
                """
                select create_click_partitions('2021-05-01', 1),
                       create_postback_partitions('2021-05-01', 1),
                       create_delivery_partitions('ended_deliveries_of_clicks', '2021-05-01', 1),
                       create_delivery_partitions('ended_deliveries_others', '2021-05-01', 1),
                       create_delivery_partitions('webhook_attempts_of_clicks', '2021-05-01', 1),
                       create_delivery_partitions('webhook_attempts_others', '2021-05-01', 1);
                insert into click_visitors (advertiser_id, link_id, visitor, day, slot)
                select 1, 1, 1, day, day % 16
                  from (select (now() at time zone 'UTC')::date - 10 - date '1970-01-01') as old (day)
                """);
        vertx = Vertx.vertx();
        pool =
                PgBuilder.pool()
                        .connectingTo(
                                PgConnectOptions.fromUri(
                                        DatabaseUrl.parse(servers.postgres().url()).uri()))
                        .using(vertx)
                        .build();
    }

    @AfterEach
    void stop() {
        vertx.close().await();
        servers.close();
    }

    @Test
    void drops_old_clicks_and_forgets_old_visitors() {
        maintainClicks();

        Eventually.equal(false, () -> exists("clicks_2021_05_01"));
        Eventually.equal(0L, this::visitors);
    }

    @Test
    void drops_old_postbacks_and_forgets_old_test_conversions() {
        database.addParties();
        database.addLink(1, "https://shop.example.com/");
        database.execute(
                """
                insert into test_conversions (advertiser_id, transaction_id, link_id, offer_id, promoter_id,
                                              status, amount, currency, commission_currency, created_at)
                select 1, 'T-' || days, 1, 1, 2, 'approved', 50, 'USD', 'USD',
                       now() - days * interval '1 day'
                  from generate_series(29, 10031) as days;
                insert into received_postbacks (advertiser_id, received_at, outcome, parameters)
                select 1, '2021-04-01 00:00Z', 'accepted', '{}'
                  from generate_series(1, 20001)
                """);

        vertx.deployVerticle(DayPartitions.ofPostbacks(pool, InstantSource.system())).await();

        Eventually.equal(false, () -> exists("received_postbacks_2021_05_01"));
        Eventually.equal(0L, () -> database.number("select count(*) from received_postbacks"));
        Eventually.equal(
                "T-29",
                () ->
                        database.text(
                                "select string_agg(transaction_id, ' ') from test_conversions"));
    }

    @Test
    void drops_old_deliveries_and_attempts() {
        vertx.deployVerticle(DayPartitions.ofDeliveries(pool, InstantSource.system(), KEPT))
                .await();

        Eventually.equal(
                0L,
                () ->
                        database.number(
                                "select count(*) from pg_class where relname ~ '^(ended|webhook).*_2021_05_01$'"));
    }

    @Test
    void forgets_old_visitors_although_no_partition_can_be_dropped() {
        database.whileHolding(
                "select count(*) from clicks",
                "select 1",
                this::maintainClicks,
                () -> visitors() == 0);

        assertThat(exists("clicks_2021_05_01")).isTrue();
    }

    private String maintainClicks() {
        return vertx.deployVerticle(DayPartitions.ofClicks(pool, InstantSource.system(), KEPT))
                .await();
    }

    private boolean exists(String table) {
        return !database.text("select to_regclass('" + table + "')").equals("null");
    }

    private long visitors() {
        return database.number("select count(*) from click_visitors");
    }
}
