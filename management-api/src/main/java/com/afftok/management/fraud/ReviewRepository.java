package com.afftok.management.fraud;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The statements about clicks, what people decide of them, and what hangs on them.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReviewRepository extends GenericRepository<ClickRow, UUID> {

    /// The clicks with the highest scores first, after the one that is named.
    ///
    /// @param min in hundredths, at least 20: others are in no index
    @Query(
            """
            select k.advertiser_id, k.click_id, k.clicked_at, k.link_id, k.offer_id, k.promoter_id,
                   cast(k.bucket as text) as bucket, cast(k.score as integer) as score, k.rule_set,
                   k.reasons, k.country, k.device, k.browser, k.os, abbrev(k.address) as address,
                   k.user_agent, k.referrer, k.source, r.decision, r.reason as decision_reason,
                   r.decided_by, r.decided_at
              from clicks k
              left join click_reviews r
                on r.advertiser_id = k.advertiser_id and r.click_id = k.click_id
             where k.score >= 20
               and k.score between :min and :max
               and (k.score, k.click_id) < (:afterScore, :afterClick)
               and k.clicked_at >= :from and k.clicked_at < :until
               and (cast(:bucket as text) is null or cast(k.bucket as text) = :bucket)
               and (cast(:reason as text) is null or :reason = any (k.reasons))
               and (cast(:offer as bigint) is null or k.offer_id = :offer)
               and (cast(:promoter as bigint) is null or k.promoter_id = :promoter)
               and (cast(:reviewed as boolean) is null
                    or (r.click_id is not null) = cast(:reviewed as boolean))
             order by k.score desc, k.click_id desc
             limit :most
            """)
    List<ClickRow> list(
            int min,
            int max,
            int afterScore,
            UUID afterClick,
            Instant from,
            Instant until,
            @Nullable String bucket,
            @Nullable String reason,
            @Nullable Long offer,
            @Nullable Long promoter,
            @Nullable Boolean reviewed,
            int most);

    /// The click with its review, if it is written.
    ///
    /// @param link and clickedAt as the click's id says them: they lead to its row
    @Query(
            """
            select k.advertiser_id, k.click_id, k.clicked_at, k.link_id, k.offer_id, k.promoter_id,
                   cast(k.bucket as text) as bucket, cast(k.score as integer) as score, k.rule_set,
                   k.reasons, k.country, k.device, k.browser, k.os, abbrev(k.address) as address,
                   k.user_agent, k.referrer, k.source, r.decision, r.reason as decision_reason,
                   r.decided_by, r.decided_at
              from user_offers u
              join clicks k on k.advertiser_id = u.advertiser_id
              left join click_reviews r
                on r.advertiser_id = k.advertiser_id and r.click_id = k.click_id
             where u.id = :link and k.click_id = :click and k.clicked_at = :clickedAt
            """)
    Optional<ClickRow> find(UUID click, long link, Instant clickedAt);

    /// The texts that its shopper's link carried, as JSON.
    @Query(
            """
            select cast(jsonb_build_object(
                       'sub1', sub1, 'sub2', sub2, 'sub3', sub3, 'sub4', sub4, 'sub5', sub5,
                       'utm_source', utm_source, 'utm_medium', utm_medium,
                       'utm_campaign', utm_campaign, 'utm_term', utm_term,
                       'utm_content', utm_content) as text)
              from clicks
             where advertiser_id = :advertiser and click_id = :click and clicked_at = :clickedAt
            """)
    String tags(long advertiser, UUID click, Instant clickedAt);

    /// Waits until nobody else reviews the click and no sale of it is being recorded, and keeps
    /// both from beginning until the transaction ends.
    @Query("select cast(pg_advisory_xact_lock(click_lock(:click)) as text)")
    String lock(UUID click);

    @Query(
            """
            insert into click_reviews as r (
                advertiser_id, click_id, decision, reason, decided_by, decided_at)
            values (:advertiser, :click, :decision, :reason, :admin, :now)
                on conflict (advertiser_id, click_id) do update
               set decision = excluded.decision, reason = excluded.reason,
                   decided_by = excluded.decided_by, decided_at = excluded.decided_at
            """)
    void decide(
            long advertiser, UUID click, String decision, String reason, long admin, Instant now);

    @Query(
            """
            select id, advertiser_id, transaction_id, click_id, offer_id, promoter_id, source,
                   status, status_reason, needs_review, amount, currency, commission,
                   commission_reversed, commission_currency, created_at
              from conversions
             where advertiser_id = :advertiser and click_id = :click
             order by id
             limit :most
            """)
    List<ReviewedConversionRow> conversionsOfClick(long advertiser, UUID click, int most);

    /// What waits for a person, newest first.
    ///
    /// @param before the number of a conversion that is newer than all of these
    @Query(
            """
            select id, advertiser_id, transaction_id, click_id, offer_id, promoter_id, source,
                   status, status_reason, needs_review, amount, currency, commission,
                   commission_reversed, commission_currency, created_at
              from conversions
             where needs_review
               and id < :before
               and (cast(:offer as bigint) is null or offer_id = :offer)
               and (cast(:promoter as bigint) is null or promoter_id = :promoter)
               and (cast(:reason as text) is null or status_reason = :reason)
             order by id desc
             limit :most
            """)
    List<ReviewedConversionRow> held(
            long before,
            @Nullable Long offer,
            @Nullable Long promoter,
            @Nullable String reason,
            int most);

    @Query(
            """
            select id, advertiser_id, transaction_id, click_id, offer_id, promoter_id, source,
                   status, status_reason, needs_review, amount, currency, commission,
                   commission_reversed, commission_currency, created_at
              from conversions
             where id = :id
            """)
    Optional<ReviewedConversionRow> conversion(long id);
}
