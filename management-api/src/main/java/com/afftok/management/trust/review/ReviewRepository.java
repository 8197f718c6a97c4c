package com.afftok.management.trust.review;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Field;

/// The statements about clicks, reviews, and their conversions.
@JdbcRepository(dialect = Dialect.POSTGRES)
abstract class ReviewRepository implements GenericRepository<ReviewedClickRow, UUID> {

    private static final Columns<ReviewedClickRow> CLICK = Columns.of(ReviewedClickRow.class);
    private static final Columns<ReviewedConversionRow> CONVERSION =
            Columns.of(ReviewedConversionRow.class);
    private static final Field<Integer> SCORE = field("k.score", Integer.class);
    private static final Field<UUID> CLICK_ID = field("k.click_id", UUID.class);
    private static final Field<Instant> CLICKED_AT = field("k.clicked_at", Instant.class);
    private static final Field<Long> ID = field("id", Long.class);

    private final Statements statements;

    ReviewRepository(Statements statements) {
        this.statements = statements;
    }

    /// By score in descending order. Clicks with a score below 20 are in no index.
    List<ReviewedClickRow> list(FraudClickSearch search, FraudClickSearch.Span span, int limit) {
        Filters filters =
                new Filters()
                        .with(
                                FraudClickSearch.Last.of(search.cursor()),
                                last -> row(SCORE, CLICK_ID).lt(row(last.score(), last.click())))
                        .is(field("cast(k.bucket as text)", String.class), search.bucket())
                        .with(
                                search.reason(),
                                reason -> condition("{0} = any (k.reasons)", val(reason)))
                        .is(field("k.offer_id", Long.class), search.offerId())
                        .is(field("k.promoter_id", Long.class), search.promoterId())
                        .with(
                                search.isReviewed(),
                                is ->
                                        is
                                                ? field("r.click_id").isNotNull()
                                                : field("r.click_id").isNull());
        return statements.list(
                CLICK,
                sql ->
                        sql.select(
                                        CLICK.from(
                                                "k",
                                                as("cast(k.bucket as text)", "bucket"),
                                                as("abbrev(k.address)", "address"),
                                                as("r.decision", "decision"),
                                                as("r.reason", "decision_reason"),
                                                field("r.decided_by", Long.class).as("decided_by"),
                                                field("r.decided_at", Instant.class)
                                                        .as("decided_at")))
                                .from(
                                        """
                                        clicks k
                                        left join click_reviews r
                                          on r.advertiser_id = k.advertiser_id
                                         and r.click_id = k.click_id
                                        """)
                                .where(
                                        condition("k.score >= " + FraudClickSearch.LISTED),
                                        SCORE.between(search.least(), search.most()),
                                        CLICKED_AT.ge(span.from()),
                                        CLICKED_AT.lt(span.to()))
                                .and(filters.all())
                                .orderBy(SCORE.desc(), CLICK_ID.desc())
                                .limit(limit));
    }

    private static Field<String> as(String expression, String name) {
        return field(expression, String.class).as(name);
    }

    /// The click with its review, once the writer has inserted it.
    ///
    /// @param link and clickedAt from the click's id; they find its row
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
    abstract Optional<ReviewedClickRow> find(UUID click, long link, Instant clickedAt);

    /// The tags of a click.
    @Query(
            """
            select sub1, sub2, sub3, sub4, sub5,
                   utm_source, utm_medium, utm_campaign, utm_term, utm_content
              from clicks
             where advertiser_id = :advertiser and click_id = :click and clicked_at = :clickedAt
            """)
    abstract FraudClickController.Tags tags(long advertiser, UUID click, Instant clickedAt);

    /// Locks the click against concurrent reviews and recording of its sales, until the end of the
    /// transaction.
    @Query("select cast(pg_advisory_xact_lock(click_lock(:click)) as text)")
    abstract String lock(UUID click);

    @Query(
            """
            insert into click_reviews as r (
                advertiser_id, click_id, decision, reason, decided_by, decided_at)
            values (:advertiser, :click, :decision, :reason, :admin, :now)
                on conflict (advertiser_id, click_id) do update
               set decision = excluded.decision, reason = excluded.reason,
                   decided_by = excluded.decided_by, decided_at = excluded.decided_at
            """)
    abstract void decide(
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
    abstract List<ReviewedConversionRow> conversionsOfClick(long advertiser, UUID click, int most);

    /// Conversions held for review, newest first.
    List<ReviewedConversionRow> held(HeldController.Search search, int limit) {
        Filters filters =
                new Filters()
                        .is(field("offer_id", Long.class), search.offerId())
                        .is(field("promoter_id", Long.class), search.promoterId())
                        .is(field("status_reason", String.class), search.reason());
        return statements.list(
                CONVERSION,
                sql ->
                        sql.select(CONVERSION.all())
                                .from("conversions")
                                .where(
                                        condition("needs_review"),
                                        ID.lt(Cursor.before(search.cursor())))
                                .and(filters.all())
                                .orderBy(ID.desc())
                                .limit(limit));
    }

    @Query(
            """
            select id, advertiser_id, transaction_id, click_id, offer_id, promoter_id, source,
                   status, status_reason, needs_review, amount, currency, commission,
                   commission_reversed, commission_currency, created_at
              from conversions
             where id = :id
            """)
    abstract Optional<ReviewedConversionRow> conversion(long id);
}
