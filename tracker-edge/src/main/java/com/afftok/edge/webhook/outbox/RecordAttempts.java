package com.afftok.edge.webhook.outbox;

import com.afftok.edge.webhook.delivery.Attempt;
import com.afftok.edge.webhook.delivery.Attempt.NextStep;
import com.afftok.edge.webhook.delivery.Attempt.Outcome;
import com.afftok.edge.webhook.delivery.NotSent;
import com.afftok.edge.webhook.delivery.Pace;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Records attempts and, in the same transaction, their effects on deliveries and webhooks. If
/// another edge has leased the delivery meanwhile, or it was given up, an attempt has an effect
/// only if it delivered.
final class RecordAttempts {

    private static final String SQL =
            """
            with attempt as (
              select *
                from unnest($1::bigint[], $2::bigint[], $3::text[], $4::timestamptz[], $5::integer[],
                            $6::integer[], $7::smallint[], $8::text[], $9::text[], $10::bigint[])
                     as a(webhook_id, delivery_id, event, created_at, attempt,
                          duration_ms, status_code, response, error, delay_ms)
            ), moved as (
              select d.webhook_id, d.id, a.delay_ms is null as delivered,
                     now() + a.delay_ms * interval '1 millisecond' as next, d.give_up_at
                from attempt a
                join waiting_deliveries d on d.webhook_id = a.webhook_id and d.id = a.delivery_id
               where (a.delay_ms is null or d.attempts = a.attempt)
                 and not exists (
                       select from attempt b
                        where b.delivery_id = a.delivery_id
                          and (b.delay_ms is null, b.attempt) > (a.delay_ms is null, a.attempt))
               order by d.webhook_id, d.id
                 for update of d
            ), retried as (
              update waiting_deliveries as delivery
                 set next_attempt_at = m.next
                from moved m
               where delivery.webhook_id = m.webhook_id and delivery.id = m.id
                 and m.next <= m.give_up_at
            ), taken as (
              delete from waiting_deliveries as delivery
               using moved m
               where delivery.webhook_id = m.webhook_id and delivery.id = m.id
                 and (m.delivered or m.next > m.give_up_at)
              returning delivery.*, m.delivered
            ), ended as (
              insert into ended_deliveries (
                webhook_id, id, event, status, attempts, give_up_at, created_at)
              select webhook_id, id, event, case when delivered then 'delivered' else 'failed' end,
                     attempts, give_up_at, created_at
                from taken
            ), kept as (
              insert into webhook_attempts (
                delivery_id, attempt, event, delivery_created_at, attempted_at, duration_ms,
                status_code, response, error)
              select delivery_id, attempt, event, created_at,
                     now() - duration_ms * interval '1 millisecond', duration_ms,
                     status_code, response, error
                from attempt
              on conflict do nothing
            )
            select a.webhook_id, a.delivery_id, a.created_at
              from attempt a
             where a.delay_ms is null
               and not exists (select from moved m where m.id = a.delivery_id)
            """;

    /// A statement of its own, which sees deliveries that were given up while the first one waited.
    private static final String AFTER_THE_END =
            """
            update ended_deliveries
               set status = 'delivered', finished_at = now()
             where webhook_id = any($1) and id = any($2) and created_at = any($3)
               and status = 'failed'
            """;

    private final Pool pool;
    private final UpdateReceivers updateReceivers;

    RecordAttempts(Pool pool, Pace pace) {
        this.pool = pool;
        this.updateReceivers = new UpdateReceivers(pace.restAtFirst(), pace.restAtMost());
    }

    /// The webhooks that these attempts have paused.
    Future<List<Long>> execute(List<Attempt> attempts) {
        return pool.<List<Long>>withTransaction(connection ->
                        record(connection, attempts)
                                .compose(_ -> updateReceivers.execute(connection, attempts)))
                .map(paused -> paused == null ? List.of() : paused);
    }

    private static Future<?> record(SqlConnection connection, List<Attempt> attempts) {
        return connection
                .preparedQuery(SQL)
                .execute(
                        Tuple.from(
                                new Object[] {
                                    column(attempts, Long[]::new, a -> a.delivery().webhook()),
                                    column(attempts, Long[]::new, a -> a.delivery().id()),
                                    column(attempts, String[]::new, a -> a.delivery().event()),
                                    column(
                                            attempts,
                                            OffsetDateTime[]::new,
                                            a -> a.delivery().createdAt()),
                                    column(attempts, Integer[]::new, a -> a.delivery().attempt()),
                                    column(attempts, Integer[]::new, a -> millis(a.took())),
                                    column(
                                            attempts,
                                            n -> new @Nullable Short[n],
                                            RecordAttempts::status),
                                    column(
                                            attempts,
                                            n -> new @Nullable String[n],
                                            RecordAttempts::text),
                                    column(
                                            attempts,
                                            n -> new @Nullable String[n],
                                            RecordAttempts::error),
                                    column(
                                            attempts,
                                            n -> new @Nullable Long[n],
                                            RecordAttempts::delay)
                                }))
                .compose(ended -> recordAfterTheEnd(connection, ended));
    }

    /// @param delivered the delivered ones that no longer wait
    private static Future<?> recordAfterTheEnd(SqlConnection connection, RowSet<Row> delivered) {
        if (delivered.size() == 0) {
            return Future.succeededFuture();
        }
        List<Row> rows = new ArrayList<>();
        delivered.forEach(rows::add);
        return connection
                .preparedQuery(AFTER_THE_END)
                .execute(
                        Tuple.of(
                                column(rows, Long[]::new, row -> row.getLong(0)),
                                column(rows, Long[]::new, row -> row.getLong(1)),
                                column(
                                        rows,
                                        OffsetDateTime[]::new,
                                        row -> row.getOffsetDateTime(2))));
    }

    private static <T extends @Nullable Object, R> T[] column(
            List<R> rows, IntFunction<T[]> array, Function<R, T> value) {
        T[] column = array.apply(rows.size());
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        return column;
    }

    private static Integer millis(Duration took) {
        return Math.clamp(took.toMillis(), 0, Integer.MAX_VALUE);
    }

    private static @Nullable Short status(Attempt attempt) {
        return switch (attempt.outcome()) {
            case Outcome.Answered(int status, _, _) -> (short) status;
            case Outcome.Unanswered _ -> null;
        };
    }

    private static @Nullable String text(Attempt attempt) {
        return switch (attempt.outcome()) {
            case Outcome.Answered(_, String text, _) -> text;
            case Outcome.Unanswered _ -> null;
        };
    }

    private static @Nullable String error(Attempt attempt) {
        return switch (attempt.outcome()) {
            case Outcome.Answered _ -> null;
            case Outcome.Unanswered(NotSent why) -> why.text();
        };
    }

    /// Null if there is no next attempt.
    private static @Nullable Long delay(Attempt attempt) {
        return switch (attempt.verdict()) {
            case NextStep.Delivered _ -> null;
            case NextStep.Gone(Duration delay) -> delay.toMillis();
            case NextStep.Failed(Duration delay, _, _) -> delay.toMillis();
        };
    }
}
