package com.afftok.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.postgresql.util.PSQLException;

/// Conversions, their commissions, and the derived counts.
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(SchemaServers.class)
final class SchemaConversionsTest {

    private final SchemaDatabase database;

    SchemaConversionsTest(SchemaServer server) throws SQLException {
        database = server.emptyDatabase();
    }

    @BeforeEach
    void fill() throws Exception {
        database.run(SchemaRefusals.fixture());
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void has_one_conversion_however_many_report_the_transaction_at_once() throws Exception {
        int reporters = 16;
        var start = new CyclicBarrier(reporters);
        Callable<String> report =
                () -> {
                    try (Connection connection = database.connect()) {
                        start.await(20, TimeUnit.SECONDS);
                        SchemaDatabase.run(connection, conversion("order-2", "approved", "0"));
                        return "inserted";
                    } catch (PSQLException refused) {
                        return SchemaDatabase.constraint(refused);
                    }
                };

        List<String> outcomes = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> one : threads.invokeAll(Collections.nCopies(reporters, report))) {
                outcomes.add(one.get());
            }
        }

        assertThat(outcomes)
                .containsOnly("inserted", "conversions_transaction_is_unique")
                .containsOnlyOnce("inserted");
        assertThat(database.row("select count(*) from conversions")).isEqualTo("2");
    }

    @Test
    void takes_the_same_transaction_id_from_another_advertiser() throws Exception {
        database.run(
                "insert into user_offers (id, promoter_id, offer_id, advertiser_id) values (3, 2, 3, 3)");

        assertThat(
                        database.outcome(
                                """
                                insert into conversions (advertiser_id, transaction_id, link_id, offer_id, promoter_id,
                                                         status, amount, currency, commission_currency)
                                values (3, 'order-1', 3, 3, 2, 'approved', 9, 'USD', 'USD')
                                """))
                .isEqualTo("accepted");
    }

    @Test
    void gives_the_transaction_id_of_a_superseded_claim_to_another_conversion() throws Exception {
        database.run(
                conversion("order-2", "pending", "0")
                        .replace("status,", "source, status,")
                        .replace("'pending'", "'pixel', 'pending'"));
        database.run(change("order-2", "status = 'rejected', superseded = true"));

        assertThat(database.outcome(conversion("order-2", "approved", "0"))).isEqualTo("accepted");
        assertThat(database.outcome(conversion("order-2", "approved", "0")))
                .isEqualTo("conversions_transaction_is_unique");
        assertThat(database.outcome("update conversions set superseded = false where superseded"))
                .isEqualTo("conversions_transaction_is_unique");
    }

    @Test
    void moves_forward_from_pending_over_approved_to_reversed() throws Exception {
        database.run(conversion("order-2", "pending", "0"));

        database.run(change("order-2", "status = 'approved'"));
        database.run(change("order-2", "refunded_amount = 5"));
        database.run(change("order-2", "status = 'reversed', refunded_amount = amount"));

        assertThat(database.outcome(change("order-2", "status = 'approved', refunded_amount = 5")))
                .isEqualTo("conversions_status_moves_forward");
        assertThat(database.row("select status from conversions where transaction_id = 'order-2'"))
                .isEqualTo("reversed");
    }

    @Test
    void notes_when_a_conversion_was_decided_whatever_is_said_of_it() throws Exception {
        database.run(conversion("order-2", "pending", "0"));
        database.run(conversion("order-3", "rejected", "0"));

        assertThat(decided("order-2")).isEqualTo("f|f|f");
        assertThat(decided("order-3")).isEqualTo("f|t|f");
        database.run(change("order-2", "status = 'approved', approved_at = '2020-01-01'"));
        assertThat(decided("order-2")).isEqualTo("t|f|f");
        database.run(change("order-2", "approved_at = null, coupon = 'X'"));
        assertThat(decided("order-2")).isEqualTo("t|f|f");
        database.run(change("order-2", "status = 'reversed', refunded_amount = amount"));
        assertThat(decided("order-2")).isEqualTo("t|f|t");
    }

    private String decided(String order) throws SQLException {
        return database.row(
                """
                select concat_ws('|', coalesce(approved_at > now() - interval '1 hour', false),
                                 rejected_at is not null, reversed_at is not null)
                  from conversions where transaction_id = '%s'
                """
                        .formatted(order));
    }

    @Test
    void does_not_take_a_refund_back() throws Exception {
        database.run(change("order-1", "refunded_amount = 50"));

        assertThat(database.outcome(change("order-1", "refunded_amount = 40")))
                .isEqualTo("conversions_refunds_only_grow");
    }

    @Test
    void leaves_a_rejected_conversion_rejected() throws Exception {
        database.run(conversion("order-2", "rejected", "0"));

        assertThat(database.outcome(change("order-2", "status = 'approved'")))
                .isEqualTo("conversions_status_moves_forward");
    }

    @Test
    void takes_the_click_of_a_conversion_when_it_arrives_later() throws Exception {
        assertThat(
                        database.outcome(
                                change("order-1", "country = 'SA', device = 'mobile', sub1 = 'a'")))
                .isEqualTo("accepted");
    }

    @Test
    void has_no_conversion_whose_commission_is_not_written_with_it() throws Exception {
        assertThat(database.outcome(conversion("order-2", "approved", "4")))
                .isEqualTo("commissions_agree_with_conversion");
        assertThat(
                        database.outcome(
                                conversion("order-2", "approved", "4"),
                                commission("order-2", "3.9")))
                .isEqualTo("commissions_agree_with_conversion");
        assertThat(
                        database.outcome(
                                conversion("order-2", "approved", "4"), commission("order-2", "4")))
                .isEqualTo("accepted");
    }

    @Test
    void has_no_refund_that_leaves_the_commission_as_it_was() throws Exception {
        String conversion = change("order-1", "refunded_amount = 50, commission_reversed = 5");
        String commission = "update commissions set reversed_amount = 5";

        assertThat(database.outcome(conversion)).isEqualTo("commissions_agree_with_conversion");
        assertThat(database.outcome(commission)).isEqualTo("commissions_agree_with_conversion");
        assertThat(database.outcome(commission, conversion)).isEqualTo("accepted");
    }

    @Test
    void keeps_nothing_in_the_ledger_that_a_test_conversion_could_reach() throws Exception {
        assertThat(
                        database.rows(
                                """
                                select conname from pg_constraint
                                 where confrelid = 'test_conversions'::regclass
                                """))
                .isEmpty();
    }

    @Test
    void counts_what_a_recount_would_count() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        String[] statuses = {"pending", "approved", "rejected"};

        for (int i = 0; i < 40; i++) {
            String order = "random-" + i;
            String amount = Integer.toString(random.nextInt(5));
            String insert = conversion(order, statuses[random.nextInt(3)], amount);
            database.run(insert, commission(order, amount));
            database.outcome(
                    switch (random.nextInt(4)) {
                        case 0 ->
                                "update conversions set status = 'approved' where status = 'pending'";
                        case 1 ->
                                "update conversions set status = 'rejected' where status = 'pending'";
                        case 2 ->
                                """
                                with refunded as (
                                    update conversions set status = 'reversed', refunded_amount = amount,
                                           commission_reversed = commission
                                     where status = 'approved' and id % 2 = 0 returning id)
                                update commissions set reversed_amount = amount
                                 where level = 0 and conversion_id in (select id from refunded)
                                """;
                        default -> "update conversions set coupon = 'X'";
                    });
        }

        assertThat(database.rows("table offer_earnings"))
                .as("seed " + seed)
                .isEqualTo(
                        database.rows(
                                """
                                select advertiser_id, offer_id, commission_currency,
                                       count(*) filter (where status = 'pending'),
                                       count(*) filter (where status = 'approved'),
                                       count(*) filter (where status = 'rejected'),
                                       count(*) filter (where status = 'reversed'),
                                       sum(case when status in ('pending', 'approved')
                                                then commission - commission_reversed else 0.0000 end)
                                  from conversions group by 1, 2, 3
                                """));
    }

    private static String conversion(String order, String status, String commission) {
        return """
        insert into conversions (advertiser_id, transaction_id, link_id, offer_id, promoter_id, status, amount,
                                 currency, commission, commission_currency)
        values (1, '%s', 1, 1, 2, '%s', 50, 'USD', %s, 'USD')
        """
                .formatted(order, status, commission);
    }

    private static String commission(String order, String amount) {
        return """
        insert into commissions (advertiser_id, conversion_id, promoter_id, amount, currency)
        select 1, id, 2, %s, 'USD' from conversions where transaction_id = '%s'
        """
                .formatted(amount, order);
    }

    private static String change(String order, String assignments) {
        return "update conversions set %s where advertiser_id = 1 and transaction_id = '%s'"
                .formatted(assignments, order);
    }
}
