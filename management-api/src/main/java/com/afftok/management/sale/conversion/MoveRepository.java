package com.afftok.management.sale.conversion;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The statements that move conversions, and that their moves need.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface MoveRepository extends GenericRepository<MovableRow, Long> {

    /// Locks the conversion until the end of the transaction; also a superseded one, which is
    /// rejected and so does not move again.
    @Query(
            """
            select advertiser_id, id, click_id, source, status, status_reason, needs_review, amount,
                   refunded_amount, currency, commission_currency
              from conversions
             where id = :id
               for update
            """)
    Optional<MovableRow> lock(long id);

    /// In the order of their ids, so that concurrent locks cannot deadlock.
    @Query(
            """
            select advertiser_id, id, click_id, source, status, status_reason, needs_review, amount,
                   refunded_amount, currency, commission_currency
              from conversions
             where advertiser_id = :advertiser and click_id = :click
             order by id
               for update
            """)
    List<MovableRow> lockOfClick(long advertiser, UUID click);

    @Query(
            """
            select cast(level as integer) as level, promoter_id, amount
              from commissions
             where advertiser_id = :advertiser and conversion_id = :id
             order by level
            """)
    List<ShareRow> shares(long advertiser, long id);

    @Query(
            """
            update conversions
               set status = :status, refunded_amount = :refunded,
                   commission_reversed = :reversed,
                   status_reason = coalesce(cast(:reason as text), status_reason),
                   needs_review = :needsReview, hold_until = null, version = version + 1
             where advertiser_id = :advertiser and id = :id
            """)
    void move(
            long advertiser,
            long id,
            String status,
            BigDecimal refunded,
            BigDecimal reversed,
            boolean needsReview,
            @Nullable String reason);

    @Query(
            """
            update commissions set reversed_amount = :amount
             where advertiser_id = :advertiser and conversion_id = :id and level = :level
            """)
    void takeBack(long advertiser, long id, int level, BigDecimal amount);

    /// Ends the hold for review. A pending signed conversion is approved at the end of its holding
    /// period; a claim of a browser never is.
    ///
    /// @param clicked the time of its click, whose terms apply; null without a click
    @Query(
            """
            update conversions c
               set needs_review = false, reviewed_at = now(),
                   status_reason = cast(:reason as text),
                   hold_until = case when c.status = 'pending' and c.source = 'postback'
                                     then c.created_at + make_interval(days =>
                                           (select holding_days
                                              from offer_terms_at(
                                                   c.offer_id,
                                                   coalesce(cast(:clicked as timestamptz),
                                                            c.created_at)))) end,
                   version = c.version + 1
             where c.advertiser_id = :advertiser and c.id = :id
            """)
    void release(long advertiser, long id, @Nullable Instant clicked, String reason);

    /// Inserts the webhook event of a move.
    ///
    /// @param click the code of the click
    @Query(
            """
            insert into outbox (event, advertiser_id, promoter_id, offer_id, payload)
            select :event, c.advertiser_id, c.promoter_id, c.offer_id,
                   conversion_payload(c, cast(:click as text), :digits, :commissionDigits)
              from conversions c
             where c.advertiser_id = :advertiser and c.id = :id
            """)
    void tell(
            long advertiser,
            long id,
            String event,
            @Nullable String click,
            int digits,
            int commissionDigits);
}
