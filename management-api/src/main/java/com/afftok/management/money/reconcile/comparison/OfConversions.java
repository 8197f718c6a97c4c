package com.afftok.management.money.reconcile.comparison;

import java.util.List;

/// Comparisons of conversions with their counts, history, commissions and entries.
///
/// A claim of a browser counts and is booked once it is approved: a pending one, a rejected one,
/// and one that a signed postback superseded are claims. Test conversions have no rows in these
/// tables.
///
/// Tiers and caps read the sums of a promoter's sales by day; their use is kept nowhere else.
final class OfConversions {

    private static final String OFFERS =
            """
            with counted as (
                select advertiser_id, offer_id, commission_currency as currency,
                       count(*) filter (where status = 'pending') as pending,
                       count(*) filter (where status = 'approved') as approved,
                       count(*) filter (where status = 'rejected') as rejected,
                       count(*) filter (where status = 'reversed') as reversed,
                       sum(commission - commission_reversed) filter (where status in ('pending', 'approved')) as commission
                  from conversions
                 where not is_claim
                 group by 1, 2, 3)
            select concat_ws(' ', advertiser_id, offer_id, currency) as subject, f.figure, f.kept, f.expected
              from offer_earnings k
              full join counted c using (advertiser_id, offer_id, currency)
             cross join lateral (values
                   ('pending', cast(coalesce(k.pending, 0) as numeric), cast(coalesce(c.pending, 0) as numeric)),
                   ('approved', coalesce(k.approved, 0), coalesce(c.approved, 0)),
                   ('rejected', coalesce(k.rejected, 0), coalesce(c.rejected, 0)),
                   ('reversed', coalesce(k.reversed, 0), coalesce(c.reversed, 0)),
                   ('commission', coalesce(k.commission, 0), coalesce(c.commission, 0))) as f (figure, kept, expected)
            """;

    private static final String LINKS =
            """
            with counted as (
                select advertiser_id, link_id, commission_currency as currency, count(*) as conversions,
                       sum(commission - commission_reversed) as commission
                  from conversions
                 where status = 'approved' or (status = 'pending' and source <> 'pixel')
                 group by 1, 2, 3)
            select concat_ws(' ', advertiser_id, link_id, currency) as subject, f.figure, f.kept, f.expected
              from link_earnings k
              full join counted c using (advertiser_id, link_id, currency)
             cross join lateral (values
                   ('conversions', cast(coalesce(k.conversions, 0) as numeric),
                    cast(coalesce(c.conversions, 0) as numeric)),
                   ('commission', coalesce(k.commission, 0), coalesce(c.commission, 0))) as f (figure, kept, expected)
            """;

    /// What each promoter sold of an offer by day.
    private static final String SALES =
            """
            with counted as (
                select advertiser_id, offer_id, promoter_id, day, currency, sold_in, sum(sales) as sales, sum(paid) as paid,
                       sum(commission) as commission, sum(approved) as approved, sum(revenue) as revenue
                  from promoter_sales_of_conversions
                 group by 1, 2, 3, 4, 5, 6)
            select concat_ws(' ', advertiser_id, offer_id, promoter_id, day, currency, sold_in) as subject,
                   f.figure, f.kept, f.expected
              from promoter_sales k
              full join counted c using (advertiser_id, offer_id, promoter_id, day, currency, sold_in)
             cross join lateral (values
                   ('sales', cast(coalesce(k.sales, 0) as numeric), cast(coalesce(c.sales, 0) as numeric)),
                   ('paid', coalesce(k.paid, 0), coalesce(c.paid, 0)),
                   ('commission', coalesce(k.commission, 0), coalesce(c.commission, 0)),
                   ('approved', coalesce(k.approved, 0), coalesce(c.approved, 0)),
                   ('revenue', coalesce(k.revenue, 0), coalesce(c.revenue, 0))) as f (figure, kept, expected)
            """;

    /// The fee of a conversion is the platform's part of its first entry.
    private static final String FEES =
            """
            select c.advertiser_id || ' ' || c.id as subject, 'fee' as figure, c.fee as kept,
                   coalesce(p.amount, 0) as expected
              from conversions c
              join ledger_entries e
                on e.advertiser_id = c.advertiser_id and e.conversion_id = c.id and e.kind = 'commission'
              left join ledger_postings p
                on p.advertiser_id = e.advertiser_id and p.entry_id = e.id and p.account = 'platform'
            """;

    /// The last event of a conversion has its present state.
    private static final String HISTORY =
            """
            with last as (
                select distinct on (advertiser_id, conversion_id)
                       advertiser_id, conversion_id, to_status, refunded_amount, needs_review
                  from conversion_events
                 order by advertiser_id, conversion_id, id desc)
            select c.advertiser_id || ' ' || c.id as subject, f.figure, f.kept, f.expected
              from conversions c
              left join last e on e.advertiser_id = c.advertiser_id and e.conversion_id = c.id
             cross join lateral (values
                   ('status', c.status, e.to_status),
                   ('refunded', cast(c.refunded_amount as text), cast(e.refunded_amount as text)),
                   ('needs_review', cast(c.needs_review as text), cast(e.needs_review as text)))
                   as f (figure, kept, expected)
            """;

    /// The promoter's commission is part of the conversion, too.
    private static final String COMMISSIONS =
            """
            select c.advertiser_id || ' ' || c.id as subject, f.figure, f.kept, f.expected
              from conversions c
              left join commissions l on l.advertiser_id = c.advertiser_id and l.conversion_id = c.id and l.level = 0
             cross join lateral (values
                   ('amount', cast(c.commission as text), cast(coalesce(l.amount, 0.0000) as text)),
                   ('reversed', cast(c.commission_reversed as text), cast(coalesce(l.reversed_amount, 0.0000) as text)),
                   ('currency', c.commission_currency, coalesce(l.currency, c.commission_currency)),
                   ('promoter', cast(c.promoter_id as text), cast(coalesce(l.promoter_id, c.promoter_id) as text)))
                   as f (figure, kept, expected)
            """;

    /// What each promoter earned, got approved and lost, by its postings and by its commissions. A
    /// conversion that was reported as rejected is not booked.
    private static final String POSTINGS =
            """
            with booked as (
                select e.advertiser_id, e.conversion_id, p.owner_id, p.currency,
                       sum(p.amount) filter (where e.kind = 'commission') as earned,
                       sum(p.amount) filter (where e.kind = 'approval' and p.account = 'promoter_available') as approved,
                       -sum(p.amount) filter (where e.kind = 'rejection') as rejected,
                       -sum(p.amount) filter (where e.kind = 'reversal') as reversed
                  from ledger_entries e
                  join ledger_postings p on p.advertiser_id = e.advertiser_id and p.entry_id = e.id
                 where e.conversion_id is not null and p.account in ('promoter_pending', 'promoter_available')
                 group by 1, 2, 3, 4),
            due as (
                select c.advertiser_id, l.conversion_id, l.promoter_id as owner_id, l.currency,
                       sum(l.amount) filter (where c.status <> 'rejected' or r.conversion_id is not null) as earned,
                       sum(l.amount) filter (where c.status in ('approved', 'reversed')) as approved,
                       sum(l.amount) filter (where r.conversion_id is not null) as rejected,
                       sum(l.reversed_amount) as reversed
                  from commissions l
                  join conversions c on c.advertiser_id = l.advertiser_id and c.id = l.conversion_id
                  left join conversion_events r
                    on r.advertiser_id = c.advertiser_id and r.conversion_id = c.id and c.status = 'rejected'
                   and r.from_status = 'pending' and r.to_status = 'rejected'
                 where not c.is_claim
                 group by 1, 2, 3, 4)
            select concat_ws(' ', advertiser_id, conversion_id, owner_id, currency) as subject,
                   f.figure, f.kept, f.expected
              from booked b
              full join due d using (advertiser_id, conversion_id, owner_id, currency)
             cross join lateral (values
                   ('earned', coalesce(b.earned, 0), coalesce(d.earned, 0)),
                   ('approved', coalesce(b.approved, 0), coalesce(d.approved, 0)),
                   ('rejected', coalesce(b.rejected, 0), coalesce(d.rejected, 0)),
                   ('reversed', coalesce(b.reversed, 0), coalesce(d.reversed, 0))) as f (figure, kept, expected)
            """;

    /// The entries that a conversion has by its status. An event that moves no money has none, so a
    /// refund that rounds to nothing may have one or not.
    private static final String ENTRIES =
            """
            with booked as (
                select advertiser_id, conversion_id,
                       count(*) filter (where kind = 'commission') as commission,
                       count(*) filter (where kind = 'approval') as approval,
                       count(*) filter (where kind = 'rejection') as rejection,
                       least(count(*) filter (where kind = 'reversal'), 1) as reversal
                  from ledger_entries
                 where conversion_id is not null
                 group by 1, 2),
            due as (
                select advertiser_id, conversion_id, sum(amount) > 0 as pays, sum(reversed_amount) > 0 as takes_back
                  from commissions
                 group by 1, 2)
            select c.advertiser_id || ' ' || c.id as subject, f.figure, f.kept, coalesce(f.due, 0) as expected
              from conversions c
              left join booked b on b.advertiser_id = c.advertiser_id and b.conversion_id = c.id
              left join due d on d.advertiser_id = c.advertiser_id and d.conversion_id = c.id
              left join conversion_events r
                on r.advertiser_id = c.advertiser_id and r.conversion_id = c.id and c.status = 'rejected'
               and r.from_status = 'pending' and r.to_status = 'rejected' and not c.is_claim
             cross join lateral (values
                   ('commission', coalesce(b.commission, 0),
                    cast(d.pays and not c.is_claim and (c.status <> 'rejected' or r.conversion_id is not null) as integer)),
                   ('approval', coalesce(b.approval, 0), cast(d.pays and c.status in ('approved', 'reversed') as integer)),
                   ('rejection', coalesce(b.rejection, 0), cast(d.pays and r.conversion_id is not null as integer)),
                   ('reversal', coalesce(b.reversal, 0),
                    case when d.takes_back then 1 when c.refunded_amount > 0 then coalesce(b.reversal, 0) else 0 end))
                   as f (figure, kept, due)
            """;

    static final List<Comparison> ALL =
            List.of(
                    Comparison.of("conversions_of_offers", OFFERS),
                    Comparison.of("conversions_of_links", LINKS),
                    Comparison.of("promoter_sales", SALES),
                    Comparison.of("conversion_fees", FEES),
                    Comparison.of("conversion_history", HISTORY),
                    Comparison.of("conversion_commissions", COMMISSIONS),
                    Comparison.of("commission_postings", POSTINGS),
                    Comparison.of("conversion_entries", ENTRIES));

    private OfConversions() {}
}
