package com.afftok.management.money.month;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// The statements about months.
@Singleton
final class MonthRepository {

    private static final Columns<MonthRow> ROW = Columns.of(MonthRow.class);
    private static final Field<Integer> NUMBER = field("number", Integer.class);

    /// The first month that is open.
    private static final String NEXT =
            """
            select coalesce(
                (select max(month) + interval '1 month' from statement_months),
                (select date_trunc('month', min(created_at) at time zone 'UTC') from ledger_entries))
            """;

    private static final String BEGIN =
            """
            insert into statement_months (month, issued_at, included, closed_by)
            values (cast(? as date), cast(? as timestamptz), pg_current_snapshot(), cast(? as bigint))
            """;

    /// The closed months, and the open ones that have begun.
    private static final String MONTHS =
            """
            (select cast(to_char(m.month, 'YYYYMM') as integer) as number, to_char(m.month, 'YYYY-MM') as month,
                    (m.month + interval '1 month') at time zone 'UTC' as ends_at,
                    c.issued_at as closed_at, c.closed_by,
                    (select count(*) from statements s where s.month = m.month) as statements,
                    (select count(*) from invoices i where i.month = m.month) as invoices,
                    (select count(*) from waiting_invoices w where w.month = m.month) as waiting
               from (select month from statement_months
                     union all
                     select cast(month as date)
                       from generate_series(coalesce((select max(month) + interval '1 month' from statement_months),
                                                     cast(? as timestamp)),
                                            cast(? as timestamp), interval '1 month') as open (month)) as m
               left join statement_months c on c.month = m.month) as months
            """;

    private final Statements statements;

    MonthRepository(Statements statements) {
        this.statements = statements;
    }

    /// The next month to close, if anything was ever booked. Until the end of the transaction, no
    /// other instance closes a month.
    Optional<YearMonth> lockNext() {
        return statements.run(sql -> {
            sql.execute("select pg_advisory_xact_lock(hashtextextended('months', 0))");
            return next();
        });
    }

    /// The next month to close.
    Optional<YearMonth> next() {
        return statements.run(sql ->
                Optional.ofNullable(sql.resultQuery(NEXT).fetchSingle().get(0, LocalDate.class))
                        .map(YearMonth::from));
    }

    /// Begins the closing: the snapshot decides which entries belong to the month.
    void close(YearMonth month, Instant now, @Nullable Long admin) {
        statements.run(sql -> sql.execute(BEGIN, month.atDay(1), now, admin));
    }

    /// Newest first.
    ///
    /// @param current the month that is not over
    /// @param before the number of the last one of the previous page
    List<MonthRow> list(YearMonth current, @Nullable Long before, int limit) {
        LocalDate last = current.atDay(1);
        LocalDate first = next().orElse(current).atDay(1);
        return statements.list(
                ROW,
                sql ->
                        sql.select(ROW.all())
                                .from(table(MONTHS, first, last))
                                .where(
                                        new Filters()
                                                .with(
                                                        before,
                                                        month -> NUMBER.lt(Math.toIntExact(month)))
                                                .all())
                                .orderBy(NUMBER.desc())
                                .limit(limit));
    }

    Optional<MonthRow> find(YearMonth month) {
        LocalDate day = month.atDay(1);
        return statements
                .list(
                        ROW,
                        sql ->
                                sql.select(ROW.all())
                                        .from(table(MONTHS, day, day))
                                        .where(field("month", String.class).eq(month.toString())))
                .stream()
                .findFirst();
    }
}
