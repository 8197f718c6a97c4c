package com.afftok.management.money.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.money.Trade;
import java.net.http.HttpResponse;

/// Sales in all states, a refund, payouts that wait, are paid and have failed, a payment, an
/// adjustment and a bonus of the advertiser, and the statement and the invoice of a month.
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
        long advertiser = trade.advertiser().account();
        done(
                finance,
                "advertiser-payments",
                """
                {"account_id":%d,"amount":50,"currency":"USD","reference":"TT-7","received_at":"2026-01-31T12:00:00Z"}
                """
                        .formatted(advertiser));
        done(
                finance,
                "adjustments",
                """
                {"advertiser_id":%d,"amount":4,"currency":"USD","payer":"platform","reason":"goodwill"}
                """
                        .formatted(advertiser));
        giveBonus(trade);
        countClicks(api);
        issueStatement(api, trade);
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
        HttpResponse<String> answer = finance.post("/api/admin/" + path, body);
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    }

    private static void giveBonus(Trade trade) {
        HttpResponse<String> answer =
                trade.advertiser()
                        .post(
                                "/api/bonuses",
                                "{\"promoter_id\":%d,\"amount\":2,\"currency\":\"USD\",\"reason\":\"well done\"}"
                                        .formatted(trade.promoter().account()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
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

    /// Of the month before, to which the adjustments, the payment and the bonus are moved.
    private static void issueStatement(RunningApi api, Trade trade) {
        unguarded(
                api,
                """
                update ledger_entries set created_at = date_trunc('month', now()) - interval '3 days'
                 where kind in ('adjustment', 'advertiser_payment', 'bonus');
                insert into statement_months
                values ((date_trunc('month', now()) - interval '1 month')::date, now(), pg_current_snapshot());
                insert into statements (promoter_id, month, currency, opening, closing, pending)
                select %1$d, month, 'USD', 0, 5, 0 from statement_months;
                insert into statement_lines (statement_id, line, kind, postings, amount)
                select id, line, kind, 1, amount
                  from statements, (values (1, 'adjustment', 3), (2, 'bonus', 2)) as l (line, kind, amount);
                insert into advertiser_months (advertiser_id, currency, month, opening, closing, pending, paid, billed, changes)
                select %2$d, 'USD', month, 0, 52, 0, 50, -2, 2 from statement_months;
                insert into invoice_numbers values ('', 2026, 1);
                insert into invoices (advertiser_id, prefix, year, sequence, month, currency, net, tax_percent, tax,
                                      issued_at, due_on, language, issuer_name, issuer_address, issuer_country, name,
                                      address, country)
                select %2$d, '', 2026, 1, month, 'USD', -2, 0, 0, now(), now(), 'en', 'AffTok', 'Dubai', 'AE', 'Shop',
                       'Riyadh', 'SA'
                  from statement_months;
                insert into invoice_lines (invoice_id, line, kind, changes, amount)
                select id, line, kind, 1, amount
                  from invoices, (values (1, 'adjustments', -4), (2, 'bonuses', 2)) as l (line, kind, amount)
                """
                        .formatted(trade.promoter().account(), trade.advertiser().account()));
    }

    /// As the owner, without triggers.
    static void unguarded(RunningApi api, String statements) {
        api.sql("set local session_replication_role = replica; " + statements);
    }
}
