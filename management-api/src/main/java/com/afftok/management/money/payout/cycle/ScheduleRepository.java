package com.afftok.management.money.payout.cycle;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Statements;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about schedules of payouts and their cycles.
@Singleton
final class ScheduleRepository {

    private static final Columns<ScheduleRow> ROW = Columns.of(ScheduleRow.class);
    private static final Columns<CycleRow> CYCLE = Columns.of(CycleRow.class);
    private static final Columns<Due> DUE = Columns.of(Due.class);

    private static final String KEEP =
            """
            insert into payout_schedules as kept (
                promoter_id, currency, every, day, method_id, from_amount, next_on, version)
            select ?, ?, ?, cast(? as smallint), cast(? as bigint), ?, cast(? as date), 1
             where ? = 0 or exists (select from payout_schedules where promoter_id = ? and currency = ?)
                on conflict (promoter_id, currency) do update
               set every = excluded.every, day = excluded.day, method_id = excluded.method_id,
                   from_amount = excluded.from_amount, next_on = excluded.next_on, retry_at = null,
                   version = kept.version + 1
             where kept.version = ?
            """;

    private static final String DUE_NOW =
            """
            select promoter_id, currency
              from payout_schedules
             where next_on <= cast(? as date) and (retry_at is null or retry_at <= cast(? as timestamptz))
             order by next_on, promoter_id, currency
             limit ?
            """;

    private static final String LOCK =
            """
            select promoter_id, currency, every, cast(day as integer) as day, method_id, from_amount, next_on, version
              from payout_schedules
             where promoter_id = ? and currency = ? and next_on <= cast(? as date)
               for update
            """;

    private static final String LAST =
            """
            select distinct on (currency) currency, due_on, outcome, payout_id, created_at
              from payout_cycles
             where promoter_id = ?
             order by currency, due_on desc
            """;

    private static final String RUN =
            """
            insert into payout_cycles (promoter_id, currency, due_on, outcome, payout_id, created_at)
            values (?, ?, cast(? as date), ?, cast(? as bigint), cast(? as timestamptz))
            """;

    private final Statements statements;

    ScheduleRepository(Statements statements) {
        this.statements = statements;
    }

    /// A schedule whose cycle is due.
    @Introspected
    record Due(long promoterId, String currency) {}

    /// What became of a cycle.
    ///
    /// @param outcome `requested`, or the code of the problem
    @Introspected
    record CycleRow(
            String currency,
            LocalDate dueOn,
            String outcome,
            @Nullable Long payoutId,
            Instant createdAt) {}

    /// By currency.
    List<ScheduleRow> of(long promoter) {
        return statements.list(
                ROW,
                sql ->
                        sql.select(ROW.all())
                                .from(table("payout_schedules"))
                                .where(field("promoter_id", Long.class).eq(promoter))
                                .orderBy(field("currency")));
    }

    /// The last cycle of each currency.
    List<CycleRow> last(long promoter) {
        return statements.list(CYCLE, sql -> sql.resultQuery(LAST, promoter));
    }

    /// Sets the schedule of a currency.
    ///
    /// @return none if the version is another
    int keep(ScheduleRow wanted) {
        return statements.run(sql ->
                sql.execute(
                        KEEP,
                        wanted.promoterId(),
                        wanted.currency(),
                        wanted.every(),
                        wanted.day(),
                        wanted.methodId(),
                        wanted.fromAmount(),
                        wanted.nextOn(),
                        wanted.version(),
                        wanted.promoterId(),
                        wanted.currency(),
                        wanted.version()));
    }

    /// The oldest first.
    List<Due> due(LocalDate today, Instant now, int most) {
        return statements.list(DUE, sql -> sql.resultQuery(DUE_NOW, today, now, most));
    }

    /// Locks a schedule, if its cycle is due.
    Optional<ScheduleRow> lock(Due due, LocalDate today) {
        return statements
                .list(ROW, sql -> sql.resultQuery(LOCK, due.promoterId(), due.currency(), today))
                .stream()
                .findFirst();
    }

    /// Records what became of the cycle of a locked schedule, and sets the next date.
    void run(ScheduleRow schedule, CycleRow cycle, LocalDate next) {
        statements.run(sql ->
                sql.execute(
                        RUN,
                        schedule.promoterId(),
                        cycle.currency(),
                        cycle.dueOn(),
                        cycle.outcome(),
                        cycle.payoutId(),
                        cycle.createdAt()));
        statements.run(sql ->
                sql.execute(
                        """
                        update payout_schedules set next_on = cast(? as date), retry_at = null
                         where promoter_id = ? and currency = ?
                        """,
                        next,
                        schedule.promoterId(),
                        schedule.currency()));
    }

    /// The cycle is tried again, but not before.
    void retry(Due due, Instant notBefore) {
        statements.run(sql ->
                sql.execute(
                        """
                        update payout_schedules set retry_at = cast(? as timestamptz)
                         where promoter_id = ? and currency = ? and next_on is not null
                        """,
                        notBefore,
                        due.promoterId(),
                        due.currency()));
    }
}
