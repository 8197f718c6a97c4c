package com.afftok.management.money.reconcile.comparison;

import java.util.List;

/// Comparisons within the ledger, and of the sums that are kept with its postings.
final class OfLedger {

    private static final String ENTRIES =
            """
            with booked as (
                select advertiser_id, entry_id, currency, sum(amount) as sum
                  from ledger_postings
                 group by 1, 2, 3)
            select concat_ws(' ', e.advertiser_id, e.id, b.currency) as subject, f.figure, f.kept, f.expected
              from ledger_entries e
              left join booked b on b.advertiser_id = e.advertiser_id and b.entry_id = e.id
             cross join lateral (values
                   ('sum', coalesce(b.sum, 0), 0),
                   ('has_postings', cast(b.entry_id is not null as integer), 1)) as f (figure, kept, expected)
            """;

    private static final String BALANCES =
            """
            with kept as (
                select owner_id, currency, sum(advertiser) as advertiser, sum(pending) as pending,
                       sum(available) as available, sum(in_payout) as in_payout, sum(paid) as paid,
                       sum(reversed) as reversed, sum(fees) as fees, sum(withheld) as withheld
                  from account_balances
                 group by 1, 2),
            deducted as (
                select o.promoter_id as owner_id, p.currency, sum(p.amount) as fees
                  from payouts o
                  join ledger_entries e on e.payout_id = o.id
                  join ledger_postings p on p.advertiser_id = e.advertiser_id and p.entry_id = e.id
                 where p.account = 'platform'
                 group by 1, 2),
            booked as (
                select p.owner_id, p.currency,
                       sum(p.amount) filter (where p.account = 'advertiser') as advertiser,
                       sum(p.amount) filter (where p.account = 'promoter_pending') as pending,
                       sum(p.amount) filter (where p.account = 'promoter_available') as available,
                       sum(p.amount) filter (where p.account = 'promoter_payout') as in_payout,
                       sum(p.amount) filter (where p.account = 'paid_out') as paid,
                       sum(p.amount) filter (where p.account = 'tax_withheld') as withheld,
                       -sum(p.amount) filter (where p.account = 'promoter_available' and e.kind = 'reversal') as reversed
                  from ledger_postings p
                  join ledger_entries e on e.advertiser_id = p.advertiser_id and e.id = p.entry_id
                 where p.owner_id is not null
                 group by 1, 2)
            select owner_id || ' ' || currency as subject, f.figure, f.kept, f.expected
              from kept k
              full join booked b using (owner_id, currency)
              left join deducted d using (owner_id, currency)
             cross join lateral (values
                   ('advertiser', coalesce(k.advertiser, 0), coalesce(b.advertiser, 0)),
                   ('pending', coalesce(k.pending, 0), coalesce(b.pending, 0)),
                   ('available', coalesce(k.available, 0), coalesce(b.available, 0)),
                   ('in_payout', coalesce(k.in_payout, 0), coalesce(b.in_payout, 0)),
                   ('paid', coalesce(k.paid, 0), coalesce(b.paid, 0)),
                   ('reversed', coalesce(k.reversed, 0), coalesce(b.reversed, 0)),
                   ('fees', coalesce(k.fees, 0), coalesce(d.fees, 0)),
                   ('withheld', coalesce(k.withheld, 0), coalesce(b.withheld, 0))) as f (figure, kept, expected)
            """;

    private static final String REFERRALS =
            """
            with kept as (
                select recruiter_id, promoter_id, currency, sum(pending) as pending, sum(approved) as approved
                  from referral_earnings
                 group by 1, 2, 3),
            booked as (
                select p.owner_id as recruiter_id, c.promoter_id, p.currency,
                       sum(p.amount) filter (where p.account = 'promoter_pending') as pending,
                       sum(p.amount) filter (where p.account = 'promoter_available') as approved
                  from ledger_postings p
                  join ledger_entries e on e.advertiser_id = p.advertiser_id and e.id = p.entry_id
                  join conversions c on c.advertiser_id = e.advertiser_id and c.id = e.conversion_id
                 where p.account in ('promoter_pending', 'promoter_available') and p.owner_id <> c.promoter_id
                 group by 1, 2, 3)
            select concat_ws(' ', recruiter_id, promoter_id, currency) as subject, f.figure, f.kept, f.expected
              from kept k
              full join booked b using (recruiter_id, promoter_id, currency)
             cross join lateral (values
                   ('pending', coalesce(k.pending, 0), coalesce(b.pending, 0)),
                   ('approved', coalesce(k.approved, 0), coalesce(b.approved, 0))) as f (figure, kept, expected)
            """;

    /// The postings that no payout has used.
    private static final String OPEN =
            """
            with unused as (
                select l.advertiser_id, l.entry_id, l.line, l.owner_id as promoter_id, l.currency, l.amount
                  from ledger_postings l
                 where l.account = 'promoter_available'
                   and not exists (select from payout_postings u
                                    where (u.advertiser_id, u.entry_id, u.line) = (l.advertiser_id, l.entry_id, l.line)))
            select concat_ws(' ', advertiser_id, entry_id, line, promoter_id, currency) as subject, 'amount' as figure,
                   coalesce(k.amount, 0) as kept, coalesce(u.amount, 0) as expected
              from open_postings k
              full join unused u using (advertiser_id, entry_id, line, promoter_id, currency)
            """;

    static final List<Comparison> ALL =
            List.of(
                    Comparison.of("ledger_entries", ENTRIES),
                    Comparison.of("account_balances", BALANCES),
                    Comparison.of("referral_earnings", REFERRALS),
                    Comparison.of("open_postings", OPEN));

    private OfLedger() {}
}
