package com.afftok.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.postgresql.util.PSQLException;

/// A posting is paid once, and a payout's status matches its postings.
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(SchemaServers.class)
final class SchemaPayoutsTest {

    private static final String FINISH =
            "update payouts set status = 'completed', completed_at = now() where id = 7";
    private static final String FAIL =
            "update payouts set status = 'failed', failed_at = now(), failure_reason = 'closed' where id = 7";
    private static final String RETURN =
            "update payouts set status = 'returned', returned_at = now(), return_reason = 'closed' where id = 7";

    private final SchemaDatabase database;

    SchemaPayoutsTest(SchemaServer server) throws SQLException {
        database = server.emptyDatabase();
    }

    /// Promoter 2 has 50 and 40 USD available, beside the 10 of the fixture.
    @BeforeEach
    void fill() throws Exception {
        database.run(SchemaRefusals.fixture());
        database.run(entry(50, "adjustment", null, "platform -50", "promoter_available 50"));
        database.run(entry(40, "adjustment", null, "platform -40", "promoter_available 40"));
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void pays_a_part_of_what_is_available_and_leaves_the_change() throws Exception {
        database.run(payoutOf70());

        assertThat(available()).isEqualTo("30.0000");
        assertThat(unused()).containsExactly("10.0000", "20.0000");
    }

    @Test
    void is_completed_when_the_money_has_left() throws Exception {
        database.run(payoutOf70());
        database.run("update payouts set status = 'approved', approved_by = 1 where id = 7");
        database.run("update payouts set status = 'processing' where id = 7");
        String[] booked = entry(71, "payout_completion", 7, "promoter_payout -70", "paid_out 70");

        assertThat(database.outcome(FINISH)).isEqualTo("payouts_agree_with_ledger");
        assertThat(database.outcome(booked)).isEqualTo("payouts_agree_with_ledger");
        assertThat(database.outcome(booked[0], booked[1], FINISH)).isEqualTo("accepted");
    }

    @Test
    void is_completed_with_the_deductions_of_its_request() throws Exception {
        String[] request = payoutOf70();
        request[0] =
                """
                insert into payouts (id, promoter_id, amount, currency, method, fee, withheld, tax_country, tax_percent)
                values (7, 2, 70, 'USD', 'paypal', 2, 7, 'SA', 10)
                """;
        database.run(request);
        database.run("update payouts set status = 'approved', approved_by = 1 where id = 7");

        for (String[] wrong :
                List.of(
                        new String[] {"paid_out 70"},
                        new String[] {"paid_out 61", "platform 9"},
                        new String[] {"paid_out 61", "platform 7", "tax_withheld 2"},
                        new String[] {"paid_out 63", "tax_withheld 7"})) {
            String[] booked = completion(wrong);
            assertThat(database.outcome(booked[0], booked[1], FINISH))
                    .isEqualTo("payouts_agree_with_ledger");
        }
        String[] booked = completion("paid_out 61", "platform 2", "tax_withheld 7");
        assertThat(database.outcome(booked[0], booked[1], FINISH)).isEqualTo("accepted");
        assertThat(
                        database.row(
                                "select sum(paid), sum(fees), sum(withheld) from account_balances where owner_id = 2"))
                .isEqualTo("61.0000 2.0000 7.0000");
    }

    private static String[] completion(String... postings) {
        List<String> all = new ArrayList<>(List.of("promoter_payout -70"));
        all.addAll(List.of(postings));
        return entry(71, "payout_completion", 7, all.toArray(String[]::new));
    }

    @Test
    void gives_the_money_back_when_it_failed() throws Exception {
        database.run(payoutOf70());
        String[] booked =
                entry(71, "payout_failure", 7, "promoter_payout -70", "promoter_available 70");

        assertThat(database.outcome(FAIL)).isEqualTo("payouts_agree_with_ledger");
        assertThat(database.outcome(booked[0], booked[1], FAIL)).isEqualTo("accepted");
        assertThat(available()).isEqualTo("100.0000");
        assertThat(unused()).containsExactly("10.0000", "20.0000", "70.0000");
    }

    @Test
    void gives_the_money_back_when_the_bank_returns_it() throws Exception {
        database.run(payoutOf70());
        database.run("update payouts set status = 'approved', approved_by = 1 where id = 7");
        String[] paid = entry(71, "payout_completion", 7, "promoter_payout -70", "paid_out 70");
        database.run(paid[0], paid[1], FINISH);
        String[] booked = entry(72, "payout_return", 7, "paid_out -70", "promoter_available 70");

        assertThat(database.outcome(RETURN)).isEqualTo("payouts_agree_with_ledger");
        assertThat(database.outcome(booked)).isEqualTo("payouts_agree_with_ledger");
        assertThat(database.outcome(booked[0], booked[1], RETURN)).isEqualTo("accepted");
        assertThat(available()).isEqualTo("100.0000");
    }

    @Test
    void refuses_a_payout_without_its_entry() throws Exception {
        assertThat(database.outcome(payout(7, "70"))).isEqualTo("payouts_agree_with_ledger");
    }

    @Test
    void refuses_a_payout_that_uses_up_more_or_less_than_it_books() throws Exception {
        String[] whole = payoutOf70();
        String[] withoutOne = whole.clone();
        withoutOne[3] = use(7, 50, 2);
        String[] withOneMore = whole.clone();
        withOneMore[3] = use(7, 50, 2) + ", (1, 40, 2, 7), (1, 70, 1, 7), (1, 1, 2, 7)";

        assertThat(database.outcome(withoutOne)).isEqualTo("payouts_agree_with_ledger");
        assertThat(database.outcome(withOneMore)).isEqualTo("payouts_agree_with_ledger");
    }

    @Test
    @Timeout(60)
    void pays_out_as_many_postings_as_one_payout_may_use_up() throws Exception {
        database.run(
                """
                insert into ledger_entries (advertiser_id, id, kind, event_key)
                select 1, 1000 + i, 'adjustment', 'cent:' || i from generate_series(1, 10000) as i
                """,
                """
                insert into ledger_postings (advertiser_id, entry_id, line, account, owner_id, currency, amount)
                select 1, 1000 + i, line, account, owner_id, 'USD', amount
                  from generate_series(1, 10000) as i,
                       (values (1, 'platform', null, -0.01), (2, 'promoter_available', 2, 0.01))
                           as l (line, account, owner_id, amount)
                """);
        String[] booked =
                entry(70, "payout_request", 7, "promoter_available -100", "promoter_payout 100");

        assertThat(
                        database.outcome(
                                payout(7, "100"),
                                booked[0],
                                booked[1],
                                """
                                insert into payout_postings (advertiser_id, entry_id, line, payout_id)
                                select 1, 1000 + i, 2, 7 from generate_series(1, 10000) as i
                                 union all values (1, 70, 1, 7)
                                """))
                .isEqualTo("accepted");
    }

    @Test
    void refuses_another_promoters_postings() throws Exception {
        database.run(payoutOf70());

        assertThat(
                        database.outcome(
                                """
                                insert into payouts (id, promoter_id, amount, currency, method)
                                values (8, 4, 10, 'USD', 'paypal')
                                """,
                                use(8, 1, 2)))
                .isEqualTo("payout_postings_are_the_promoters_available_ones");
    }

    @Test
    void pays_a_posting_once_when_eight_ask_for_it_at_the_same_time() throws Exception {
        int askers = 8;
        var start = new CyclicBarrier(askers);
        var ids = new AtomicInteger(20);

        Callable<String> asking = () -> ask(ids.incrementAndGet(), start);
        List<String> outcomes = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> one : threads.invokeAll(Collections.nCopies(askers, asking))) {
                outcomes.add(one.get());
            }
        }

        assertThat(outcomes)
                .containsOnly("paid", "payout_postings_are_paid_once")
                .containsOnlyOnce("paid");
        assertThat(available()).isEqualTo("90.0000");
    }

    private String ask(int id, CyclicBarrier start) throws Exception {
        try (Connection connection = database.connect()) {
            String[] booked =
                    entry(id, "payout_request", id, "promoter_available -10", "promoter_payout 10");
            start.await(20, TimeUnit.SECONDS);
            SchemaDatabase.run(
                    connection,
                    payout(id, "10"),
                    booked[0],
                    booked[1],
                    use(id, 1, 2) + ", (1, %1$d, 1, %1$d)".formatted(id));
            return "paid";
        } catch (PSQLException refused) {
            return SchemaDatabase.constraint(refused);
        }
    }

    private static String[] payoutOf70() {
        String[] booked =
                entry(
                        70,
                        "payout_request",
                        7,
                        "promoter_available -90",
                        "promoter_available 20",
                        "promoter_payout 70");
        return new String[] {
            payout(7, "70"), booked[0], booked[1], use(7, 50, 2) + ", (1, 40, 2, 7), (1, 70, 1, 7)"
        };
    }

    private static String payout(int id, String amount) {
        return "insert into payouts (id, promoter_id, amount, currency, method) values (%d, 2, %s, 'USD', 'paypal')"
                .formatted(id, amount);
    }

    private static String use(int payout, int entry, int line) {
        return "insert into payout_postings (advertiser_id, entry_id, line, payout_id) values (1, %d, %d, %d)"
                .formatted(entry, line, payout);
    }

    private static String[] entry(
            int id, String kind, @Nullable Integer payout, String... postings) {
        List<String> values = new ArrayList<>();
        for (String posting : postings) {
            String[] parts = posting.split(" ", 2);
            values.add(
                    "(1, %d, %d, '%s', %s, 'USD', %s)"
                            .formatted(
                                    id,
                                    values.size() + 1,
                                    parts[0],
                                    parts[0].equals("platform") ? "null" : "2",
                                    parts[1]));
        }
        return new String[] {
            "insert into ledger_entries (advertiser_id, id, kind, event_key, payout_id) values (1, %d, '%s', 'event:%d', %s)"
                    .formatted(id, kind, id, payout),
            "insert into ledger_postings (advertiser_id, entry_id, line, account, owner_id, currency, amount) values "
                    + String.join(", ", values)
        };
    }

    private String available() throws SQLException {
        return database.row(
                "select sum(amount) from ledger_postings where account = 'promoter_available' and owner_id = 2");
    }

    /// The available postings that no payout has used.
    private List<String> unused() throws SQLException {
        return database.rows(
                """
                select amount from ledger_postings l
                 where account = 'promoter_available' and owner_id = 2
                   and not exists (select from payout_postings u
                        where (u.advertiser_id, u.entry_id, u.line) = (l.advertiser_id, l.entry_id, l.line))
                 order by 1
                """);
    }
}
