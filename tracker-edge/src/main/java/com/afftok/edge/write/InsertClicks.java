package com.afftok.edge.write;

import static com.afftok.edge.write.Columns.longs;
import static com.afftok.edge.write.Columns.texts;

import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.FraudReason;
import com.afftok.shared.click.Tag;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Inserts clicks in one of two ways: all of them, if none may exist, or those that do not exist.
/// The second is slower and for repeated deliveries.
///
/// A statement inserts a slice that fits into a processor's cache, because each column is encoded
/// in a pass over all its clicks.
final class InsertClicks {

    private static final int SLICE = 1_000;

    /// `unnest` in the select list, because in the from clause PostgreSQL would materialize each
    /// array.
    private static final String ALL =
            """
            insert into clicks (
              advertiser_id, clicked_at, click_id, link_id,
              offer_id, promoter_id, bucket,
              score, rule_set, reasons,
              country, device, browser, os,
              address, visitor, user_agent, referrer,
              sub1, sub2, sub3, sub4, sub5, source,
              utm_source, utm_medium, utm_campaign, utm_term, utm_content)
            select
              unnest($1::bigint[]), unnest($2::timestamptz[]), unnest($3::uuid[]), unnest($4::bigint[]),
              unnest($5::bigint[]), unnest($6::bigint[]), unnest($7::text[])::click_bucket,
              unnest($8::smallint[]), unnest($9::integer[]), string_to_array(unnest($10::text[]), ','),
              unnest($11::text[]), unnest($12::text[]), unnest($13::text[]), unnest($14::text[]),
              unnest($15::text[])::inet, unnest($16::bigint[]), unnest($17::text[]), unnest($18::text[]),
              unnest($19::text[]), unnest($20::text[]), unnest($21::text[]), unnest($22::text[]),
              unnest($23::text[]), unnest($24::text[]), unnest($25::text[]), unnest($26::text[]),
              unnest($27::text[]), unnest($28::text[]), unnest($29::text[])
            """;

    private static final String MISSING = ALL + "on conflict do nothing returning click_id";

    private InsertClicks() {}

    /// Fails with a unique violation if a click exists, or is given twice.
    static Future<?> all(SqlConnection connection, List<ClickEvent> clicks) {
        Future<?> done = Future.succeededFuture();
        for (List<ClickEvent> slice : slices(clicks)) {
            done = done.compose(_ -> connection.preparedQuery(ALL).execute(columns(slice)));
        }
        return done;
    }

    /// The clicks that were inserted, each once.
    static Future<List<ClickEvent>> missing(SqlConnection connection, List<ClickEvent> clicks) {
        List<ClickEvent> inserted = new ArrayList<>(clicks.size());
        Future<?> done = Future.succeededFuture();
        for (List<ClickEvent> slice : slices(clicks)) {
            done =
                    done.compose(_ -> connection.preparedQuery(MISSING).execute(columns(slice)))
                            .onSuccess(rows -> addInserted(slice, rows, inserted));
        }
        return done.map(inserted);
    }

    private static void addInserted(
            List<ClickEvent> clicks, RowSet<Row> rows, List<ClickEvent> inserted) {
        Set<UUID> ids = HashSet.newHashSet(rows.size());
        for (Row row : rows) {
            ids.add(row.getUUID(0));
        }
        for (ClickEvent click : clicks) {
            if (ids.remove(click.id().uuid())) {
                inserted.add(click);
            }
        }
    }

    private static List<List<ClickEvent>> slices(List<ClickEvent> clicks) {
        List<List<ClickEvent>> slices = new ArrayList<>();
        for (int from = 0; from < clicks.size(); from += SLICE) {
            slices.add(clicks.subList(from, Math.min(from + SLICE, clicks.size())));
        }
        return slices;
    }

    private static Tuple columns(List<ClickEvent> clicks) {
        List<Object> columns =
                new ArrayList<>(
                        List.of(
                                longs(clicks, c -> c.advertiser().value()),
                                Columns.of(
                                        clicks,
                                        OffsetDateTime[]::new,
                                        c -> c.id().time().atOffset(ZoneOffset.UTC)),
                                Columns.of(clicks, UUID[]::new, c -> c.id().uuid()),
                                longs(clicks, c -> c.id().link().value()),
                                longs(clicks, c -> c.offer().value()),
                                longs(clicks, c -> c.promoter().value()),
                                texts(clicks, c -> c.bucket().label()),
                                Columns.of(clicks, Short[]::new, c -> (short) c.score()),
                                Columns.of(clicks, Integer[]::new, ClickEvent::ruleSet),
                                Columns.of(clicks, String[]::new, InsertClicks::reasons),
                                texts(clicks, ClickEvent::country),
                                texts(clicks, c -> c.device().label()),
                                texts(clicks, ClickEvent::browser),
                                texts(clicks, ClickEvent::os),
                                texts(clicks, InsertClicks::address),
                                longs(clicks, ClickEvent::visitor),
                                texts(clicks, ClickEvent::userAgent),
                                texts(clicks, ClickEvent::referrer)));
        for (Tag tag : Tag.ALL) {
            columns.add(texts(clicks, c -> c.tags().get(tag)));
        }
        return Tuple.from(columns);
    }

    private static String reasons(ClickEvent click) {
        return click.reasons() == 0
                ? ""
                : FraudReason.of(click.reasons()).stream()
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
