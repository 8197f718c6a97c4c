package com.afftok.edge.webhook.outbox;

import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.Tag;
import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.OfferId;
import com.afftok.shared.webhook.EventType;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Inserts click events into the outbox, in the transaction that inserts the clicks, for
/// advertisers and promoters with an active webhook for clicks. The list of these webhooks is
/// queried in the same transaction, at most every few seconds; if it is empty, nothing is inserted.
/// A new webhook gets clicks that are written some seconds later.
///
/// Safe for any number of writers.
public final class ClickEvents {

    private static final long BELIEVED_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long ALL_OFFERS = 0;

    private static final String LISTENERS =
            """
            select distinct account_id, coalesce(offer_id, 0) as offer_id
              from webhooks
             where status = 'active' and events @> '{click}' and not webhook_is_full(id, $1)
            """;

    private final ClickCodes codes;
    private final int clicksWaiting;
    private volatile Listeners listeners;

    private record Listener(long account, long offer) {}

    private record Listeners(Set<Listener> all, long untilNanos) {

        boolean want(ClickEvent click) {
            long offer = click.offer().value();
            return want(click.advertiser().value(), offer) || want(click.promoter().value(), offer);
        }

        private boolean want(long account, long offer) {
            return all.contains(new Listener(account, ALL_OFFERS))
                    || all.contains(new Listener(account, offer));
        }
    }

    /// @param codes encodes the click ids that webhooks get
    ///
    /// @param clicksWaiting the number of waiting deliveries from which on a webhook gets no clicks
    public ClickEvents(ClickCodes codes, int clicksWaiting) {
        this.codes = codes;
        this.clicksWaiting = clicksWaiting;
        this.listeners = new Listeners(Set.of(), System.nanoTime());
    }

    /// Call it within the transaction, with the clicks that were inserted.
    public Future<?> execute(SqlConnection connection, List<ClickEvent> clicks) {
        return listeners(connection)
                .compose(who -> {
                    if (who.all.isEmpty()) {
                        return Future.succeededFuture();
                    }
                    List<InsertClickEvents.Clicked> events = new ArrayList<>();
                    for (ClickEvent click : clicks) {
                        if (who.want(click)) {
                            events.add(event(click));
                        }
                    }
                    return InsertClickEvents.execute(connection, events);
                });
    }

    private Future<Listeners> listeners(SqlConnection connection) {
        Listeners known = listeners;
        if (System.nanoTime() - known.untilNanos < 0) {
            return Future.succeededFuture(known);
        }
        return connection
                .preparedQuery(LISTENERS)
                .execute(Tuple.of(clicksWaiting))
                .map(rows -> new Listeners(all(rows), System.nanoTime() + BELIEVED_NANOS))
                .onSuccess(fresh -> listeners = fresh);
    }

    private static Set<Listener> all(RowSet<Row> rows) {
        Set<Listener> all = HashSet.newHashSet(rows.size());
        for (Row row : rows) {
            all.add(new Listener(row.getLong("account_id"), row.getLong("offer_id")));
        }
        return all;
    }

    /// The event has no address, visitor or User-Agent, because it leaves the platform. It has no
    /// click id if the key of the click is no longer in the ring.
    private InsertClickEvents.Clicked event(ClickEvent click) {
        JsonObject data =
                new JsonObject()
                        .put("clicked_at", click.id().time().toString())
                        .put("link_id", click.id().link().value())
                        .put("offer_id", click.offer().value())
                        .put("promoter_id", click.promoter().value())
                        .put("advertiser_id", click.advertiser().value())
                        .put("bucket", click.bucket().label())
                        .put("billable", click.bucket().billable())
                        .put("device", click.device().label());
        put(data, "click_id", codes.find(click.id()));
        put(data, "country", click.country());
        put(data, "browser", click.browser());
        put(data, "os", click.os());
        for (Tag tag : Tag.ALL) {
            put(data, tag == Tag.SOURCE ? "traffic_source" : tag.label(), click.tags().get(tag));
        }
        return new InsertClickEvents.Clicked(
                click.advertiser(), click.promoter(), click.offer(), data);
    }

    private static void put(JsonObject data, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            data.put(name, value);
        }
    }

    /// Inserts click events in the transaction that inserts the clicks: they are sent if, and only
    /// if, it commits. Events whose parties or offers don't exist are omitted, so that they can't
    /// make it fail.
    private static final class InsertClickEvents {

        private static final String SQL =
                """
                insert into outbox (event, advertiser_id, promoter_id, offer_id, payload)
                select $1, e.advertiser_id, p.id, o.id, e.payload::jsonb
                  from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::text[])
                       as e(advertiser_id, promoter_id, offer_id, payload)
                  join offers o on o.id = e.offer_id and o.advertiser_id = e.advertiser_id
                  join accounts p on p.id = e.promoter_id
                """;

        /// PostgreSQL does not store the character zero, which input may contain. In JSON it
        /// follows an odd number of backslashes.
        private static final Pattern ZERO = Pattern.compile("((?<!\\\\)(?:\\\\\\\\)*)\\\\u0000");

        private InsertClickEvents() {}

        /// A click event for the webhooks of its advertiser and promoter.
        ///
        /// @param payload the field `data` of webhooks and the macros of templates; both parties
        ///   see it
        record Clicked(
                AccountId advertiser, AccountId promoter, OfferId offer, JsonObject payload) {}

        static Future<?> execute(SqlConnection connection, List<InsertClickEvents.Clicked> events) {
            if (events.isEmpty()) {
                return Future.succeededFuture();
            }
            return connection
                    .preparedQuery(SQL)
                    .execute(
                            Tuple.of(
                                    EventType.CLICK.label(),
                                    longs(events, e -> e.advertiser().value()),
                                    longs(events, e -> e.promoter().value()),
                                    longs(events, e -> e.offer().value()),
                                    events.stream()
                                            .map(e -> withoutZeros(e.payload().encode()))
                                            .toArray(String[]::new)));
        }

        private static String withoutZeros(String json) {
            return json.contains("\\u0000") ? ZERO.matcher(json).replaceAll("$1 ") : json;
        }

        private static Long[] longs(
                List<InsertClickEvents.Clicked> events, Function<Clicked, Long> value) {
            return events.stream().map(value).toArray(Long[]::new);
        }
    }
}
