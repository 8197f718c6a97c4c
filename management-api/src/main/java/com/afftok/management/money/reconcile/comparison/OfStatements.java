package com.afftok.management.money.reconcile.comparison;

import java.util.List;

/// Comparisons of issued statements with the entries of their months.
///
/// An entry that was committed after its month was issued is part of the next statement, as the
/// view `statement_entries` says. A month without changes has no statement.
final class OfStatements {

    /// Each statement begins where the one before ended, and changes by the postings of its month.
    private static final String BALANCES =
            """
            with kept as (
                select promoter_id, currency, month, opening, closing, pending,
                       lag(closing, 1, 0.0000) over earlier as before,
                       lag(pending, 1, 0.0000) over earlier as pending_before
                  from statements
                window earlier as (partition by promoter_id, currency order by month)),
            changed as (
                select promoter_id, currency, month,
                       sum(amount) filter (where account = 'promoter_available') as available,
                       sum(amount) filter (where account = 'promoter_pending') as pending
                  from statement_changes
                 group by 1, 2, 3)
            select concat_ws(' ', promoter_id, currency, to_char(month, 'YYYY-MM')) as subject,
                   f.figure, f.kept, f.expected
              from kept k
              full join changed c using (promoter_id, currency, month)
             cross join lateral (values
                   ('opening', coalesce(k.opening, 0), coalesce(k.before, 0)),
                   ('change', coalesce(k.closing - k.opening, 0), coalesce(c.available, 0)),
                   ('pending', coalesce(k.pending - k.pending_before, 0), coalesce(c.pending, 0)))
                   as f (figure, kept, expected)
            """;

    private static final String LINES =
            """
            with kept as (
                select s.promoter_id, s.currency, s.month, l.kind, coalesce(l.offer_id, 0) as offer_id,
                       coalesce(l.recruit_id, 0) as recruit_id, coalesce(l.payout_id, 0) as payout_id,
                       sum(l.postings) as postings, sum(l.amount) as amount
                  from statement_lines l
                  join statements s on s.id = l.statement_id
                 group by 1, 2, 3, 4, 5, 6, 7),
            changed as (
                select promoter_id, currency, month, kind, coalesce(offer_id, 0) as offer_id,
                       coalesce(recruit_id, 0) as recruit_id, coalesce(payout_id, 0) as payout_id,
                       count(*) as postings, sum(amount) as amount
                  from statement_changes
                 where account = 'promoter_available'
                 group by 1, 2, 3, 4, 5, 6, 7)
            select concat_ws(' ', promoter_id, currency, to_char(month, 'YYYY-MM'), kind, nullif(offer_id, 0),
                             nullif(recruit_id, 0), nullif(payout_id, 0)) as subject,
                   f.figure, f.kept, f.expected
              from kept k
              full join changed c using (promoter_id, currency, month, kind, offer_id, recruit_id, payout_id)
             cross join lateral (values
                   ('postings', coalesce(k.postings, 0), coalesce(c.postings, 0)),
                   ('amount', coalesce(k.amount, 0), coalesce(c.amount, 0))) as f (figure, kept, expected)
            """;

    static final List<Comparison> ALL =
            List.of(Comparison.of("statements", BALANCES), Comparison.of("statement_lines", LINES));

    private OfStatements() {}
}
