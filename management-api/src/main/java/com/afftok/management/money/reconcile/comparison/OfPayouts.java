package com.afftok.management.money.reconcile.comparison;

import java.util.List;

/// Comparisons of payouts with their postings and their history.
final class OfPayouts {

    /// The amount is on its way while the payout is in progress. Once it is completed, what the
    /// promoter receives is paid, and the rest deducted. All is back if it failed or the bank
    /// returned it. The postings that it used sum to zero.
    private static final String PAYOUTS =
            """
            with booked as (
                select p.id,
                       sum(l.amount) filter (where l.account = 'promoter_payout') as in_payout,
                       sum(l.amount) filter (where l.account = 'paid_out') as paid,
                       sum(l.amount) filter (where l.account = 'platform') as fee,
                       sum(l.amount) filter (where l.account = 'tax_withheld') as withheld
                  from payouts p
                  join ledger_entries e on e.payout_id = p.id
                  join ledger_postings l on l.advertiser_id = e.advertiser_id and l.entry_id = e.id
                 where coalesce(l.owner_id, p.promoter_id) = p.promoter_id and l.currency = p.currency
                 group by 1),
            used as (
                select u.payout_id, sum(l.amount) as amount
                  from payout_postings u
                  join ledger_postings l using (advertiser_id, entry_id, line)
                 group by 1)
            select cast(p.id as text) as subject, f.figure, f.kept, f.expected
              from payouts p
              left join booked b on b.id = p.id
              left join used u on u.payout_id = p.id
             cross join lateral (values
                   ('in_payout', coalesce(b.in_payout, 0),
                    case when p.status in ('requested', 'held', 'approved', 'processing') then p.amount else 0 end),
                   ('paid', coalesce(b.paid, 0), case when p.status = 'completed' then p.net else 0 end),
                   ('fee', coalesce(b.fee, 0), case when p.status = 'completed' then p.fee else 0 end),
                   ('withheld', coalesce(b.withheld, 0), case when p.status = 'completed' then p.withheld else 0 end),
                   ('used', coalesce(u.amount, 0), 0)) as f (figure, kept, expected)
            """;

    /// A payout uses available postings of its promoter in its currency.
    private static final String USED =
            """
            select concat_ws(' ', u.payout_id, u.advertiser_id, u.entry_id, u.line) as subject,
                   f.figure, f.kept, f.expected
              from payout_postings u
              join payouts p on p.id = u.payout_id
              left join ledger_postings l using (advertiser_id, entry_id, line)
             cross join lateral (values
                   ('account', l.account, 'promoter_available'),
                   ('promoter', cast(l.owner_id as text), cast(p.promoter_id as text)),
                   ('currency', l.currency, p.currency)) as f (figure, kept, expected)
            """;

    private static final String HISTORY =
            """
            with last as (
                select distinct on (payout_id) payout_id, status from payout_events order by payout_id, id desc)
            select cast(p.id as text) as subject, 'status' as figure, p.status as kept, e.status as expected
              from payouts p
              left join last e on e.payout_id = p.id
            """;

    static final List<Comparison> ALL =
            List.of(
                    Comparison.of("payouts", PAYOUTS),
                    Comparison.of("payout_postings", USED),
                    Comparison.of("payout_history", HISTORY));

    private OfPayouts() {}
}
