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

    String SELECT =
            """
            select click_id, clicked_at, link_id, offer_id, promoter_id, cast(bucket as text) as bucket,
                   score, reasons, country, device, browser, os, referrer, sub1, sub2, sub3, sub4,
                   sub5, source, utm_source, utm_medium, utm_campaign, utm_term, utm_content
              from clicks
            """;

    String WANTED =
            """
               and clicked_at >= :from and clicked_at < :to
               and (cast(:cursor as uuid) is null or click_id < :cursor)
               and (cast(:offer as bigint) is null or offer_id = :offer)
               and (cast(:link as bigint) is null or link_id = :link)
               and (cast(:bucket as click_bucket) is null or bucket = cast(:bucket as click_bucket))
               and (cast(:country as text) is null or country = :country)
             order by click_id desc
             limit :limit
            """;

    @Query(SELECT + " where promoter_id = :promoter\n" + WANTED)
    List<ClickRow> ofPromoter(
            long promoter,
            Instant from,
            Instant to,
            @Nullable UUID cursor,
            @Nullable Long offer,
            @Nullable Long link,
            @Nullable String bucket,
            @Nullable String country,
            int limit);

    @Query(SELECT + " where advertiser_id = :advertiser\n" + WANTED)
    List<ClickRow> ofAdvertiser(
            long advertiser,
            Instant from,
            Instant to,
            @Nullable UUID cursor,
            @Nullable Long offer,
            @Nullable Long link,
            @Nullable String bucket,
            @Nullable String country,
            int limit);
}
