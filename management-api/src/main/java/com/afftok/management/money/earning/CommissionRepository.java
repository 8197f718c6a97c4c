package com.afftok.management.money.earning;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.row;

import com.afftok.management.platform.request.Period;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;

/// The statements that read commissions, except those of claims, which earn nothing until they are
/// approved.
@Singleton
final class CommissionRepository {

    private static final Columns<CommissionRow> ROW = Columns.of(CommissionRow.class);
    private static final Field<Instant> CREATED_AT = field("m.created_at", Instant.class);
    private static final Field<Long> CONVERSION = field("m.conversion_id", Long.class);
    private static final Field<Integer> LEVEL = field("m.level", Integer.class);
    private static final Field<Long> PROMOTER = field("m.promoter_id", Long.class);

    private final Statements statements;

    CommissionRepository(Statements statements) {
        this.statements = statements;
    }

    private static SelectConditionStep<Record> select(DSLContext sql, Condition condition) {
        return sql.select(
                        ROW.from(
                                "m",
                                field("c.promoter_id", Long.class).as("sold_by"),
                                field("c.offer_id", Long.class).as("offer_id"),
                                field("o.title", String.class).as("offer_title"),
                                field("c.status", String.class).as("status"),
                                field("cast(m.explanation as text)", String.class)
                                        .as("explanation")))
                .from(
                        """
                        commissions m
                        join conversions c on c.advertiser_id = m.advertiser_id and c.id = m.conversion_id
                        join offers o on o.id = c.offer_id
                        """)
                .where(condition)
                .and(field("c.is_claim", Boolean.class).isFalse());
    }

    private static Filters of(Party party) {
        return new Filters()
                .is(PROMOTER, party.promoter())
                .is(field("m.advertiser_id", Long.class), party.advertiser());
    }

    /// Newest first.
    List<CommissionRow> list(Party party, CommissionSearch search, Period period, int limit) {
        Condition condition =
                of(party)
                        .with(
                                CommissionSearch.Last.of(search.cursor()),
                                CommissionRepository::behind)
                        .is(PROMOTER, search.promoterId())
                        .is(field("c.status", String.class), search.status())
                        .is(field("c.offer_id", Long.class), search.offerId())
                        .is(field("m.currency", String.class), search.currency())
                        .is(LEVEL, search.level())
                        .all();
        return statements.list(
                ROW,
                sql ->
                        select(sql, condition)
                                .and(CREATED_AT.ge(period.from()))
                                .and(CREATED_AT.lt(period.to()))
                                .orderBy(CREATED_AT.desc(), CONVERSION.desc(), LEVEL.desc())
                                .limit(limit));
    }

    private static Condition behind(CommissionSearch.Last last) {
        return row(CREATED_AT, CONVERSION, LEVEL)
                .lt(row(last.at(), last.conversion(), last.level()));
    }

    /// Of one conversion, by level.
    List<CommissionRow> of(Party party, long conversion) {
        return statements.list(
                ROW,
                sql ->
                        select(sql, of(party).all())
                                .and(field("c.id", Long.class).eq(conversion))
                                .orderBy(LEVEL));
    }
}
