package com.afftok.edge;

import static com.afftok.edge.Shop.click;
import static com.afftok.edge.Shop.sale;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.Eventually;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Reports of sales of an advertiser that pays the platform a fee.
class PlatformFeeTest {

    private static final Duration BEFORE = Duration.ofHours(3);

    private static RunningShop running;
    private static Database database;
    private static Shop shop;

    @BeforeAll
    static void start() throws Exception {
        running = RunningShop.open();
        database = running.database();
        shop = running.shop();
        database.addLink(40, "https://fee.example.com/");
        fee("20");
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    @Test
    void a_sale_is_charged_the_fee_in_force_at_its_click() {
        assertThat(shop.report(sale(click(40, Duration.ZERO), "fee-now")).status()).isEqualTo(200);
        assertThat(shop.report(sale(click(40, BEFORE), "fee-before")).status()).isEqualTo(200);

        assertThat(feeOf("fee-now")).isEqualTo("20.0000 1");
        assertThat(feeOf("fee-before")).isEqualTo("0.0000 0");
        assertThat(books("fee-now"))
                .isEqualTo("advertiser -6, platform 1, promoter_available 5, promoter_pending 0");
        assertThat(books("fee-before"))
                .isEqualTo("advertiser -5, promoter_available 5, promoter_pending 0");
    }

    @Test
    void refunds_return_the_fee_in_proportion_also_after_a_change_of_the_fee() {
        String click = click(40, Duration.ZERO);
        shop.report(sale(click, "fee-refunded"));
        fee("50");

        shop.report(sale(click, "fee-refunded"), "status", "refunded", "amount", "50");

        assertThat(books("fee-refunded"))
                .isEqualTo(
                        "advertiser -3, platform 0.5, promoter_available 2.5, promoter_pending 0");
        shop.report(sale(click, "fee-refunded"), "status", "refunded", "amount", "100");
        assertThat(books("fee-refunded"))
                .isEqualTo("advertiser 0, platform 0, promoter_available 0, promoter_pending 0");
        fee("20");
    }

    @Test
    void a_pending_sale_keeps_its_fee_until_it_is_approved_or_rejected() {
        String click = click(40, Duration.ZERO);
        shop.report(sale(click, "fee-approved"), "status", "pending");
        shop.report(sale(click, "fee-rejected"), "status", "pending");
        String pending = books("fee-approved");

        shop.report(sale(click, "fee-approved"), "status", "approved");
        shop.report(sale(click, "fee-rejected"), "status", "rejected");

        assertThat(pending).isEqualTo("advertiser -6, platform 1, promoter_pending 5");
        assertThat(books("fee-approved"))
                .isEqualTo("advertiser -6, platform 1, promoter_available 5, promoter_pending 0");
        assertThat(books("fee-rejected")).isEqualTo("advertiser 0, platform 0, promoter_pending 0");
    }

    private static void fee(String percent) {
        database.execute(
                """
                insert into admin_users (id, email, password_hash, role)
                values (1, 'fee@example.com', '$argon2id$1', 'finance_admin') on conflict do nothing;
                insert into advertiser_terms (advertiser_id, version, fee_percent, effective_from, recorded_by)
                select 1, 1 + coalesce(max(version), 0), %s, now(), 1 from advertiser_terms
                """
                        .formatted(percent));
        // Click ids have milliseconds.
        Eventually.holds(
                "the next click is later",
                () ->
                        database.text(
                                        """
                                        select max(effective_from) < now() - interval '2 milliseconds'
                                          from advertiser_terms
                                        """)
                                .equals("t"));
    }

    private static String feeOf(String transaction) {
        return database.text(
                "select fee_percent || ' ' || trim_scale(fee) from conversions where transaction_id = '%s'"
                        .formatted(transaction));
    }

    private static String books(String transaction) {
        return database.text(
                """
                select string_agg(account || ' ' || sum, ', ' order by account)
                  from (select p.account, trim_scale(sum(p.amount)) as sum
                          from conversions c
                          join ledger_entries e on e.advertiser_id = c.advertiser_id and e.conversion_id = c.id
                          join ledger_postings p on p.advertiser_id = e.advertiser_id and p.entry_id = e.id
                         where c.transaction_id = '%s'
                         group by p.account) as s
                """
                        .formatted(transaction));
    }
}
