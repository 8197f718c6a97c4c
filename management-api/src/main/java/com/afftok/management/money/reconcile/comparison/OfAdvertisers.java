package com.afftok.management.money.reconcile.comparison;

import com.afftok.shared.money.Currency;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/// Comparisons of what persons and rules recorded at the expense of advertisers with its entries,
/// and of the documents of closed months.
final class OfAdvertisers {

    /// A payment that was taken back is booked twice, which sums to nothing.
    private static final String PAYMENTS =
            """
            with booked as (
                select e.advertiser_id, split_part(e.event_key, ':', 2) as id, p.currency, sum(p.amount) as amount
                  from ledger_entries e
                  join ledger_postings p
                    on p.advertiser_id = e.advertiser_id and p.entry_id = e.id and p.account = 'advertiser'
                 where e.kind = 'advertiser_payment'
                 group by 1, 2, 3)
            select cast(r.id as text) as subject, 'amount' as figure,
                   case when r.reversed_at is null then r.amount else 0 end as kept, coalesce(b.amount, 0) as expected
              from advertiser_payments r
              left join booked b
                on b.advertiser_id = r.advertiser_id and b.id = cast(r.id as text) and b.currency = r.currency
            """;

    /// One that waits or was refused is not booked.
    private static final String ADJUSTMENTS =
            """
            with booked as (
                select e.advertiser_id, split_part(e.event_key, ':', 2) as id, p.currency,
                       sum(p.amount) filter (where p.account = 'advertiser') as of_advertiser,
                       sum(p.amount) filter (where p.account = 'promoter_available') as of_promoter
                  from ledger_entries e
                  join ledger_postings p on p.advertiser_id = e.advertiser_id and p.entry_id = e.id
                 where e.kind = 'adjustment'
                 group by 1, 2, 3)
            select cast(r.id as text) as subject, 'amount' as figure,
                   case r.status when 'booked' then r.amount else 0 end as kept,
                   coalesce(case when r.promoter_id is null then b.of_advertiser else b.of_promoter end, 0) as expected
              from adjustments r
              left join booked b
                on b.advertiser_id = r.advertiser_id and b.id = cast(r.id as text) and b.currency = r.currency
            """;

    private static final String BONUSES =
            """
            with booked as (
                select e.advertiser_id, split_part(e.event_key, ':', 2) as id, p.owner_id, p.currency,
                       sum(p.amount) as amount
                  from ledger_entries e
                  join ledger_postings p
                    on p.advertiser_id = e.advertiser_id and p.entry_id = e.id and p.account = 'promoter_available'
                 where e.kind = 'bonus'
                 group by 1, 2, 3, 4)
            select cast(r.id as text) as subject, 'amount' as figure, r.amount as kept,
                   coalesce(b.amount, 0) as expected
              from bonuses r
              left join booked b
                on b.advertiser_id = r.advertiser_id and b.id = cast(r.id as text) and b.owner_id = r.promoter_id
               and b.currency = r.currency
            """;

    /// Each month of an account begins where the one before ended.
    private static final String MONTHS =
            """
            with kept as (
                select m.*, lag(closing, 1, 0.0000) over earlier as before,
                       lag(pending, 1, 0.0000) over earlier as pending_before
                  from advertiser_months m
                window earlier as (partition by advertiser_id, currency order by month)),
            booked as (
                select e.month, p.advertiser_id, p.currency, sum(p.amount) as amount,
                       sum(p.amount) filter (where e.kind = 'advertiser_payment') as paid,
                       -sum(p.amount) filter (where e.kind in ('commission', 'rejection')) as pending
                  from statement_entries e
                  join ledger_postings p
                    on p.advertiser_id = e.advertiser_id and p.entry_id = e.id and p.account = 'advertiser'
                 group by 1, 2, 3),
            billed as (
                select month, advertiser_id, currency, sum(amount) as amount,
                       sum(amount) filter (where kind = 'sales' or (kind = 'fee' and booked <> entry_id)) as approved,
                       count(*) filter (where kind <> 'fee') as changes
                  from billed_changes
                 group by 1, 2, 3)
            select concat_ws(' ', advertiser_id, currency, to_char(month, 'YYYY-MM')) as subject,
                   f.figure, f.kept, f.expected
              from kept k
              full join (booked b full join billed c using (advertiser_id, currency, month))
             using (advertiser_id, currency, month)
             cross join lateral (values
                   ('opening', coalesce(k.opening, 0), coalesce(k.before, 0)),
                   ('change', coalesce(k.closing - k.opening, 0), coalesce(b.amount, 0)),
                   ('pending', coalesce(k.pending - k.pending_before, 0),
                    coalesce(b.pending, 0) - coalesce(c.approved, 0)),
                   ('paid', coalesce(k.paid, 0), coalesce(b.paid, 0)),
                   ('billed', coalesce(k.billed, 0), coalesce(c.amount, 0)),
                   ('changes', coalesce(k.changes, 0), coalesce(c.changes, 0))) as f (figure, kept, expected)
            """;

    /// A month with changes has an invoice, or waits for one.
    private static final String INVOICES =
            """
            select concat_ws(' ', m.advertiser_id, m.currency, to_char(m.month, 'YYYY-MM')) as subject,
                   f.figure, f.kept, f.expected
              from advertiser_months m
              left join invoices i using (advertiser_id, currency, month)
              left join waiting_invoices w using (advertiser_id, currency, month)
             cross join lateral (values
                   ('documents', cast((i.id is not null)::int + (w.month is not null)::int as numeric),
                    cast(least(m.changes, 1) as numeric)),
                   ('net', coalesce(i.net, 0), case when i.id is null then 0 else m.billed end))
                   as f (figure, kept, expected)
            """;

    private static final String LINES =
            """
            with kept as (
                select i.advertiser_id, i.currency, i.month, l.kind, coalesce(l.offer_id, 0) as offer_id,
                       sum(l.amount) as amount, sum(l.changes) as changes
                  from invoices i
                  join invoice_lines l on l.invoice_id = i.id
                 where i.month is not null
                 group by 1, 2, 3, 4, 5),
            billed as (
                select advertiser_id, currency, month, b.kind, coalesce(b.offer_id, 0) as offer_id,
                       sum(b.amount) as amount, count(*) as changes
                  from billed_changes b
                  join invoices i using (advertiser_id, currency, month)
                 group by 1, 2, 3, 4, 5)
            select concat_ws(' ', advertiser_id, currency, to_char(month, 'YYYY-MM'), kind, nullif(offer_id, 0))
                       as subject,
                   f.figure, f.kept, f.expected
              from kept k
              full join billed b using (advertiser_id, currency, month, kind, offer_id)
             cross join lateral (values
                   ('amount', coalesce(k.amount, 0), coalesce(b.amount, 0)),
                   ('changes', coalesce(k.changes, 0), coalesce(b.changes, 0))) as f (figure, kept, expected)
            """;

    /// Minor units per unit of each currency.
    private static final String UNITS =
            Currency.all().stream()
                    .map(currency ->
                            "('%s', %s)"
                                    .formatted(
                                            currency.code(),
                                            BigDecimal.ONE
                                                    .movePointRight(currency.digits())
                                                    .toPlainString()))
                    .collect(Collectors.joining(", "));

    /// The tax of each document is booked, and that of a month is its percentage of the net,
    /// rounded half to even; a credit note of an invoice is booked as a whole.
    private static final String TAX =
            """
            with units (currency, units) as (values %s),
            booked as (
                select e.advertiser_id, split_part(e.event_key, ':', 2) as number, p.currency,
                       sum(p.amount) filter (where p.account = 'tax_payable') as tax,
                       sum(p.amount) filter (where p.account = 'platform') as net
                  from ledger_entries e
                  join ledger_postings p on p.advertiser_id = e.advertiser_id and p.entry_id = e.id
                 where e.kind in ('invoice_tax', 'credit_note')
                 group by 1, 2, 3)
            select i.number as subject, f.figure, f.kept, f.expected
              from invoices i
              left join booked b
                on b.advertiser_id = i.advertiser_id and b.number = i.number and b.currency = i.currency
              left join units u on u.currency = i.currency
             cross join lateral (select i.net * i.tax_percent * 0.01 * u.units as exact) as t
             cross join lateral (values
                   ('tax', i.tax, coalesce(b.tax, 0)),
                   ('percentage', i.tax,
                    case when i.month is null then i.tax
                         else round(case when mod(abs(t.exact), 1) = 0.5 then 2 * round(t.exact / 2)
                                         else round(t.exact) end / u.units, 4) end),
                   ('returned', case when i.corrects is null then 0 else i.net end, coalesce(b.net, 0)))
                   as f (figure, kept, expected)
            """
                    .formatted(UNITS);

    private static final String NUMBERS =
            """
            with issued as (
                select prefix, year, cast(count(*) as integer) as documents, max(sequence) as last
                  from invoices
                 group by 1, 2)
            select concat_ws(' ', nullif(prefix, ''), year) as subject, f.figure, f.kept, f.expected
              from invoice_numbers n
              full join issued i using (prefix, year)
             cross join lateral (values
                   ('last', coalesce(n.last, 0), coalesce(i.last, 0)),
                   ('documents', coalesce(n.last, 0), coalesce(i.documents, 0))) as f (figure, kept, expected)
            """;

    static final List<Comparison> ALL =
            List.of(
                    Comparison.of("advertiser_payments", PAYMENTS),
                    Comparison.of("adjustments", ADJUSTMENTS),
                    Comparison.of("bonuses", BONUSES),
                    Comparison.of("advertiser_months", MONTHS),
                    Comparison.of("invoices", INVOICES),
                    Comparison.of("invoice_lines", LINES),
                    Comparison.of("invoice_tax", TAX),
                    Comparison.of("invoice_numbers", NUMBERS));

    private OfAdvertisers() {}
}
