package com.afftok.management.money.payout.tax;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;

/// The statements about rates of withheld tax.
@Singleton
final class RateRepository {

    private static final Columns<RateRow> ROW = Columns.of(RateRow.class);
    private static final Field<Long> ID = field("id", Long.class);

    private final Statements statements;

    RateRepository(Statements statements) {
        this.statements = statements;
    }

    /// Newest first.
    List<RateRow> list(RateSearch search, int limit) {
        Condition condition =
                new Filters()
                        .is(field("country", String.class), search.country())
                        .is(field("basis", String.class), search.basis())
                        .with(Cursor.id(search.cursor()), ID::lt)
                        .all();
        return statements.list(
                ROW,
                sql ->
                        sql.select(ROW.all())
                                .from(table("withholding_rates"))
                                .where(condition)
                                .orderBy(ID.desc())
                                .limit(limit));
    }

    Optional<RateRow> find(long id) {
        return statements
                .list(
                        ROW,
                        sql ->
                                sql.select(ROW.all())
                                        .from(table("withholding_rates"))
                                        .where(ID.eq(id)))
                .stream()
                .findFirst();
    }

    long next() {
        return statements.run(sql ->
                sql.resultQuery("select nextval(pg_get_serial_sequence('withholding_rates', 'id'))")
                        .fetchSingle()
                        .get(0, long.class));
    }

    /// Adds a rate.
    ///
    /// @return none if there is a rate of the same country, basis and time
    int add(RateRow row) {
        return statements.run(sql ->
                sql.insertInto(table("withholding_rates"))
                        .set(ROW.values(row))
                        .onConflictDoNothing()
                        .execute());
    }

    /// Deletes a rate that is not in force yet.
    ///
    /// @return none if there is no such rate
    int delete(long id, Instant now) {
        return statements.run(sql ->
                sql.deleteFrom(table("withholding_rates"))
                        .where(ID.eq(id), field("valid_from", Instant.class).gt(now))
                        .execute());
    }
}
