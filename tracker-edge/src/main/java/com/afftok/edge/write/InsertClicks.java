package com.afftok.edge.write;

import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.FraudReason;
import com.afftok.shared.click.Tags;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes clicks with their hourly rollups and offer counters, all computed from the rows that were
/// really inserted, in one statement and so in one transaction. A click that is there already adds
/// nothing. Rollup rows are taken in the order of their keys, so that two writers can't deadlock.
final class InsertClicks {

    private static final String SQL =
            """
            with incoming as (
              select * from unnest(
                $1::bigint[], $2::timestamptz[], $3::uuid[], $4::bigint[], $5::bigint[], $6::bigint[],
                $7::text[], $8::smallint[], $9::integer[], $10::text[], $11::text[], $12::text[],
                $13::text[], $14::text[], $15::text[], $16::bigint[], $17::text[], $18::text[],
                $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[],
                $25::text[], $26::text[], $27::text[], $28::text[], $29::text[])
                as t(advertiser_id, clicked_at, click_id, link_id, offer_id, promoter_id,
                     bucket, score, rule_set, reasons, country, device,
                     browser, os, address, visitor, user_agent, referrer,
                     sub1, sub2, sub3, sub4, sub5, source,
                     utm_source, utm_medium, utm_campaign, utm_term, utm_content)
            ), inserted as (
              insert into clicks (
                advertiser_id, clicked_at, click_id, link_id, offer_id, promoter_id,
                bucket, score, rule_set, reasons, country, device,
                browser, os, address, visitor, user_agent, referrer,
                sub1, sub2, sub3, sub4, sub5, source,
                utm_source, utm_medium, utm_campaign, utm_term, utm_content)
              select advertiser_id, clicked_at, click_id, link_id, offer_id, promoter_id,
                     bucket::click_bucket, score, rule_set,
                     coalesce(string_to_array(reasons, ','), '{}'), country, device,
                     browser, os, address::inet, visitor, user_agent, referrer,
                     sub1, sub2, sub3, sub4, sub5, source,
                     utm_source, utm_medium, utm_campaign, utm_term, utm_content
                from incoming
              on conflict do nothing
              returning advertiser_id, clicked_at, link_id, offer_id, promoter_id, bucket,
                        country, device
            ), hourly as (
              insert into click_hourly as h (
                advertiser_id, hour, link_id, country, device, offer_id, promoter_id,
                gross, valid, suspicious, duplicate, bot, fraud, geo_blocked, inactive)
              select advertiser_id, date_trunc('hour', clicked_at, 'UTC'), link_id,
                     coalesce(country, ''), device, min(offer_id), min(promoter_id),
                     count(*),
                     count(*) filter (where bucket = 'valid'),
                     count(*) filter (where bucket = 'suspicious'),
                     count(*) filter (where bucket = 'duplicate'),
                     count(*) filter (where bucket = 'bot'),
                     count(*) filter (where bucket = 'fraud'),
                     count(*) filter (where bucket = 'geo_blocked'),
                     count(*) filter (where bucket = 'inactive')
                from inserted
               group by 1, 2, 3, 4, 5
               order by 1, 2, 3, 4, 5
              on conflict (advertiser_id, hour, link_id, country, device) do update set
                gross = h.gross + excluded.gross,
                valid = h.valid + excluded.valid,
                suspicious = h.suspicious + excluded.suspicious,
                duplicate = h.duplicate + excluded.duplicate,
                bot = h.bot + excluded.bot,
                fraud = h.fraud + excluded.fraud,
                geo_blocked = h.geo_blocked + excluded.geo_blocked,
                inactive = h.inactive + excluded.inactive
            ), counted as (
              insert into offer_counters as c (
                advertiser_id, offer_id,
                gross, valid, suspicious, duplicate, bot, fraud, geo_blocked, inactive)
              select advertiser_id, offer_id,
                     count(*),
                     count(*) filter (where bucket = 'valid'),
                     count(*) filter (where bucket = 'suspicious'),
                     count(*) filter (where bucket = 'duplicate'),
                     count(*) filter (where bucket = 'bot'),
                     count(*) filter (where bucket = 'fraud'),
                     count(*) filter (where bucket = 'geo_blocked'),
                     count(*) filter (where bucket = 'inactive')
                from inserted
               group by 1, 2
               order by 1, 2
              on conflict (advertiser_id, offer_id) do update set
                gross = c.gross + excluded.gross,
                valid = c.valid + excluded.valid,
                suspicious = c.suspicious + excluded.suspicious,
                duplicate = c.duplicate + excluded.duplicate,
                bot = c.bot + excluded.bot,
                fraud = c.fraud + excluded.fraud,
                geo_blocked = c.geo_blocked + excluded.geo_blocked,
                inactive = c.inactive + excluded.inactive
            )
            select count(*) as inserted from inserted
            """;

    private final Pool pool;

    InsertClicks(Pool pool) {
        this.pool = pool;
    }

    /// How many of the clicks were not there yet.
    Future<Integer> execute(List<ClickEvent> clicks) {
        return pool.preparedQuery(SQL).execute(columns(clicks)).map(InsertClicks::inserted);
    }

    private static int inserted(RowSet<Row> rows) {
        return rows.iterator().next().getInteger("inserted");
    }

    private static Tuple columns(List<ClickEvent> clicks) {
        return Tuple.from(
                new Object[] {
                    longs(clicks, c -> c.advertiser().value()),
                    column(
                            clicks,
                            OffsetDateTime[]::new,
                            c -> c.id().time().atOffset(ZoneOffset.UTC)),
                    column(clicks, UUID[]::new, c -> c.id().uuid()),
                    longs(clicks, c -> c.id().link().value()),
                    longs(clicks, c -> c.offer().value()),
                    longs(clicks, c -> c.promoter().value()),
                    texts(clicks, c -> c.bucket().label()),
                    column(clicks, Short[]::new, c -> (short) c.score()),
                    column(clicks, Integer[]::new, ClickEvent::ruleSet),
                    texts(clicks, InsertClicks::reasons),
                    texts(clicks, ClickEvent::country),
                    texts(clicks, c -> c.device().label()),
                    texts(clicks, ClickEvent::browser),
                    texts(clicks, ClickEvent::os),
                    texts(clicks, InsertClicks::address),
                    longs(clicks, ClickEvent::visitor),
                    texts(clicks, ClickEvent::userAgent),
                    texts(clicks, ClickEvent::referrer),
                    tags(clicks, Tags::sub1),
                    tags(clicks, Tags::sub2),
                    tags(clicks, Tags::sub3),
                    tags(clicks, Tags::sub4),
                    tags(clicks, Tags::sub5),
                    tags(clicks, Tags::source),
                    tags(clicks, Tags::utmSource),
                    tags(clicks, Tags::utmMedium),
                    tags(clicks, Tags::utmCampaign),
                    tags(clicks, Tags::utmTerm),
                    tags(clicks, Tags::utmContent)
                });
    }

    private static Object longs(List<ClickEvent> clicks, ToLongFunction<ClickEvent> value) {
        return column(clicks, Long[]::new, value::applyAsLong);
    }

    private static Object tags(List<ClickEvent> clicks, Function<Tags, String> value) {
        return texts(clicks, c -> value.apply(c.tags()));
    }

    private static Object texts(List<ClickEvent> clicks, Function<ClickEvent, String> value) {
        return column(clicks, n -> new @Nullable String[n], c -> orNull(value.apply(c)));
    }

    private static <T extends @Nullable Object> Object column(
            List<ClickEvent> clicks, IntFunction<T[]> array, Function<ClickEvent, T> value) {
        T[] column = array.apply(clicks.size());
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(clicks.get(i));
        }
        return column;
    }

    /// PostgreSQL has no character zero; text from outside may.
    private static @Nullable String orNull(String text) {
        if (text.isEmpty()) {
            return null;
        }
        return text.indexOf('\0') < 0 ? text : text.replace('\0', ' ');
    }

    private static String reasons(ClickEvent click) {
        return FraudReason.of(click.reasons()).stream()
                .map(FraudReason::label)
                .collect(Collectors.joining(","));
    }

    private static String address(ClickEvent click) {
        byte[] address = click.address();
        try {
            return address.length == 0 ? "" : InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("a click's address has 0, 4 or 16 bytes", e);
        }
    }
}
