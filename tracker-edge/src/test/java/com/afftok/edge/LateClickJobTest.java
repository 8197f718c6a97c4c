package com.afftok.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.sale.move.LateClickJob;
import com.afftok.shared.config.DatabaseUrl;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LateClickJobTest {

    private RunningServers servers;
    private Database database;
    private Vertx vertx;

    @BeforeEach
    void start() {
        servers = RunningServers.start();
        database = servers.database();
        database.addParties();
        database.addLink(1, "https://shop.example.com/");
        vertx = Vertx.vertx();
    }

    @AfterEach
    void stop() {
        vertx.close().await();
        servers.close();
    }

    @Test
    void holds_conversions_without_a_click_for_review_after_an_outage_of_days() {
        database.execute(
                """
                insert into conversions (advertiser_id, transaction_id, click_id, clicked_at, link_id, offer_id,
                                         promoter_id, status, amount, currency, commission_currency, created_at,
                                         updated_at)
                select 1, name, gen_random_uuid(), now(), 1, 1, 2, 'pending', 1, 'USD', 'USD',
                       now() - age, now() - age
                  from (values ('9 minutes', interval '9 minutes'), ('2 hours', interval '2 hours'),
                               ('6 days', interval '6 days'), ('8 days', interval '8 days')) as ages (name, age)
                """);

        vertx.deployVerticle(
                        new LateClickJob(
                                PgBuilder.pool()
                                        .connectingTo(
                                                PgConnectOptions.fromUri(
                                                        DatabaseUrl.parse(servers.postgres().url())
                                                                .uri()))
                                        .using(vertx)
                                        .build(),
                                Duration.ofMillis(2)))
                .await();

        Eventually.equal("click_not_recorded", () -> reason("2 hours"));
        Eventually.equal("click_not_recorded", () -> reason("6 days"));
        assertThat(reason("9 minutes")).isEqualTo("null");
        assertThat(reason("8 days")).isEqualTo("null");
    }

    private String reason(String transaction) {
        return database.text(
                """
                select status_reason from conversions
                 where transaction_id = '%s' and needs_review = (status_reason is not null)
                """
                        .formatted(transaction));
    }
}
