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

    private static final String OF_ADVERTISER =
            """
            select c.link_id, c.offer_id from coupons c
             where c.advertiser_id = $2
               and lower(c.code) = lower($1)
               and c.status = 'active'
               and (c.starts_at is null or c.starts_at <= $3)
               and (c.ends_at is null or c.ends_at > $3)
            """;

    /// A code is unique for its advertiser, who is the offer's.
    private static final String OF_OFFER =
            """
            select c.link_id, c.offer_id from coupons c
              join offers o on o.id = $2 and o.advertiser_id = c.advertiser_id
             where lower(c.code) = lower($1)
               and c.status = 'active'
               and (c.starts_at is null or c.starts_at <= $3)
               and (c.ends_at is null or c.ends_at > $3)
            """;

    private final Pool pool;

    public SelectCoupon(Pool pool) {
        this.pool = pool;
    }

    /// @param advertiser null if the offer determines it
    /// @param offer null for the coupons of all offers
    Future<@Nullable LinkId> execute(
            String code, @Nullable Long advertiser, @Nullable Long offer, Instant at) {
        return pool.preparedQuery(advertiser == null ? OF_OFFER : OF_ADVERTISER)
                .execute(
                        Tuple.of(
                                code,
                                advertiser == null ? offer : advertiser,
                                at.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    for (Row row : rows) {
                        if (offer == null || offer.equals(row.getLong("offer_id"))) {
                            return new LinkId(row.getLong("link_id"));
                        }
                    }
                    return null;
                });
    }
}
