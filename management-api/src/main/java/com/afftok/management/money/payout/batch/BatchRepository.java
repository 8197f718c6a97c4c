package com.afftok.management.money.payout.batch;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/// The statements about batches of payouts.
@Singleton
public final class BatchRepository {

    private static final Columns<BatchRow> ROW = Columns.of(BatchRow.class);
    private static final Columns<TakenRow> TAKEN = Columns.of(TakenRow.class);
    private static final Columns<BatchView.StateRow> STATE = Columns.of(BatchView.StateRow.class);
    private static final Table<Record> BATCHES = table("payout_batches");
    private static final Field<Long> ID = field("id", Long.class);
    private static final Field<Instant> CANCELLED = field("cancelled_at", Instant.class);
    private static final Field<Integer> WAITING = field("waiting", Integer.class);

    private static final String ADD =
            """
            insert into payout_batches (currency, method, payouts, total, waiting, created_by, created_at)
            values (?, ?, ?, ?, ?, ?, cast(? as timestamptz)) returning id
            """;

    private static final String CANCEL =
            "update payout_batches set cancelled_at = cast(? as timestamptz), waiting = 0 where id = ?";

    private static final String DOWNLOADED =
            """
            update payout_batches set downloaded_at = coalesce(downloaded_at, cast(? as timestamptz))
             where id = ? and cancelled_at is null
            """;

    private static final String ANSWERED =
            """
            update payout_batches set answered_at = coalesce(answered_at, cast(? as timestamptz))
             where id = ? and cancelled_at is null
            """;

    private static final String STATES =
            """
            select p.status, cast(count(*) as integer) as payouts, sum(p.net) as amount
              from payout_batch_payouts b
              join payouts p on p.id = b.payout_id
             where b.batch_id = ?
             group by p.status
             order by p.status
            """;

    private static final String PAYMENTS =
            """
            select p.id, p.net, p.destination
              from payout_batch_payouts b
              join payouts p on p.id = b.payout_id
             where b.batch_id = ? and p.destination is not null
             order by p.id
            """;

    private final Statements statements;

    BatchRepository(Statements statements) {
        this.statements = statements;
    }

    /// Newest first.
    List<BatchRow> list(BatchSearch search, int limit) {
        Condition condition =
                new Filters()
                        .with(search.status(), BatchRepository::isIn)
                        .is(field("currency", String.class), search.currency())
                        .is(field("method", String.class), search.method())
                        .with(Cursor.id(search.cursor()), ID::lt)
                        .all();
        return statements.list(
                ROW,
                sql ->
                        sql.select(ROW.all())
                                .from(BATCHES)
                                .where(condition)
                                .orderBy(ID.desc())
                                .limit(limit));
    }

    private static Condition isIn(String status) {
        return switch (status) {
            case "cancelled" -> CANCELLED.isNotNull();
            case "settled" -> CANCELLED.isNull().and(WAITING.eq(0));
            default -> WAITING.gt(0);
        };
    }

    Optional<BatchRow> find(long id) {
        return statements
                .list(ROW, sql -> sql.select(ROW.all()).from(BATCHES).where(ID.eq(id)))
                .stream()
                .findFirst();
    }

    /// Locks a batch until the end of the transaction, after its payouts.
    BatchRow lock(long id) {
        return statements
                .list(ROW, sql -> sql.select(ROW.all()).from(BATCHES).where(ID.eq(id)).forUpdate())
                .getFirst();
    }

    List<BatchView.StateRow> states(long id) {
        return statements.list(STATE, sql -> sql.resultQuery(STATES, id));
    }

    /// Locks approved payouts that no other transaction has locked, oldest first.
    ///
    /// @param only these; null for all
    List<TakenRow> take(String currency, String method, @Nullable List<Long> only, int most) {
        Field<Long> id = field("p.id", Long.class);
        Condition condition =
                new Filters()
                        .is(field("p.currency", String.class), currency)
                        .is(field("p.method", String.class), method)
                        .with(only, id::in)
                        .all();
        return statements.list(
                TAKEN,
                sql ->
                        sql.select(TAKEN.from("p"))
                                .from(table("payouts p"))
                                .join(table("accounts a"))
                                .on("a.id = p.promoter_id and a.status = 'active'")
                                .where(condition)
                                .and(
                                        "p.status = 'approved' and p.net > 0 and p.destination is not null")
                                .orderBy(id)
                                .limit(most)
                                .forUpdate()
                                .of(table("p"))
                                .skipLocked());
    }

    long add(
            String currency,
            String method,
            int payouts,
            BigDecimal total,
            long admin,
            Instant now) {
        return statements.run(sql ->
                sql.resultQuery(ADD, currency, method, payouts, total, payouts, admin, now)
                        .fetchSingle()
                        .get(0, long.class));
    }

    /// Puts locked payouts into a batch.
    void put(long batch, Long[] payouts) {
        statements.run(sql ->
                sql.execute(
                        "insert into payout_batch_payouts (batch_id, payout_id) select ?, unnest(?)",
                        batch,
                        payouts));
    }

    /// Locks the payouts of a batch, all in the same order.
    Long[] lockPayouts(long batch) {
        return statements.run(sql ->
                sql.resultQuery(
                                """
                                select id from payouts
                                 where id in (select payout_id from payout_batch_payouts
                                               where batch_id = ? and not released)
                                 order by id
                                   for update
                                """,
                                batch)
                        .fetchArray(0, Long.class));
    }

    /// Takes the payouts out of a locked batch, which ends.
    void cancel(long batch, Instant now) {
        statements.run(sql ->
                sql.execute(
                        "update payout_batch_payouts set released = true where batch_id = ?",
                        batch));
        statements.run(sql -> sql.execute(CANCEL, now, batch));
    }

    /// Notes that the bank has answered.
    ///
    /// @return false if the batch was cancelled
    public boolean answered(long batch, Instant now) {
        return statements.run(sql -> sql.execute(ANSWERED, now, batch)) == 1;
    }

    /// Notes that its file is downloaded.
    ///
    /// @return false if the batch was cancelled
    boolean downloaded(long batch, Instant now) {
        return statements.run(sql -> sql.execute(DOWNLOADED, now, batch)) == 1;
    }

    /// Oldest first.
    List<PaymentRow> payments(long batch) {
        return statements.run(sql ->
                sql.resultQuery(PAYMENTS, batch)
                        .fetch(row ->
                                new PaymentRow(
                                        row.get(0, long.class),
                                        row.get(1, BigDecimal.class),
                                        row.get(2, byte[].class))));
    }
}
