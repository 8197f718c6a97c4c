package com.afftok.management.money.payout.settle;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import com.afftok.management.money.payout.reserve.Judgement;
import com.afftok.management.money.payout.settle.SettlePayouts.Move;
import com.afftok.management.money.payout.tax.Tax;
import com.afftok.management.platform.statement.BoundColumns;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Statements;
import com.afftok.shared.id.AccountId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// The statements that write payouts and their history.
@Singleton
public final class ChangeRepository {

    private static final Columns<SettledRow> ROW = Columns.of(SettledRow.class);

    private static final String LOCK =
            """
            select id, promoter_id, amount, fee, withheld, currency, status
              from payouts
             where id = any(?)
             order by id
               for update
            """;

    private static final String CHANGE =
            """
            update payouts p
               set status = s.status,
                   reference = case s.status when 'completed' then s.reference else p.reference end,
                   failure_reason = case s.status when 'failed' then s.reason end,
                   return_reason = case s.status when 'returned' then s.reason end,
                   completed_at = case s.status when 'completed' then cast(? as timestamptz) else p.completed_at end,
                   failed_at = case s.status when 'failed' then cast(? as timestamptz) end,
                   returned_at = case s.status when 'returned' then cast(? as timestamptz) end,
                   version = p.version + 1
              from unnest(?, ?, ?, ?) as s (id, status, reference, reason)
             where p.id = s.id
            """;

    private static final String NOTE =
            """
            insert into payout_events (payout_id, action, admin_id, status, reason, created_at)
            select s.id, s.action, ?, s.status, s.reason, cast(? as timestamptz)
              from unnest(?, ?, ?, ?) as s (id, action, status, reason)
            """;

    private static final String ADD =
            """
            insert into payouts (id, promoter_id, amount, currency, method, method_id, destination, approvals_needed,
                                 fee, withheld, tax_country, tax_percent, unabsorbed)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String PROCESS =
            """
            update payouts
               set status = 'processing', processed_at = cast(? as timestamptz), version = version + 1
             where id = any(?)
            """;

    private static final String RELEASE =
            "update payouts set status = 'approved', processed_at = null, version = version + 1 where id = any(?)";

    private static final String NOTE_ALL =
            """
            insert into payout_events (payout_id, action, admin_id, status, reason, created_at)
            select p.id, ?, ?, ?, ?, cast(? as timestamptz) from unnest(?) as p (id)
            """;

    private final Statements statements;

    ChangeRepository(Statements statements) {
        this.statements = statements;
    }

    /// Locks payouts until the end of the transaction, all in the same order.
    List<SettledRow> lock(List<Long> ids) {
        return statements.list(
                ROW, sql -> sql.resultQuery(LOCK, (Object) ids.toArray(Long[]::new)));
    }

    void change(List<Move> moves, Instant now) {
        BoundColumns<Move> of = new BoundColumns<>(moves);
        statements.run(sql ->
                sql.execute(
                        CHANGE,
                        now,
                        now,
                        now,
                        of.longs(move -> move.before().id()),
                        of.texts(Move::status),
                        of.texts(move -> move.settlement().reference()),
                        of.texts(move -> move.settlement().reason())));
    }

    void note(List<Move> moves, long admin, Instant now) {
        BoundColumns<Move> of = new BoundColumns<>(moves);
        statements.run(sql ->
                sql.execute(
                        NOTE,
                        admin,
                        now,
                        of.longs(move -> move.before().id()),
                        of.texts(Move::action),
                        of.texts(Move::status),
                        of.texts(Move::noted)));
    }

    /// Adds a payout, with its sealed destination.
    public void add(long id, AccountId promoter, Judgement.Payable payable, byte[] destination) {
        Judgement.Figures figures = payable.figures();
        Tax tax = figures.tax();
        statements.run(sql ->
                sql.execute(
                        ADD,
                        id,
                        promoter.value(),
                        figures.amount().toBigDecimal(),
                        figures.amount().currency().code(),
                        payable.method().destination().method(),
                        payable.method().id(),
                        destination,
                        payable.approvals(),
                        figures.deductions().fee().toBigDecimal(),
                        figures.deductions().withheld().toBigDecimal(),
                        tax == null ? null : tax.country(),
                        tax == null ? null : tax.percent(),
                        payable.unabsorbed().toBigDecimal()));
    }

    /// Changes columns of a locked payout.
    public void change(long id, int version, Map<Field<?>, @Nullable Object> values) {
        statements.run(sql ->
                sql.update(table("payouts"))
                        .set(values)
                        .set(field("version", Integer.class), version + 1)
                        .where(field("id", Long.class).eq(id))
                        .execute());
    }

    /// Adds to the history of a payout.
    public void note(long payout, Map<Field<?>, @Nullable Object> event) {
        statements.run(sql ->
                sql.insertInto(table("payout_events"))
                        .set(field("payout_id", Long.class), payout)
                        .set(event)
                        .execute());
    }

    /// Hands locked payouts to a bank or provider.
    ///
    /// @param reason for the history
    public void process(
            String action, @Nullable String reason, Long[] payouts, long admin, Instant now) {
        statements.run(sql -> sql.execute(PROCESS, now, payouts));
        note(action, "processing", reason, payouts, admin, now);
    }

    /// Takes locked payouts back, which are approved, as before.
    public void release(String reason, Long[] payouts, long admin, Instant now) {
        statements.run(sql -> sql.execute(RELEASE, (Object) payouts));
        note("release", "approved", reason, payouts, admin, now);
    }

    private void note(
            String action,
            String status,
            @Nullable String reason,
            Long[] payouts,
            long admin,
            Instant now) {
        statements.run(sql -> sql.execute(NOTE_ALL, action, admin, status, reason, now, payouts));
    }
}
