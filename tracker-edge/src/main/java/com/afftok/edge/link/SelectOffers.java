package com.afftok.edge.link;

import com.afftok.shared.id.OfferId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads offers from PostgreSQL, by their ids.
final class SelectOffers {

    static final String COLUMNS =
            """
            o.id as offer_id, o.status = 'active' as offer_active,
            o.destination_url, o.allowed_hosts,
            o.target_countries, o.blocked_countries, o.strict_geo, o.pass_through,
            trim_scale(o.payout)::text as payout, o.currency, o.link_lifetime_days
            """;

    private static final String SQL = "select " + COLUMNS + " from offers o where o.id = any($1)";

    private final Pool pool;

    SelectOffers(Pool pool) {
        this.pool = pool;
    }

    Future<Map<OfferId, Offer>> execute(List<OfferId> ids) {
        Long[] wanted = ids.stream().map(OfferId::value).toArray(Long[]::new);
        return pool.preparedQuery(SQL)
                .execute(Tuple.of((Object) wanted))
                .map(rows -> {
                    Map<OfferId, Offer> offers = new HashMap<>();
                    for (Row row : rows) {
                        Offer offer = offer(row);
                        offers.put(offer.id(), offer);
                    }
                    return offers;
                });
    }

    static Offer offer(Row row) {
        return new Offer(
                new OfferId(row.getLong("offer_id")),
                row.getBoolean("offer_active"),
                Destination.of(row.getString("destination_url")),
                Set.of(row.getArrayOfStrings("allowed_hosts")),
                new Offer.Targeting(
                        Set.of(row.getArrayOfStrings("target_countries")),
                        Set.of(row.getArrayOfStrings("blocked_countries")),
                        row.getBoolean("strict_geo")),
                row.getBoolean("pass_through"),
                row.getString("payout"),
                row.getString("currency"),
                row.getInteger("link_lifetime_days"));
    }
}
