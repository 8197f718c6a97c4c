package com.afftok.management.money.invoice.issue;

import com.afftok.management.platform.statement.Statements;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.YearMonth;

/// Sums up the accounts of advertisers in a month, in the transaction that closes it. What the
/// invoices contain is thereby decided; [IssueInvoices] issues them.
@Singleton
public final class BillMonth {

    private static final String BILL =
            """
            with billed as (
                select advertiser_id, currency, sum(amount) as amount, count(*) filter (where kind <> 'fee') as changes
                  from billed_changes
                 where month = cast(? as date)
                 group by 1, 2),
            booked as (
                select p.advertiser_id, p.currency, sum(p.amount) as amount,
                       coalesce(sum(p.amount) filter (where e.kind = 'advertiser_payment'), 0) as paid,
                       -- New charges less rejected ones; approved ones are in `approved`.
                       coalesce(-sum(p.amount) filter (where e.kind in ('commission', 'rejection')), 0) as pending
                  from statement_entries e
                  join ledger_postings p
                    on p.advertiser_id = e.advertiser_id and p.entry_id = e.id and p.account = 'advertiser'
                 where e.month = cast(? as date)
                 group by 1, 2),
            approved as (
                select b.advertiser_id, b.currency, sum(b.amount) as amount
                  from billed_changes b
                  join ledger_entries e on e.advertiser_id = b.advertiser_id and e.id = b.entry_id
                 where b.month = cast(? as date) and e.kind = 'approval'
                 group by 1, 2),
            made as (
                insert into advertiser_months (
                    advertiser_id, currency, month, opening, closing, pending, paid, billed, changes)
                select n.advertiser_id, n.currency, cast(? as date), coalesce(l.closing, 0),
                       coalesce(l.closing, 0) + coalesce(n.booked, 0),
                       coalesce(l.pending, 0) + coalesce(n.pending, 0) - coalesce(n.approved, 0),
                       coalesce(n.paid, 0), coalesce(n.billed, 0), coalesce(n.changes, 0)
                  from (booked full join billed using (advertiser_id, currency)
                               left join approved using (advertiser_id, currency)) as n (
                           advertiser_id, currency, booked, paid, pending, billed, changes, approved)
                  left join lateral (
                       select m.closing, m.pending from advertiser_months m
                        where m.advertiser_id = n.advertiser_id and m.currency = n.currency
                        order by m.month desc limit 1) as l on true
                returning month, advertiser_id, currency, changes),
            waiting as (
                insert into waiting_invoices (month, advertiser_id, currency)
                select month, advertiser_id, currency from made where changes > 0)
            select count(*) from made
            """;

    private final Statements statements;

    BillMonth(Statements statements) {
        this.statements = statements;
    }

    /// Returns the number of accounts and currencies.
    public int bill(YearMonth month) {
        LocalDate first = month.atDay(1);
        return statements.run(sql ->
                sql.resultQuery(BILL, first, first, first, first).fetchSingle().get(0, int.class));
    }
}
