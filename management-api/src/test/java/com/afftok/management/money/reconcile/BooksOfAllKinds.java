package com.afftok.management.money.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.money.Trade;

/// Sales in all states, a refund, payouts that wait, are paid and have failed, and a statement.
///
/// @param sale one that is approved
/// @param payout one that is completed
record BooksOfAllKinds(Trade trade, long sale, long payout) {

    static BooksOfAllKinds in(RunningApi api) {
        Trade trade = Trade.in(api);
        SignedIn finance = api.signedIn(Role.FINANCE_ADMIN);
        long sale = trade.sale("approved");
        long refunded = trade.sale("approved");
        trade.sale("approved");
        trade.sale("pending");
        long rejected = trade.sale("pending");
        trade.adjust("3");
        String method = Long.toString(trade.method());
        long payout = pay(trade, 7, method);
        done(finance, "payouts/%d/approve".formatted(payout), "{}");
        done(finance, "payouts/%d/complete".formatted(payout), "{\"reference\":\"TT-1\"}");
        done(
                finance,
                "payouts/%d/fail".formatted(pay(trade, 2, method)),
                "{\"reason\":\"closed\"}");
        pay(trade, 1, method);
        decide(finance, refunded, "reverse");
        decide(finance, rejected, "reject");
        countClicks(api);
        issueStatement(api, trade.promoter().account());
        return new BooksOfAllKinds(trade, sale, payout);
    }

    private static long pay(Trade trade, int amount, String method) {
        return Long.parseLong(
                RunningApi.member(
                        trade.promoter()
                                .post(
                                        "/api/payouts",
                                        "{\"amount\":%d,\"currency\":\"USD\",\"method_id\":%s}"
                                                .formatted(amount, method)),
                        "id"));
    }

    private static void done(SignedIn finance, String path, String body) {
        assertThat(finance.post("/api/admin/" + path, body).statusCode()).isEqualTo(200);
    }

    private static void decide(SignedIn finance, long conversion, String decision) {
        assertThat(
                        finance.post(
                                        "/api/conversions/%d/%s".formatted(conversion, decision),
                                        "{\"reason\":\"x\"}")
                                .statusCode())
                .isEqualTo(200);
    }

    /// As the writer of the edge does.
    private static void countClicks(RunningApi api) {
        api.sql(
                """
                insert into click_hourly (advertiser_id, hour, link_id, country, device, offer_id, promoter_id, gross,
                                          valid, uniques)
                select advertiser_id, date_trunc('hour', clicked_at, 'UTC'), link_id, '', device, offer_id, promoter_id,
                       count(*), count(*), (row_number() over (order by date_trunc('hour', clicked_at, 'UTC')) = 1)::int
                  from clicks group by 1, 2, 3, 4, 5, 6, 7;
                insert into offer_counters (advertiser_id, offer_id, gross, valid)
                select advertiser_id, offer_id, count(*), count(*) from clicks group by 1, 2;
                insert into link_counters select advertiser_id, link_id, count(*) from clicks group by 1, 2
                """);
    }

    /// Of the month before, to which the present is moved.
    private static void issueStatement(RunningApi api, long promoter) {
        unguarded(
                api,
                """
                update ledger_entries set created_at = date_trunc('month', now()) - interval '3 days'
                 where kind = 'adjustment';
                insert into statement_months
                values ((date_trunc('month', now()) - interval '1 month')::date, now(), pg_current_snapshot());
                insert into statements (promoter_id, month, currency, opening, closing, pending)
                select %d, month, 'USD', 0, 3, 0 from statement_months;
                insert into statement_lines (statement_id, line, kind, postings, amount)
                select id, 1, 'adjustment', 1, 3 from statements
                """
                        .formatted(promoter));
    }

    /// As the owner, without triggers.
    static void unguarded(RunningApi api, String statements) {
        api.sql("set local session_replication_role = replica; " + statements);
    }
}
