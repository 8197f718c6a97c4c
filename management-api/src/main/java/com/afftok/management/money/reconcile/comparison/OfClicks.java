package com.afftok.management.money.reconcile.comparison;

import java.util.List;

/// Comparisons of clicks with their counts.
///
/// Clicks that wait in Redis are in neither: the writer inserts and counts a click in the same
/// transaction. A review of a click changes no count. Events of the pixel are stored as counts
/// alone, so there is nothing to compare them with.
final class OfClicks {

    /// The counts of days whose clicks were dropped stay: those days are not compared.
    private static final String BY_HOUR =
            """
            with counted as (
                select advertiser_id, date_trunc('hour', clicked_at, 'UTC') as hour, link_id,
                       coalesce(country, '') as country, device, count(*) as gross,
                       count(*) filter (where bucket = 'valid') as valid,
                       count(*) filter (where bucket = 'suspicious') as suspicious,
                       count(*) filter (where bucket = 'duplicate') as duplicate,
                       count(*) filter (where bucket = 'bot') as bot,
                       count(*) filter (where bucket = 'fraud') as fraud,
                       count(*) filter (where bucket = 'geo_blocked') as geo_blocked,
                       count(*) filter (where bucket = 'inactive') as inactive
                  from clicks
                 where clicked_at >= cast({0} as timestamptz) and clicked_at < cast({1} as timestamptz)
                 group by 1, 2, 3, 4, 5),
            rollup as (
                select * from click_hourly
                 where hour >= cast({0} as timestamptz) and hour < cast({1} as timestamptz))
            select concat_ws(' ', advertiser_id, to_char(hour at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), link_id,
                             nullif(country, ''), device) as subject,
                   f.figure, f.kept, f.expected
              from rollup r
              full join counted c using (advertiser_id, hour, link_id, country, device)
             cross join lateral (values
                   ('gross', coalesce(r.gross, 0), coalesce(c.gross, 0)),
                   ('valid', coalesce(r.valid, 0), coalesce(c.valid, 0)),
                   ('suspicious', coalesce(r.suspicious, 0), coalesce(c.suspicious, 0)),
                   ('duplicate', coalesce(r.duplicate, 0), coalesce(c.duplicate, 0)),
                   ('bot', coalesce(r.bot, 0), coalesce(c.bot, 0)),
                   ('fraud', coalesce(r.fraud, 0), coalesce(c.fraud, 0)),
                   ('geo_blocked', coalesce(r.geo_blocked, 0), coalesce(c.geo_blocked, 0)),
                   ('inactive', coalesce(r.inactive, 0), coalesce(c.inactive, 0))) as f (figure, kept, expected)
            """;

    /// A visitor is known for a week after the day, and a click that is written later counts again:
    /// a link with such a click is not compared on that day.
    private static final String UNIQUES =
            """
            with counted as (
                select advertiser_id, link_id,
                       count(distinct visitor) filter (where bucket in ('valid', 'suspicious')) as uniques,
                       max(written_at) as last_written
                  from clicks
                 where clicked_at >= cast({0} as timestamptz) and clicked_at < cast({1} as timestamptz)
                 group by 1, 2),
            rollup as (
                select advertiser_id, link_id, cast(sum(uniques) as bigint) as uniques
                  from click_hourly
                 where hour >= cast({0} as timestamptz) and hour < cast({1} as timestamptz)
                 group by 1, 2)
            select concat_ws(' ', advertiser_id, to_char(cast({0} as timestamptz) at time zone 'UTC', 'YYYY-MM-DD'),
                             link_id) as subject,
                   'uniques' as figure, coalesce(r.uniques, 0) as kept, coalesce(c.uniques, 0) as expected
              from rollup r
              full join counted c using (advertiser_id, link_id)
             where coalesce(c.last_written < cast({0} as timestamptz) + interval '8 days', true)
            """;

    /// Of all time, as neither is ever deleted.
    private static final String OFFERS =
            """
            with counted as (
                select advertiser_id, offer_id, sum(gross) as gross, sum(valid) as valid,
                       sum(suspicious) as suspicious, sum(duplicate) as duplicate, sum(bot) as bot,
                       sum(fraud) as fraud, sum(geo_blocked) as geo_blocked, sum(inactive) as inactive
                  from click_hourly
                 group by 1, 2)
            select advertiser_id || ' ' || offer_id as subject, f.figure, f.kept, f.expected
              from offer_counters k
              full join counted c using (advertiser_id, offer_id)
             cross join lateral (values
                   ('gross', coalesce(k.gross, 0), coalesce(c.gross, 0)),
                   ('valid', coalesce(k.valid, 0), coalesce(c.valid, 0)),
                   ('suspicious', coalesce(k.suspicious, 0), coalesce(c.suspicious, 0)),
                   ('duplicate', coalesce(k.duplicate, 0), coalesce(c.duplicate, 0)),
                   ('bot', coalesce(k.bot, 0), coalesce(c.bot, 0)),
                   ('fraud', coalesce(k.fraud, 0), coalesce(c.fraud, 0)),
                   ('geo_blocked', coalesce(k.geo_blocked, 0), coalesce(c.geo_blocked, 0)),
                   ('inactive', coalesce(k.inactive, 0), coalesce(c.inactive, 0))) as f (figure, kept, expected)
            """;

    private static final String LINKS =
            """
            with counted as (
                select advertiser_id, link_id, sum(valid + suspicious) as billable
                  from click_hourly
                 group by 1, 2)
            select advertiser_id || ' ' || link_id as subject, 'billable' as figure,
                   cast(coalesce(k.billable, 0) as numeric) as kept, coalesce(c.billable, 0) as expected
              from link_counters k
              full join counted c using (advertiser_id, link_id)
            """;

    static final List<Comparison> ALL =
            List.of(
                    Comparison.ofDay("clicks_by_hour", BY_HOUR),
                    Comparison.ofDay("unique_visitors", UNIQUES),
                    Comparison.of("clicks_of_offers", OFFERS),
                    Comparison.of("clicks_of_links", LINKS));

    private OfClicks() {}
}
