package com.afftok.management.money.payout.settle;

import com.afftok.management.money.payout.settle.SettlePayouts.Move;
import com.afftok.management.platform.statement.BoundColumns;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Statements;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/// The statements that end payouts, many at once.
@Singleton
final class SettleRepository {

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

    private static final String COUNT =
            """
            update payout_batches b
               set waiting = b.waiting - n.ended
              from (select batch_id, cast(count(*) as integer) as ended
                      from payout_batch_payouts
                     where payout_id = any(?) and not released
                     group by batch_id) as n
             where b.id = n.batch_id
            """;

    private final Statements statements;

    SettleRepository(Statements statements) {
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

    /// Counts payouts out of those that their batches wait for.
    void count(List<Long> ids) {
        statements.run(sql -> sql.execute(COUNT, (Object) ids.toArray(Long[]::new)));
    }
}
