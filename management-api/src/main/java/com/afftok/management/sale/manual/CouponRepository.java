package com.afftok.management.sale.manual;

import com.afftok.management.platform.statement.Statements;
import com.afftok.shared.id.LinkId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statement that finds the link of a coupon.
@Singleton
final class CouponRepository {

    /// A code is unique for its advertiser.
    private static final String LINK =
            """
            select link_id from coupons
             where advertiser_id = ? and lower(code) = lower(?) and status = 'active'
               and (starts_at is null or starts_at <= cast(? as timestamptz))
               and (ends_at is null or ends_at > cast(? as timestamptz))
               and (offer_id = ? or cast(? as bigint) is null)
            """;

    private final Statements statements;

    CouponRepository(Statements statements) {
        this.statements = statements;
    }

    /// The link of a valid coupon.
    ///
    /// @param offer null for the coupons of all offers
    Optional<LinkId> link(long advertiser, String code, @Nullable Long offer, Instant at) {
        return statements.run(sql ->
                sql.fetchOptional(LINK, advertiser, code, at, at, offer, offer)
                        .map(row -> new LinkId(row.get(0, long.class))));
    }
}
