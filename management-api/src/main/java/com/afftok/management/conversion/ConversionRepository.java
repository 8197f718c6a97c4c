package com.afftok.management.conversion;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The statements that show conversions to their promoter, their advertiser, and administrators.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ConversionRepository extends GenericRepository<ConversionRow, Long> {

    String SELECT =
            """
            select c.id, c.advertiser_id, c.transaction_id, c.click_id, c.clicked_at, c.link_id,
                   c.offer_id, o.title as offer_title, c.promoter_id, c.source, c.status,
                   c.status_reason, c.needs_review, c.superseded, c.hold_until, c.amount,
                   c.refunded_amount, c.currency, c.commission, c.commission_reversed,
                   c.commission_currency, c.goal, c.customer_type, c.coupon, c.adv1, c.adv2, c.adv3,
                   c.adv4, c.adv5, c.occurred_at, c.country, c.device, c.browser, c.os,
                   c.traffic_source, c.sub1, c.sub2, c.sub3, c.sub4, c.sub5, c.version, c.created_at,
                   c.approved_at, c.rejected_at, c.reversed_at
              from conversions c
              join offers o on o.id = c.offer_id
            """;

    String PARTY =
            """
             where (cast(:promoter as bigint) is null or c.promoter_id = :promoter)
               and (cast(:advertiser as bigint) is null or c.advertiser_id = :advertiser)
            """;

    /// Null for promoter or advertiser is everybody's.
    @Query(SELECT + PARTY + " and c.id = :id")
    Optional<ConversionRow> find(long id, @Nullable Long promoter, @Nullable Long advertiser);

    /// The newest first; null for promoter or advertiser is everybody's.
    ///
    /// @param of whose they are, where the one who asks is somebody else
    @Query(
            SELECT
                    + PARTY
                    + """
                       and c.created_at >= :from and c.created_at < :to
                       and (cast(:lastId as bigint) is null
                            or (c.created_at, c.id)
                                < (cast(:lastAt as timestamptz), cast(:lastId as bigint)))
                       and (cast(:status as text) is null or c.status = :status)
                       and (cast(:held as boolean) is null or c.needs_review = cast(:held as boolean))
                       and (cast(:offer as bigint) is null or c.offer_id = :offer)
                       and (cast(:link as bigint) is null or c.link_id = :link)
                       and (cast(:of as bigint) is null or c.promoter_id = :of)
                       and (cast(:transaction as text) is null or c.transaction_id = :transaction)
                       and (cast(:click as uuid) is null or c.click_id = :click)
                       and (cast(:sub1 as text) is null or c.sub1 = :sub1)
                       and (cast(:sub2 as text) is null or c.sub2 = :sub2)
                       and (cast(:sub3 as text) is null or c.sub3 = :sub3)
                       and (cast(:sub4 as text) is null or c.sub4 = :sub4)
                       and (cast(:sub5 as text) is null or c.sub5 = :sub5)
                     order by c.created_at desc, c.id desc
                     limit :limit
                    """)
    List<ConversionRow> list(
            @Nullable Long promoter,
            @Nullable Long advertiser,
            Instant from,
            Instant to,
            @Nullable Instant lastAt,
            @Nullable Long lastId,
            @Nullable String status,
            @Nullable Boolean held,
            @Nullable Long offer,
            @Nullable Long link,
            @Nullable Long of,
            @Nullable String transaction,
            @Nullable UUID click,
            @Nullable String sub1,
            @Nullable String sub2,
            @Nullable String sub3,
            @Nullable String sub4,
            @Nullable String sub5,
            int limit);

    /// The one that came last; of a promoter or of an advertiser.
    @Query(SELECT + PARTY + " order by c.created_at desc, c.id desc limit 1")
    Optional<ConversionRow> latest(@Nullable Long promoter, @Nullable Long advertiser);

    /// Everybody's latest. By the id, because no index has everybody's by the time.
    @Query(SELECT + " order by c.id desc limit 1")
    Optional<ConversionRow> latestOfAll();

    /// Who earns from a conversion; null is all of them.
    @Query(
            """
            select level, promoter_id, amount, reversed_amount, currency, rule_id,
                   cast(explanation as text) as explanation
              from commissions
             where advertiser_id = :advertiser and conversion_id = :conversion
               and (cast(:promoter as bigint) is null or promoter_id = :promoter)
             order by level
            """)
    List<CommissionRow> commissions(long advertiser, long conversion, @Nullable Long promoter);
}
