package com.afftok.edge.sale.attribute;

import com.afftok.shared.id.LinkId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Finds the link of the promoter who owns a coupon, if it was valid at the time.
public final class SelectCoupon {

    private static final String SQL =
            """
            select c.link_id from coupons c
             where c.advertiser_id =
                   coalesce($2::bigint, (select o.advertiser_id from offers o where o.id = $3))
               and lower(c.code) = lower($1)
               and ($3::bigint is null or c.offer_id = $3)
               and c.status = 'active'
               and (c.starts_at is null or c.starts_at <= $4)
               and (c.ends_at is null or c.ends_at > $4)
            """;

    private final Pool pool;

    public SelectCoupon(Pool pool) {
        this.pool = pool;
    }

    /// @param advertiser null if the offer determines it
    Future<@Nullable LinkId> execute(
            String code, @Nullable Long advertiser, @Nullable Long offer, Instant at) {
        return pool.preparedQuery(SQL)
                .execute(Tuple.of(code, advertiser, offer, at.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    for (Row row : rows) {
                        return new LinkId(row.getLong("link_id"));
                    }
                    return null;
                });
    }
}
