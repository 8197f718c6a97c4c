package com.afftok.management.click;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The statements about clicks. Ids begin with their time, so that the keys of promoters and
/// advertisers lead through the days from the newest on; the times leave out all other days.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ClickRepository extends GenericRepository<ClickRow, UUID> {

    /// The newest first; null for promoter or advertiser is everybody's, and one of them is said.
    @Query(
            """
            select click_id, clicked_at, link_id, offer_id, promoter_id, cast(bucket as text) as bucket,
                   score, reasons, country, device, browser, os, referrer, sub1, sub2, sub3, sub4,
                   sub5, source, utm_source, utm_medium, utm_campaign, utm_term, utm_content
              from clicks
             where (cast(:promoter as bigint) is null or promoter_id = :promoter)
               and (cast(:advertiser as bigint) is null or advertiser_id = :advertiser)
               and clicked_at >= :from and clicked_at < :to
               and (cast(:cursor as uuid) is null or click_id < :cursor)
               and (cast(:offer as bigint) is null or offer_id = :offer)
               and (cast(:link as bigint) is null or link_id = :link)
               and (cast(:bucket as click_bucket) is null or bucket = cast(:bucket as click_bucket))
               and (cast(:lowestScore as integer) is null or score >= :lowestScore)
               and (cast(:country as text) is null or country = :country)
               and (cast(:device as text) is null or device = :device)
               and (cast(:browser as text) is null or browser = :browser)
               and (cast(:os as text) is null or os = :os)
               and (cast(:source as text) is null or source = :source)
               and (cast(:sub1 as text) is null or sub1 = :sub1)
               and (cast(:sub2 as text) is null or sub2 = :sub2)
               and (cast(:sub3 as text) is null or sub3 = :sub3)
               and (cast(:sub4 as text) is null or sub4 = :sub4)
               and (cast(:sub5 as text) is null or sub5 = :sub5)
             order by click_id desc
             limit :limit
            """)
    List<ClickRow> list(
            @Nullable Long promoter,
            @Nullable Long advertiser,
            Instant from,
            Instant to,
            @Nullable UUID cursor,
            @Nullable Long offer,
            @Nullable Long link,
            @Nullable String bucket,
            @Nullable Integer lowestScore,
            @Nullable String country,
            @Nullable String device,
            @Nullable String browser,
            @Nullable String os,
            @Nullable String source,
            @Nullable String sub1,
            @Nullable String sub2,
            @Nullable String sub3,
            @Nullable String sub4,
            @Nullable String sub5,
            int limit);
}
