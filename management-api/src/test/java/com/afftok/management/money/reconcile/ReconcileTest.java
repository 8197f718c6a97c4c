package com.afftok.management.money.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.access.Role;
import com.afftok.management.money.Trade;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What is kept is broken on purpose, by the owner of the schema.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReconcileTest {

    private final RunningApi api = RunningApi.own();
    private long promoter;
    private long recruiter;
    private long advertiser;

    /// Sales, a refund, and a payout that is completed.
    @BeforeAll
    void trade() {
        Trade trade = Trade.in(api);
        promoter = trade.promoter().account();
        recruiter = trade.recruiter().account();
        advertiser = trade.advertiser().account();
        long sale = trade.sale("approved");
        trade.sale("approved");
        trade.sale("pending");
        trade.promoter()
                .post(
                        "/api/payouts",
                        "{\"amount\":7,\"currency\":\"USD\",\"method_id\":%d}"
                                .formatted(trade.method()));
        api.signedIn(Role.FINANCE_ADMIN)
                .post("/api/conversions/%d/reverse".formatted(sale), "{\"reason\":\"x\"}");
        assertThat(differences()).isEmpty();
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @BeforeEach
    void begins_without_differences() {
        assertThat(differences()).isEmpty();
    }

    @Test
    void names_each_part_of_a_balance_that_is_wrong() {
        for (String part :
                List.of("advertiser", "pending", "available", "in_payout", "paid", "reversed")) {
            add(part, 1);

            assertThat(differences())
                    .singleElement()
                    .asString()
                    .startsWith("account_balances %s of %d USD: ".formatted(part, promoter));
            add(part, -1);
        }
    }

    private void add(String part, int amount) {
        api.sql(
                """
                update account_balances set %1$s = %1$s + %2$d
                 where ctid = (select min(ctid) from account_balances where owner_id = %3$d and currency = 'USD')
                """
                        .formatted(part, amount, promoter));
    }

    @Test
    void names_earnings_of_a_recruiter_that_are_wrong() {
        earn(1);

        assertThat(differences())
                .containsExactly(
                        "referral_earnings approved of %d %d USD: 1.5000 is kept, 0.5000 is booked"
                                .formatted(recruiter, promoter));
        earn(-1);
    }

    private void earn(int amount) {
        api.sql(
                """
                update referral_earnings set approved = approved + %d
                 where ctid = (select min(ctid) from referral_earnings where recruiter_id = %d)
                """
                        .formatted(amount, recruiter));
    }

    @Test
    void names_an_open_posting_that_is_missing() {
        String posting =
                "where promoter_id = %d and amount = (select min(amount) from open_postings where promoter_id = %1$d)"
                        .formatted(promoter);
        api.sql("create table lost as select * from open_postings " + posting);
        api.sql("delete from open_postings " + posting);

        assertThat(differences())
                .singleElement()
                .asString()
                .startsWith("open_postings of %d ".formatted(advertiser))
                .endsWith("%d USD: 0 is kept, -5.0000 is booked".formatted(promoter));
        api.sql(
                """
                insert into open_postings (advertiser_id, entry_id, line, promoter_id, currency, amount)
                select advertiser_id, entry_id, line, promoter_id, currency, amount from lost
                """);
    }

    @Test
    void names_an_open_posting_that_a_payout_has_used() {
        api.sql(
                """
                insert into open_postings (advertiser_id, entry_id, line, promoter_id, currency, amount)
                select l.advertiser_id, l.entry_id, l.line, l.owner_id, l.currency, l.amount
                  from payout_postings u
                  join ledger_postings l using (advertiser_id, entry_id, line)
                 where l.owner_id = %d and l.amount = 5
                 limit 1
                """
                        .formatted(promoter));

        assertThat(differences())
                .singleElement()
                .asString()
                .startsWith("open_postings of %d ".formatted(advertiser))
                .endsWith("%d USD: 5.0000 is kept, 0 is booked".formatted(promoter));
        api.sql(
                """
                delete from open_postings o using payout_postings u
                 where (o.advertiser_id, o.entry_id, o.line) = (u.advertiser_id, u.entry_id, u.line)
                """);
    }

    @Test
    void names_what_was_booked_without_being_kept() {
        api.sql(
                """
                alter table ledger_postings disable trigger ledger_postings_keep_balances;
                insert into ledger_entries (advertiser_id, kind, event_key)
                values (%1$d, 'adjustment', 'adjustment:lost');
                insert into ledger_postings (advertiser_id, entry_id, line, account, owner_id, currency, amount)
                select e.advertiser_id, e.id, l.line, l.account, l.owner, 'KWD', l.amount
                  from ledger_entries e,
                       (values (1, 'platform', null, -3), (2, 'promoter_available', %2$d, 3))
                           as l (line, account, owner, amount)
                 where e.advertiser_id = %1$d and e.event_key = 'adjustment:lost';
                set constraints all immediate;
                alter table ledger_postings enable trigger ledger_postings_keep_balances
                """
                        .formatted(advertiser, promoter));

        assertThat(differences())
                .hasSize(2)
                .contains(
                        "account_balances available of %d KWD: 0 is kept, 3.0000 is booked"
                                .formatted(promoter));
        api.sql(
                """
                insert into account_balances values (%1$d, 'KWD', 0, 0, 0, 3, 0, 0, 0);
                insert into open_postings (advertiser_id, entry_id, line, promoter_id, currency, amount)
                select advertiser_id, entry_id, line, owner_id, currency, amount
                  from ledger_postings where owner_id = %1$d and currency = 'KWD'
                """
                        .formatted(promoter));
    }

    private List<String> differences() {
        return api.part(Reconcile.class).differences().orElseThrow().stream()
                .map(Difference::toString)
                .toList();
    }
}
