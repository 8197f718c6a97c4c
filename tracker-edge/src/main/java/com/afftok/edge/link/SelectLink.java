package com.afftok.edge.link;

import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;
import com.afftok.shared.id.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;

/// Reads a link from PostgreSQL, by its id or by its alias.
final class SelectLink {

    private static final String COLUMNS =
            """
            select l.id, l.offer_id, l.promoter_id, l.advertiser_id,
                   coalesce(l.deep_link, o.destination_url) as destination,
                   l.status = 'active' and o.status = 'active' as active,
                   coalesce(l.expires_at,
                            l.created_at + make_interval(days => o.link_lifetime_days)) as expires_at
              from user_offers l
              join offers o on o.id = l.offer_id and o.advertiser_id = l.advertiser_id
            """;

    private static final String BY_ID = COLUMNS + " where l.id = $1";
    private static final String BY_ALIAS = COLUMNS + " where l.alias = $1";

    private final Pool pool;

    SelectLink(Pool pool) {
        this.pool = pool;
    }

    Future<LinkLookup> byId(LinkId id) {
        return pool.preparedQuery(BY_ID).execute(Tuple.of(id.value())).map(SelectLink::lookup);
    }

    Future<LinkLookup> byAlias(String alias) {
        return pool.preparedQuery(BY_ALIAS).execute(Tuple.of(alias)).map(SelectLink::lookup);
    }

    private static LinkLookup lookup(RowSet<Row> rows) {
        for (Row row : rows) {
            return new LinkLookup.Found(link(row));
        }
        return LinkLookup.UNKNOWN;
    }

    private static Link link(Row row) {
        return new Link(
                new LinkId(row.getLong("id")),
                new OfferId(row.getLong("offer_id")),
                new UserId(row.getLong("promoter_id")),
                new UserId(row.getLong("advertiser_id")),
                row.getString("destination"),
                row.getBoolean("active"),
                row.getOffsetDateTime("expires_at")
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toInstant()
                        .toEpochMilli());
    }
}
