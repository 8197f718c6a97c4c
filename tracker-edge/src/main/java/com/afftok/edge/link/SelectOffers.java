package com.afftok.edge.link;

import com.afftok.shared.id.OfferId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Reads offers from PostgreSQL by id.
final class SelectOffers {

    static final String COLUMNS =
            """
            o.id as offer_id,
            o.status = 'active'
              and not exists (select from advertiser_stops s
                               where s.advertiser_id = o.advertiser_id
                                 and s.currency = o.currency) as offer_active,
            o.destination_url, o.allowed_hosts,
            o.target_countries, o.blocked_countries, o.strict_geo, o.pass_through,
            trim_scale(o.payout)::text as payout, o.currency, o.link_lifetime_days
            """;

    private static final String SQL = "select " + COLUMNS + " from offers o where o.id = any($1)";

    private final Pool pool;

    SelectOffers(Pool pool) {
        this.pool = pool;
    }

    Future<Selected<OfferId, Offer>> execute(List<OfferId> ids) {
        Long[] wanted = ids.stream().map(OfferId::value).toArray(Long[]::new);
        return pool.preparedQuery(SQL)
                .execute(Tuple.of((Object) wanted))
                .map(rows -> Selected.of(rows, SelectOffers::id, SelectOffers::offer));
    }

    static Offer offer(Row row) {
        return new Offer(
                id(row),
                row.getBoolean("offer_active"),
                Destination.of(row.getString("destination_url")),
                texts(row, "allowed_hosts"),
                new Offer.Targeting(
                        texts(row, "target_countries"),
                        texts(row, "blocked_countries"),
                        row.getBoolean("strict_geo")),
                row.getBoolean("pass_through"),
                row.getString("payout"),
                row.getString("currency"),
                Duration.ofDays(row.getInteger("link_lifetime_days")).toMillis());
    }

    private static OfferId id(Row row) {
        return new OfferId(row.getLong("offer_id"));
    }

    /// An array may contain an element twice.
    private static Set<String> texts(Row row, String column) {
        return Set.copyOf(List.of(row.getArrayOfStrings(column)));
    }
}
