package com.afftok.management.sale.conversion;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.request.Period;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import com.afftok.shared.id.ClickId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;

/// The statements that read conversions for promoters, advertisers and administrators.
@Singleton
final class ConversionRepository {

    private static final Columns<ConversionRow> ROW = Columns.of(ConversionRow.class);
    private static final Columns<CommissionRow> COMMISSION = Columns.of(CommissionRow.class);
    private static final Columns<EventRow> EVENT = Columns.of(EventRow.class);
    private static final Field<Long> ID = field("c.id", Long.class);
    private static final Field<Long> PROMOTER = field("c.promoter_id", Long.class);
    private static final Field<Long> ADVERTISER = field("c.advertiser_id", Long.class);
    private static final Field<Instant> CREATED_AT = field("c.created_at", Instant.class);

    private final Statements statements;

    ConversionRepository(Statements statements) {
        this.statements = statements;
    }

    private static SelectConditionStep<Record> select(DSLContext sql, Condition condition) {
        return sql.select(ROW.from("c", field("o.title", String.class).as("offer_title")))
                .from("conversions c join offers o on o.id = c.offer_id")
                .where(condition);
    }

    private static Filters of(Party party) {
        return new Filters().is(PROMOTER, party.promoter()).is(ADVERTISER, party.advertiser());
    }

    Optional<ConversionRow> find(long id, Party party) {
        return statements.list(ROW, sql -> select(sql, of(party).is(ID, id).all())).stream()
                .findFirst();
    }

    /// The conversion of a transaction, which is not a superseded claim.
    Optional<ConversionRow> find(long advertiser, String transaction, Party party) {
        Condition condition =
                of(party)
                        .is(ADVERTISER, advertiser)
                        .is(field("c.transaction_id", String.class), transaction)
                        .is(field("c.superseded", Boolean.class), false)
                        .all();
        return statements.list(ROW, sql -> select(sql, condition)).stream().findFirst();
    }

    /// Newest first.
    List<ConversionRow> list(
            Party party,
            ConversionSearch search,
            Period period,
            @Nullable ClickId click,
            int limit) {
        Condition condition =
                of(party)
                        .with(
                                ConversionSearch.Last.of(search.cursor()),
                                ConversionRepository::behind)
                        .is(field("c.status", String.class), search.status())
                        .is(field("c.needs_review", Boolean.class), search.isHeld())
                        .is(field("c.offer_id", Long.class), search.offerId())
                        .is(field("c.link_id", Long.class), search.linkId())
                        .is(PROMOTER, search.promoterId())
                        .is(field("c.transaction_id", String.class), search.transactionId())
                        .is(field("c.click_id", UUID.class), click == null ? null : click.uuid())
                        .are("c.", search.tags().present())
                        .all();
        return statements.list(
                ROW,
                sql ->
                        select(sql, condition)
                                .and(CREATED_AT.ge(period.from()))
                                .and(CREATED_AT.lt(period.to()))
                                .orderBy(CREATED_AT.desc(), ID.desc())
                                .limit(limit));
    }

    /// Claims that wait for a decision, newest first.
    List<ConversionRow> claims(Party party, ClaimSearch search, int limit) {
        Condition condition =
                of(party)
                        .is(field("c.is_claim", Boolean.class), true)
                        .is(field("c.status", String.class), "pending")
                        .is(field("c.offer_id", Long.class), search.offerId())
                        .is(PROMOTER, search.promoterId())
                        .with(Cursor.id(search.cursor()), ID::lt)
                        .all();
        return statements.list(ROW, sql -> select(sql, condition).orderBy(ID.desc()).limit(limit));
    }

    private static Condition behind(ConversionSearch.Last last) {
        return row(CREATED_AT, ID).lt(row(last.at(), last.id()));
    }

    /// The newest conversion of a promoter or an advertiser.
    Optional<ConversionRow> latest(Party party) {
        return statements
                .list(
                        ROW,
                        sql ->
                                select(sql, of(party).all())
                                        .orderBy(CREATED_AT.desc(), ID.desc())
                                        .limit(1))
                .stream()
                .findFirst();
    }

    /// The newest conversion of all, by id, because no index sorts all conversions by time.
    Optional<ConversionRow> latestOfAll() {
        return statements
                .list(ROW, sql -> select(sql, noCondition()).orderBy(ID.desc()).limit(1))
                .stream()
                .findFirst();
    }

    /// The commissions of a conversion.
    ///
    /// @param promoter restricts them to this promoter's; null for all
    List<CommissionRow> commissions(long advertiser, long conversion, @Nullable Long promoter) {
        return statements.list(
                COMMISSION,
                sql ->
                        sql.select(
                                        COMMISSION.from(
                                                "c",
                                                field("cast(c.explanation as text)", String.class)
                                                        .as("explanation")))
                                .from("commissions c")
                                .where(
                                        ADVERTISER.eq(advertiser),
                                        field("c.conversion_id", Long.class).eq(conversion))
                                .and(new Filters().is(PROMOTER, promoter).all())
                                .orderBy(field("c.level")));
    }

    /// The changes of a conversion, oldest first.
    List<EventRow> history(long advertiser, long conversion) {
        return statements.list(
                EVENT,
                sql ->
                        sql.select(
                                        EVENT.from(
                                                "e",
                                                field("u.full_name", String.class).as("user_name")))
                                .from("conversion_events e left join users u on u.id = e.user_id")
                                .where(
                                        field("e.advertiser_id", Long.class).eq(advertiser),
                                        field("e.conversion_id", Long.class).eq(conversion))
                                .orderBy(field("e.id")));
    }
}
