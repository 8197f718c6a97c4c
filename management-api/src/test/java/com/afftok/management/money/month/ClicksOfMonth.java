package com.afftok.management.money.month;

import com.afftok.management.RunningApi;
import java.time.Instant;

/// Clicks of four weeks, and their counts.
final class ClicksOfMonth {

    private ClicksOfMonth() {}

    /// In the form in which the writer stores and counts them.
    static void insert(RunningApi api, Instant now, int seed, int number) {
        api.sql(
                """
                insert into clicks (advertiser_id, clicked_at, click_id, link_id, offer_id, promoter_id, bucket, score,
                                    rule_set, country, device, visitor, source, written_at)
                select l.advertiser_id, to_timestamp(c.millis / 1000.0),
                       cast(lpad(to_hex((c.millis << 20) | (l.id >> 20)), 16, '0')
                            || lpad(to_hex(((l.id & 1048575) << 44) | (1::bigint << 39) | c.n), 16, '0') as uuid),
                       l.id, l.offer_id, l.promoter_id,
                       (array['valid','valid','valid','valid','suspicious','duplicate','bot','fraud','geo_blocked','inactive']
                           ::click_bucket[])[1 + abs(hashint8extended(c.n, 3)) %% 10],
                       0, 1, (array['SA','AE','EG',null])[1 + abs(hashint8extended(c.n, 4)) %% 4],
                       (array['desktop','mobile'])[1 + c.n %% 2], abs(hashint8extended(c.n, 5)) %% 50,
                       (array['search','social','mail'])[1 + abs(hashint8extended(c.n, 6)) %% 3],
                       to_timestamp(c.millis / 1000.0) + interval '10 seconds'
                  from (select n, cast(%2$d - abs(hashint8extended(n, %3$d)) %% 2419200000 as bigint) as millis
                          from generate_series(1, %1$d) as n) as c
                  join (select row_number() over (order by id) - 1 as number, count(*) over () as links, * from user_offers)
                           as l on l.number = c.n %% l.links
                """
                        .formatted(number, now.toEpochMilli(), seed));
    }

    static void count(RunningApi api) {
        api.sql(
                """
                insert into click_hourly (advertiser_id, hour, link_id, country, device, offer_id, promoter_id, gross,
                                          valid, suspicious, duplicate, bot, fraud, geo_blocked, inactive, uniques)
                select advertiser_id, date_trunc('hour', clicked_at, 'UTC'), link_id, coalesce(country, ''), device,
                       offer_id, promoter_id, count(*), count(*) filter (where bucket = 'valid'),
                       count(*) filter (where bucket = 'suspicious'), count(*) filter (where bucket = 'duplicate'),
                       count(*) filter (where bucket = 'bot'), count(*) filter (where bucket = 'fraud'),
                       count(*) filter (where bucket = 'geo_blocked'), count(*) filter (where bucket = 'inactive'),
                       count(*) filter (where billable and nth = 1)
                  from (select *, row_number() over (partition by link_id, visitor, billable,
                                      (clicked_at at time zone 'UTC')::date order by clicked_at, click_id) as nth
                          from (select *, bucket in ('valid', 'suspicious') as billable from clicks) as c) as c
                 group by 1, 2, 3, 4, 5, 6, 7;
                insert into offer_counters (advertiser_id, offer_id, gross, valid, suspicious, duplicate, bot, fraud,
                                            geo_blocked, inactive)
                select advertiser_id, offer_id, sum(gross), sum(valid), sum(suspicious), sum(duplicate), sum(bot),
                       sum(fraud), sum(geo_blocked), sum(inactive)
                  from click_hourly group by 1, 2;
                insert into link_counters
                select advertiser_id, link_id, sum(valid + suspicious) from click_hourly group by 1, 2
                """);
    }
}
