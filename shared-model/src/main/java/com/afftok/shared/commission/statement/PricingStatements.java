package com.afftok.shared.commission.statement;

/// The statements that read the terms, rules, caps and figures of a sale. The edge runs them for
/// sales, the API for simulations, so that both have the same commission.
///
/// Parameters are `$1`, `$2` and so on; one may occur several times.
public final class PricingStatements {

    /// The terms of the offer and of its advertiser for a link at a time, and the recruiters of its
    /// promoter: `$1` the link, `$2` the time.
    public static final String TERMS =
            """
            select t.payout_type, trim_scale(t.payout)::text as payout,
                   trim_scale(t.payout_percent)::text as percent, o.currency, o.category, t.goals,
                   t.attribution_days, t.holding_days, t.min_seconds_to_conversion,
                   p.status = 'active' as active, l.source,
                   trim_scale(advertiser_fee_at(o.advertiser_id, $2))::text as fee_percent,
                   r1.id as id1, r1.status as status1, coalesce(o1.percent1, p1.percent)::text as percent1,
                   r2.id as id2, r2.status as status2, coalesce(o1.percent2, p2.percent)::text as percent2,
                   r3.id as id3, r3.status as status3, coalesce(o1.percent3, p3.percent)::text as percent3
              from user_offers l
              join offers o on o.id = l.offer_id and o.advertiser_id = l.advertiser_id
             cross join lateral offer_terms_at(o.id, $2) t
              join accounts p on p.id = l.promoter_id
              left join accounts r1 on r1.id = p.recruiter_id
              left join accounts r2 on r2.id = r1.recruiter_id
              left join accounts r3 on r3.id = r2.recruiter_id
              left join lateral (
                   select * from offer_recruiter_rates r
                    where r.offer_id = o.id and r.effective_from <= $2
                    order by r.effective_from desc
                    limit 1) o1 on true
              left join recruiter_rates p1 on p1.level = 1
              left join recruiter_rates p2 on p2.level = 2
              left join recruiter_rates p3 on p3.level = 3
             where l.id = $1
            """;

    /// The rules that may apply to a promoter's sales of clicks at a time: `$1` the offer, `$2` the
    /// promoter, `$3` the time, `$4` the limit.
    public static final String RULES =
            """
            select r.id, r.promoter_id,
                   jsonb_build_object(
                     'name', r.name, 'payout_type', r.payout_type,
                     'amount', trim_scale(r.amount)::text, 'percent', trim_scale(r.percent)::text,
                     'currency', r.currency, 'priority', r.priority, 'conditions', r.conditions,
                     'tiers', coalesce(
                       (select jsonb_agg(jsonb_build_object(
                                 'min_sales', t.min_sales, 'rate', trim_scale(t.rate)::text)
                                 order by t.min_sales)
                          from commission_tiers t where t.rule_id = r.id), '[]')) as rule
              from commission_rules r
             where r.offer_id = $1 and (r.promoter_id is null or r.promoter_id = $2)
               and r.effective_from <= $3 and (r.effective_until is null or r.effective_until > $3)
             order by r.promoter_id nulls last, r.id desc
             limit $4
            """;

    /// The caps that may apply to them; parameters as for [#RULES].
    public static final String CAPS =
            """
            select promoter_id, period, max_conversions, max_amount::text as max_amount, currency
              from commission_caps
             where offer_id = $1 and (promoter_id is null or promoter_id = $2)
               and effective_from <= $3 and (effective_until is null or effective_until > $3)
             order by promoter_id nulls last, id
             limit $4
            """;

    /// Prices the sales of a promoter for an offer one after the other: `$1` the promoter, `$2` the
    /// offer, both as text.
    public static final String ONE_AFTER_THE_OTHER =
            "select pg_advisory_xact_lock(hashtextextended('sales of ' || $1 || ' for ' || $2, 0))";

    /// The promoter's sales by the currency of the commission, without unapproved claims of
    /// browsers: `$1` the advertiser, `$2` the offer, `$3` the promoter, `$4` the start of the day,
    /// `$5` that of the month, `$6` the first day of interest; all days are of UTC.
    public static final String SALES =
            """
            select currency,
                   coalesce(sum(sales) filter (where day >= first.of_month), 0)::bigint as month_sales,
                   coalesce(sum(paid) filter (where day >= first.of_day), 0)::bigint as day_paid,
                   coalesce(sum(paid) filter (where day >= first.of_month), 0)::bigint as month_paid,
                   sum(paid)::bigint as total_paid,
                   coalesce(sum(commission) filter (where day >= first.of_day), 0)::text as day_amount,
                   coalesce(sum(commission) filter (where day >= first.of_month), 0)::text as month_amount,
                   sum(commission)::text as total_amount
              from promoter_sales
             cross join (select ($4::timestamptz at time zone 'UTC')::date as of_day,
                                ($5::timestamptz at time zone 'UTC')::date as of_month) as first
             where advertiser_id = $1 and offer_id = $2 and promoter_id = $3
               and day >= ($6::timestamptz at time zone 'UTC')::date
             group by currency
            """;

    /// The number of the promoter's sales since a time, of which the sales of that day alone are
    /// counted: `$1` the advertiser, `$2` the offer, `$3` the promoter, `$4` the time.
    public static final String RECENT =
            """
            select coalesce(sum(s.sales), 0)::bigint
                   + (select count(*) from conversions
                       where advertiser_id = $1 and offer_id = $2 and promoter_id = $3
                         and status in ('pending', 'approved') and not is_claim
                         and created_at >= $4::timestamptz
                         and created_at < (($4::timestamptz at time zone 'UTC')::date + 1)::timestamp
                             at time zone 'UTC') as sales
              from promoter_sales s
             where s.advertiser_id = $1 and s.offer_id = $2 and s.promoter_id = $3
               and s.day > ($4::timestamptz at time zone 'UTC')::date
            """;

    /// The promoter's billable clicks: `$1` the advertiser, `$2` the offer, `$3` the promoter, `$4`
    /// the start of the recent days.
    public static final String CLICKS =
            """
            select coalesce(sum(valid + suspicious), 0)::bigint as clicks from click_hourly
             where advertiser_id = $1 and offer_id = $2 and promoter_id = $3 and hour >= $4
            """;

    private PricingStatements() {}
}
