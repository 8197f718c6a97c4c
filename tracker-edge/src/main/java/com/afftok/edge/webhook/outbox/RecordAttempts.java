package com.afftok.edge.webhook.outbox;

import com.afftok.edge.webhook.delivery.Attempt;
import com.afftok.edge.webhook.delivery.Attempt.NextStep;
import com.afftok.edge.webhook.delivery.Attempt.Outcome;
import com.afftok.edge.webhook.delivery.NotSent;
import com.afftok.edge.webhook.delivery.Pace;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Records attempts, and with them, in one transaction, what becomes of their deliveries and of the
/// webhooks. What an edge says of a delivery that another has taken meanwhile counts only if it was
/// delivered.
final class RecordAttempts {

    private static final String SQL =
            """
            with attempt as (
              select *
                from unnest($1::bigint[], $2::integer[], $3::integer[], $4::smallint[], $5::text[],
                            $6::text[], $7::bigint[])
                     as a(delivery_id, attempt, duration_ms, status_code, response, error, delay_ms)
            ), moved as (
              select d.id, a.attempt, a.delay_ms is null as delivered,
                     now() + a.delay_ms * interval '1 millisecond' as next
                from attempt a
                join webhook_deliveries d on d.id = a.delivery_id
               where a.delay_ms is null and d.status <> 'delivered'
                  or a.delay_ms is not null and d.status = 'pending' and d.attempts = a.attempt
               order by d.id
                 for update of d
            ), changed as (
              update webhook_deliveries as delivery
                 set status = case when m.delivered then 'delivered'
                                   when m.next > give_up_at then 'failed'
                                   else 'pending' end,
                     next_attempt_at = case when not m.delivered and m.next <= give_up_at then m.next end,
                     finished_at = case when m.delivered or m.next > give_up_at then now() end
                from moved m
               where delivery.id = m.id
            )
            insert into webhook_attempts (
              delivery_id, attempt, attempted_at, duration_ms, status_code, response, error)
            select a.delivery_id, a.attempt, now() - a.duration_ms * interval '1 millisecond',
                   a.duration_ms, a.status_code, a.response, a.error
              from attempt a
              join webhook_deliveries d on d.id = a.delivery_id
            on conflict do nothing
            """;

    private final Pool pool;
    private final UpdateReceivers updateReceivers;

    RecordAttempts(Pool pool, Pace pace) {
        this.pool = pool;
        this.updateReceivers = new UpdateReceivers(pace.restAtFirst(), pace.restAtMost());
    }

    /// The webhooks that are paused now because of these attempts, in the order in which they
    /// ended.
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
                                    column(attempts, Long[]::new, a -> a.delivery().id()),
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
                                }));
    }

    private static <T extends @Nullable Object> T[] column(
            List<Attempt> attempts, IntFunction<T[]> array, Function<Attempt, T> value) {
        T[] column = array.apply(attempts.size());
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(attempts.get(i));
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

    /// Null where there is no next attempt.
    private static @Nullable Long delay(Attempt attempt) {
        return switch (attempt.verdict()) {
            case NextStep.Delivered _ -> null;
            case NextStep.Gone(Duration delay) -> delay.toMillis();
            case NextStep.Failed(Duration delay, _, _) -> delay.toMillis();
        };
    }
}
