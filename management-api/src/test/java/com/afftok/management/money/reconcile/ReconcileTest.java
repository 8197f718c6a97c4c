package com.afftok.management.money.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.money.Trade;
import com.afftok.management.money.reconcile.comparison.Comparison;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Figures and rows are broken on purpose by the owner of the schema, without triggers.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReconcileTest {

    private final RunningApi api = RunningApi.own();
    private final Set<String> broken = new HashSet<>();
    private Trade trade;
    private long promoter;
    private long recruiter;
    private long advertiser;
    private long sale;
    private long payout;

    @BeforeAll
    void trade() {
        BooksOfAllKinds books = BooksOfAllKinds.in(api);
        trade = books.trade();
        sale = books.sale();
        payout = books.payout();
        promoter = trade.promoter().account();
        recruiter = trade.recruiter().account();
        advertiser = trade.advertiser().account();
    }

    @AfterAll
    void stop() {
        assertThat(broken)
                .as("comparisons that a test broke")
                .containsExactlyInAnyOrderElementsOf(
                        Comparison.all().stream().map(Comparison::name).toList());
        api.close();
    }

    @AfterEach
    void ends_without_differences() {
        assertThat(differences()).isEmpty();
    }

    @Test
    void names_counts_of_clicks_that_are_wrong() {
        String day = api.text("select to_char(hour, 'YYYY-MM-DD') from click_hourly limit 1");
        String hour =
                api.text(
                        "select to_char(hour at time zone 'UTC', 'YYYY-MM-DD HH24:MI') from click_hourly where uniques = 1");
        String link = advertiser + " %s " + trade.offer().link();
        breakAndSee(
                "update click_hourly set gross = gross + 1, bot = bot + 1 where uniques = 1",
                "update click_hourly set gross = gross - 1, bot = bot - 1 where uniques = 1",
                "clicks_by_hour: bot of %s desktop: 1 is kept, 0 is expected"
                        .formatted(link.formatted(hour)),
                "clicks_by_hour: gross of %s desktop: %2$d is kept, %3$d is expected"
                        .formatted(
                                link.formatted(hour),
                                api.sql("select gross + 1 from click_hourly where uniques = 1"),
                                api.sql("select gross from click_hourly where uniques = 1")),
                "clicks_of_offers: bot of %d %d: 0 is kept, 1 is expected"
                        .formatted(advertiser, trade.offer().offer()),
                "clicks_of_offers: gross of %d %d: 5 is kept, 6 is expected"
                        .formatted(advertiser, trade.offer().offer()));
        breakAndSee(
                "update click_hourly set uniques = 0 where uniques = 1",
                "update click_hourly set uniques = 1 where hour = (select min(hour) from click_hourly)",
                "unique_visitors: uniques of %s: 0 is kept, 1 is expected"
                        .formatted(link.formatted(day)));
        breakAndSee(
                "update link_counters set billable = billable - 1",
                "update link_counters set billable = billable + 1",
                "clicks_of_links: billable of %d %d: 4 is kept, 5 is expected"
                        .formatted(advertiser, trade.offer().link()));
    }

    /// The row of a click is lost, which no count shows.
    @Test
    void names_clicks_that_are_lost() {
        api.sql("create table lost as select * from clicks order by click_id limit 1");
        breakAndSee(
                "delete from clicks where click_id in (select click_id from lost)",
                "insert into clicks select * from lost; drop table lost",
                "clicks_by_hour: gross",
                "clicks_by_hour: valid");
    }

    @Test
    void names_counts_of_conversions_that_are_wrong() {
        breakAndSee(
                "update offer_earnings set commission = commission + 1, rejected = 2",
                "update offer_earnings set commission = commission - 1, rejected = 1",
                "conversions_of_offers: commission of %d %d USD: 16.0000 is kept, 15.0000 is expected"
                        .formatted(advertiser, trade.offer().offer()),
                "conversions_of_offers: rejected of %d %d USD: 2 is kept, 1 is expected"
                        .formatted(advertiser, trade.offer().offer()));
        breakAndSee(
                "update link_earnings set conversions = conversions + 1",
                "update link_earnings set conversions = conversions - 1",
                "conversions_of_links: conversions of %d %d USD: 4 is kept, 3 is expected"
                        .formatted(advertiser, trade.offer().link()));
    }

    @Test
    void names_a_conversion_that_differs_from_its_history() {
        String event = " where conversion_id = %d and from_status is null".formatted(sale);
        breakAndSee(
                "update conversion_events set to_status = 'pending'" + event,
                "update conversion_events set to_status = 'approved'" + event,
                "conversion_history: status of %d %d: approved is kept, pending is expected"
                        .formatted(advertiser, sale));
    }

    @Test
    void names_a_conversion_that_differs_from_its_commission() {
        String row = " where conversion_id = %d and level = 0".formatted(sale);
        breakAndSee(
                "update commissions set reversed_amount = 1" + row,
                "update commissions set reversed_amount = 0" + row,
                "commission_postings: reversed of %d %d ".formatted(advertiser, sale),
                "conversion_commissions: reversed of %d %d: 0.0000 is kept, 1.0000 is expected"
                        .formatted(advertiser, sale),
                "conversion_entries: reversal of %d %d: ".formatted(advertiser, sale));
    }

    @Test
    void names_a_commission_that_is_not_booked() {
        String share = " where conversion_id = %d and level = 1".formatted(sale);
        breakAndSee(
                "update commissions set amount = 0.6" + share,
                "update commissions set amount = 0.5" + share,
                "commission_postings: approved of %d %d %d USD: 0.5000 is kept, 0.6000 is expected"
                        .formatted(advertiser, sale, recruiter),
                "commission_postings: earned of %d %d %d USD: 0.5000 is kept, 0.6000 is expected"
                        .formatted(advertiser, sale, recruiter));
    }

    @Test
    void names_an_entry_that_does_not_fit_its_conversion_or_has_no_postings() {
        breakAndSee(
                "insert into ledger_entries (advertiser_id, id, kind, event_key, conversion_id) values (%d, 9999, 'reversal', 'x', %d)"
                        .formatted(advertiser, sale),
                "delete from ledger_entries where id = 9999",
                "conversion_entries: reversal of %d %d: 1 is kept, 0 is expected"
                        .formatted(advertiser, sale),
                "ledger_entries: has_postings of %d 9999: 0 is kept, 1 is expected"
                        .formatted(advertiser));
    }

    @Test
    void names_an_entry_that_does_not_sum_to_zero() {
        breakAndSee(
                "update ledger_postings set amount = -9 where account = 'platform' and amount = -3",
                "update ledger_postings set amount = -3 where account = 'platform' and amount = -9",
                "ledger_entries: sum of %d ".formatted(advertiser));
    }

    @Test
    void names_each_part_of_a_balance_that_is_wrong() {
        for (String part :
                List.of(
                        "advertiser",
                        "pending",
                        "available",
                        "in_payout",
                        "paid",
                        "reversed",
                        "fees",
                        "withheld")) {
            String change =
                    """
                    update account_balances set %1$s = %1$s %2$s 1
                     where ctid = (select min(ctid) from account_balances where owner_id = %3$d and currency = 'USD')
                    """;
            breakAndSee(
                    change.formatted(part, "+", promoter),
                    change.formatted(part, "-", promoter),
                    "account_balances: %s of %d USD: ".formatted(part, promoter));
        }
    }

    @Test
    void names_earnings_of_a_recruiter_that_are_wrong() {
        String change =
                """
                update referral_earnings set approved = approved %s 1
                 where ctid = (select min(ctid) from referral_earnings where recruiter_id = %d)
                """;
        breakAndSee(
                change.formatted("+", recruiter),
                change.formatted("-", recruiter),
                "referral_earnings: approved of %d %d USD: 2.0000 is kept, 1.0000 is expected"
                        .formatted(recruiter, promoter));
    }

    @Test
    void names_open_postings_that_are_missing_or_should_not_be_there() {
        breakAndSee(
                "update open_postings set line = line + 90 where promoter_id = %d and amount = -5"
                        .formatted(promoter),
                "update open_postings set line = line - 90 where promoter_id = %d and amount = -5"
                        .formatted(promoter),
                "open_postings: amount of %d ".formatted(advertiser),
                "open_postings: amount of %d ".formatted(advertiser));
    }

    @Test
    void names_a_payout_that_differs_from_its_postings_or_its_history() {
        breakAndSee(
                "update payouts set amount = 8 where id = " + payout,
                "update payouts set amount = 7 where id = " + payout,
                "payouts: paid of %d: 7.0000 is kept, 8.0000 is expected".formatted(payout));
        String event = " where payout_id = %d and action = 'complete'".formatted(payout);
        breakAndSee(
                "update payout_events set status = 'failed'" + event,
                "update payout_events set status = 'completed'" + event,
                "payout_history: status of %d: completed is kept, failed is expected"
                        .formatted(payout));
    }

    @Test
    void names_a_posting_that_a_payout_may_not_use() {
        String posting =
                api.text(
                        """
                        select advertiser_id || ' ' || entry_id || ' ' || line
                          from payout_postings join ledger_postings using (advertiser_id, entry_id, line)
                         where payout_id = %d order by amount desc limit 1
                        """
                                .formatted(payout));
        String[] key = posting.split(" ", 3);
        String where =
                " where (advertiser_id, entry_id, line) = (%s, %s, %s)"
                        .formatted(key[0], key[1], key[2]);
        breakAndSee(
                "update ledger_postings set owner_id = %d".formatted(recruiter) + where,
                "update ledger_postings set owner_id = %d".formatted(promoter) + where,
                "account_balances: available",
                "account_balances: available",
                "commission_postings: approved",
                "commission_postings: approved",
                "payout_postings: promoter of %d %s: %d is kept, %d is expected"
                        .formatted(payout, posting, recruiter, promoter),
                "referral_earnings: approved");
    }

    @Test
    void names_a_statement_that_differs_from_its_month() {
        breakAndSee(
                "update statements set opening = 1",
                "update statements set opening = 0",
                "statements: change of ",
                "statements: opening of ");
        breakAndSee(
                "update statement_lines set amount = 4 where line = 1",
                "update statement_lines set amount = 3 where line = 1",
                "statement_lines: amount of %d USD ".formatted(promoter));
    }

    @Test
    void names_sums_and_fees_of_sales_that_are_wrong() {
        breakAndSee(
                "update promoter_sales set revenue = revenue + 1",
                "update promoter_sales set revenue = revenue - 1",
                "promoter_sales: revenue of %d ".formatted(advertiser));
        breakAndSee(
                "update conversions set fee = 1 where id = " + sale,
                "update conversions set fee = 0 where id = " + sale,
                "conversion_fees: fee of %d %d: 1.0000 is kept, 0 is expected"
                        .formatted(advertiser, sale));
    }

    @Test
    void names_payments_adjustments_and_bonuses_that_are_not_booked_so() {
        for (String table : List.of("advertiser_payments", "adjustments", "bonuses")) {
            breakAndSee(
                    "update %s set amount = amount + 1".formatted(table),
                    "update %s set amount = amount - 1".formatted(table),
                    table + ": amount of ");
        }
    }

    @Test
    void names_a_month_or_a_document_of_an_advertiser_that_is_wrong() {
        breakAndSee(
                "update advertiser_months set opening = 1",
                "update advertiser_months set opening = 0",
                "advertiser_months: change of %d USD ".formatted(advertiser),
                "advertiser_months: opening of %d USD ".formatted(advertiser));
        breakAndSee(
                "update advertiser_months set billed = -3",
                "update advertiser_months set billed = -2",
                "advertiser_months: billed of %d USD ".formatted(advertiser),
                "invoices: net of %d USD ".formatted(advertiser));
        breakAndSee(
                "update invoice_lines set amount = 3 where kind = 'bonuses'",
                "update invoice_lines set amount = 2 where kind = 'bonuses'",
                "invoice_lines: amount of %d USD ".formatted(advertiser));
        breakAndSee(
                "update invoices set tax = -1",
                "update invoices set tax = 0",
                "invoice_tax: percentage of 2026-000001: -1.0000 is kept, 0.0000 is expected",
                "invoice_tax: tax of 2026-000001: -1.0000 is kept, 0 is expected");
        breakAndSee(
                "update invoice_numbers set last = 2",
                "update invoice_numbers set last = 1",
                "invoice_numbers: documents of 2026: 2 is kept, 1 is expected",
                "invoice_numbers: last of 2026: 2 is kept, 1 is expected");
    }

    /// The net is -2.00.
    @Test
    void names_a_tax_that_is_not_the_percentage_of_the_net_half_to_even() {
        String percent = "update invoices set tax_percent = ";
        String found = "invoice_tax: percentage of 2026-000001: 0.0000 is kept, %s is expected";
        breakAndSee(percent + 15, percent + 0, found.formatted("-0.3000"));
        breakAndSee(percent + 0.25, percent + 0);
        breakAndSee(percent + 0.75, percent + 0, found.formatted("-0.0200"));
    }

    @Test
    void names_the_first_of_many_differences_and_counts_all() {
        unguarded(
                """
                insert into link_counters
                select %d, number, 1 from generate_series(1000001, 1000050) as number
                """
                        .formatted(advertiser));

        Compared found = compared("clicks_of_links");

        assertThat(found.differences()).isEqualTo(50);
        assertThat(found.named()).hasSize(Compared.MOST_NAMED);
        assertThat(found.toString()).contains("50 differences", "and 30 more");
        unguarded("delete from link_counters where link_id > 1000000");
    }

    /// @param expected the beginnings of the differences, in alphabetical order
    private void breakAndSee(String change, String repair, String... expected) {
        unguarded(change);
        List<String> found = differences();
        unguarded(repair);

        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found.get(i)).startsWith(expected[i]);
            broken.add(expected[i].substring(0, expected[i].indexOf(':')));
        }
    }

    private void unguarded(String statements) {
        BooksOfAllKinds.unguarded(api, statements);
    }

    private List<String> differences() {
        List<String> all = new ArrayList<>();
        for (Compared one : api.part(Reconcile.class).run().orElseThrow().comparisons()) {
            assertThat(one.compared()).as(one.name()).isPositive();
            one.named().forEach(difference -> all.add(one.name() + ": " + difference));
        }
        all.sort(null);
        return all;
    }

    private Compared compared(String name) {
        return api.part(Reconcile.class).run().orElseThrow().comparisons().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
