package com.afftok.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.sale.move.HoldingPeriodJob;
import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.code.KeyRing;
import com.afftok.shared.config.DatabaseUrl;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.LinkId;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HoldingPeriodJobTest {

    private static RunningServers servers;
    private static Database database;
    private static Vertx vertx;

    @BeforeAll
    static void start() throws IOException {
        servers = RunningServers.start();
        database = servers.database();
        database.addParties();
        database.addLink(1, "https://shop.example.com/");
        vertx = Vertx.vertx();
        vertx.deployVerticle(
                        new HoldingPeriodJob(
                                PgBuilder.pool()
                                        .connectingTo(
                                                PgConnectOptions.fromUri(
                                                        DatabaseUrl.parse(servers.postgres().url())
                                                                .uri()))
                                        .using(vertx)
                                        .build(),
                                new ClickCodes(KeyRing.parse(RunningEdge.KEYS)),
                                Duration.ofMillis(2)))
                .await();
    }

    @AfterAll
    static void stop() {
        vertx.close().await();
        servers.close();
    }

    @Test
    void holds_for_review_what_cannot_be_approved_and_approves_what_comes_behind_it() {
        long booked = pending("booked", 1, "postback");
        database.execute(
                """
                with entry as (
                  insert into ledger_entries (advertiser_id, kind, event_key, conversion_id)
                  values (1, 'approval', 'conversion:%1$d:approved', %1$d) returning id)
                insert into ledger_postings (advertiser_id, entry_id, line, account, owner_id, currency, amount)
                select 1, id, line, account, 2, 'USD', amount
                  from entry, (values (1, 'promoter_pending', -5), (2, 'promoter_available', 5))
                    as p (line, account, amount)
                """
                        .formatted(booked));
        pending("behind", 1, "postback");

        due("booked", 2);
        due("behind", 1);

        Eventually.equal("approved false null", () -> standing("behind"));
        Eventually.equal("pending true approval_failed", () -> standing("booked"));
        assertThat(history("behind"))
                .isEqualTo("postback pending false, holding_period approved false");
        assertThat(history("booked"))
                .isEqualTo("postback pending false, holding_period pending true");
    }

    /// The changes of a conversion, by actor.
    private static String history(String transaction) {
        return database.text(
                """
                select string_agg(concat_ws(' ', e.actor, e.to_status, e.needs_review::text), ', ' order by e.id)
                  from conversion_events e
                  join conversions c on c.advertiser_id = e.advertiser_id and c.id = e.conversion_id
                 where c.transaction_id = '%s'
                """
                        .formatted(transaction));
    }

    @Test
    void passes_over_what_can_be_neither_approved_nor_held() {
        pending("stuck", 1, "postback");
        database.execute(
                """
                create function refuse_stuck() returns trigger language plpgsql as
                $$ begin raise exception 'stuck'; end $$;
                create trigger stuck before update of status on conversions
                  for each row when (new.transaction_id = 'stuck') execute function refuse_stuck();
                create trigger stuck_in_review before update of needs_review on conversions
                  for each row when (new.transaction_id = 'stuck') execute function refuse_stuck()
                """);
        pending("free", 1, "postback");

        due("stuck", 2);
        due("free", 1);

        Eventually.equal("approved false null", () -> standing("free"));
        assertThat(standing("stuck")).isEqualTo("pending false null");
    }

    @Test
    void approves_a_conversion_whose_click_nobody_can_sign_any_more() {
        pending("old-key", 9, "postback");

        due("old-key", 1);

        Eventually.equal("approved false null", () -> standing("old-key"));
        assertThat(
                        database.text(
                                """
                                select (payload ? 'click_id') || ' ' || event from outbox
                                 where payload ->> 'transaction_id' = 'old-key'
                                """))
                .isEqualTo("false conversion.approved");
    }

    @Test
    void never_approves_a_claim() {
        pending("claim", 1, "pixel");
        pending("after-claim", 1, "postback");

        due("claim", 2);
        due("after-claim", 1);

        Eventually.equal("approved false null", () -> standing("after-claim"));
        assertThat(standing("claim")).isEqualTo("pending false null");
    }

    /// A conversion of 100 USD that earns 5.
    ///
    /// @param key number of the key in its click id
    private static long pending(String transaction, int key, String source) {
        ClickId click =
                ClickId.of(Instant.now().minusSeconds(60).toEpochMilli(), new LinkId(1), key, 7, 1);
        database.execute(
                """
                with made as (
                  insert into conversions (advertiser_id, transaction_id, source, click_id, clicked_at,
                    link_id, offer_id, promoter_id, status, amount, currency, commission,
                    commission_currency)
                  values (1, '%s', '%s', '%s', now(), 1, 1, 2, 'pending', 100, 'USD', 5, 'USD')
                  returning id)
                insert into commissions (advertiser_id, conversion_id, promoter_id, amount, currency)
                select 1, id, 2, 5, 'USD' from made
                """
                        .formatted(transaction, source, click.uuid()));
        return database.number(
                "select id from conversions where transaction_id = '%s'".formatted(transaction));
    }

    private static void due(String transaction, int daysAgo) {
        database.execute(
                "update conversions set hold_until = now() - interval '%d days' where transaction_id = '%s'"
                        .formatted(daysAgo, transaction));
    }

    private static String standing(String transaction) {
        return database.text(
                """
                select concat(status, ' ', needs_review::text, ' ', coalesce(status_reason, 'null'))
                  from conversions where transaction_id = '%s'
                """
                        .formatted(transaction));
    }
}
