package com.afftok.edge.write;

import static com.afftok.edge.write.Columns.longs;

import com.afftok.shared.click.Bucket;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;

/// Adds clicks to the hourly rollups and the counters of links and offers.
///
/// Rows are locked in the order of their keys, so that two writers cannot deadlock.
final class CountClicks {

    private static final String SQL =
            """
            with added as (
              select unnest($1::bigint[]) as advertiser_id, unnest($2::timestamptz[]) as hour,
                     unnest($3::bigint[]) as link_id, unnest($4::text[]) as country,
                     unnest($5::text[]) as device, unnest($6::bigint[]) as offer_id,
                     unnest($7::bigint[]) as promoter_id, unnest($8::bigint[]) as gross,
                     unnest($9::bigint[]) as valid, unnest($10::bigint[]) as suspicious,
                     unnest($11::bigint[]) as duplicate, unnest($12::bigint[]) as bot,
                     unnest($13::bigint[]) as fraud, unnest($14::bigint[]) as geo_blocked,
                     unnest($15::bigint[]) as inactive, unnest($16::bigint[]) as uniques
            ), hourly as (
              insert into click_hourly as h (
                advertiser_id, hour, link_id, country, device, offer_id, promoter_id,
                gross, valid, suspicious, duplicate, bot, fraud, geo_blocked, inactive, uniques)
              select advertiser_id, hour, link_id, country, device, offer_id, promoter_id,
                     gross, valid, suspicious, duplicate, bot, fraud, geo_blocked, inactive, uniques
                from added
              on conflict (advertiser_id, hour, link_id, country, device) do update set
                gross = h.gross + excluded.gross,
                valid = h.valid + excluded.valid,
                suspicious = h.suspicious + excluded.suspicious,
                duplicate = h.duplicate + excluded.duplicate,
                bot = h.bot + excluded.bot,
                fraud = h.fraud + excluded.fraud,
                geo_blocked = h.geo_blocked + excluded.geo_blocked,
                inactive = h.inactive + excluded.inactive,
                uniques = h.uniques + excluded.uniques
            ), links as (
              insert into link_counters as l (advertiser_id, link_id, billable)
              select advertiser_id, link_id, sum(valid + suspicious)
                from added
               group by advertiser_id, link_id
              having sum(valid + suspicious) > 0
               order by advertiser_id, link_id
              on conflict (advertiser_id, link_id) do update set
                billable = l.billable + excluded.billable
            )
            insert into offer_counters as c (
              advertiser_id, offer_id,
              gross, valid, suspicious, duplicate, bot, fraud, geo_blocked, inactive)
            select advertiser_id, offer_id,
                   sum(gross), sum(valid), sum(suspicious), sum(duplicate), sum(bot), sum(fraud),
                   sum(geo_blocked), sum(inactive)
              from added
             group by advertiser_id, offer_id
             order by advertiser_id, offer_id
            on conflict (advertiser_id, offer_id) do update set
              gross = c.gross + excluded.gross,
              valid = c.valid + excluded.valid,
              suspicious = c.suspicious + excluded.suspicious,
              duplicate = c.duplicate + excluded.duplicate,
              bot = c.bot + excluded.bot,
              fraud = c.fraud + excluded.fraud,
              geo_blocked = c.geo_blocked + excluded.geo_blocked,
              inactive = c.inactive + excluded.inactive
            """;

    private CountClicks() {}

    static Future<?> execute(SqlConnection connection, Counts counts) {
        return connection.preparedQuery(SQL).execute(columns(counts));
    }

    private static Tuple columns(Counts counts) {
        List<Counts.Hour> hours = counts.hours();
        return Tuple.from(
                new Object[] {
                    longs(hours, h -> h.key().advertiser()),
                    Columns.of(hours, OffsetDateTime[]::new, h -> h.key().time()),
                    longs(hours, h -> h.key().link()),
                    Columns.of(hours, String[]::new, h -> h.key().country()),
                    Columns.of(hours, String[]::new, h -> h.key().device().label()),
                    longs(hours, Counts.Hour::offer),
                    longs(hours, Counts.Hour::promoter),
                    longs(hours, Counts.Hour::gross),
                    longs(hours, h -> h.of(Bucket.VALID)),
                    longs(hours, h -> h.of(Bucket.SUSPICIOUS)),
                    longs(hours, h -> h.of(Bucket.DUPLICATE)),
                    longs(hours, h -> h.of(Bucket.BOT)),
                    longs(hours, h -> h.of(Bucket.FRAUD)),
                    longs(hours, h -> h.of(Bucket.GEO_BLOCKED)),
                    longs(hours, h -> h.of(Bucket.INACTIVE)),
                    longs(hours, Counts.Hour::uniques)
                });
    }
}
