package com.afftok.edge.sale.move;

import com.afftok.edge.sale.InTransaction;
import com.afftok.edge.sale.Refusal;
import com.afftok.edge.sale.statements.HoldConversion;
import com.afftok.edge.sale.statements.SelectConversion;
import com.afftok.edge.sale.statements.StoredConversion;
import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.conversion.ConversionMove;
import com.afftok.shared.conversion.ConversionOutcome.Moved;
import com.afftok.shared.id.AccountId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Approves pending conversions after the holding period of their offer, unless they need review.
/// Claims are never approved.
///
/// Each conversion has a transaction of its own, so that several edges share the work and no lock
/// is held for long. A conversion that can't be approved is skipped and retried a few times,
/// minutes apart. After the last failure it is held for review, like a conversion whose promoter is
/// not active.
public final class HoldingPeriodJob extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(HoldingPeriodJob.class);
    private static final int TRIES = 5;

    /// The number of intervals after which a conversion is retried.
    private static final int LOOKS = 60;

    /// The maximum number of failing conversions that are remembered; then the least recent one is
    /// forgotten and counted anew.
    private static final int FAILING = 10_000;

    private static final String DUE =
            """
            select c.advertiser_id, c.id, c.transaction_id, c.hold_until,
                   p.status = 'active' as active,
                   set_config('afftok.actor', 'holding_period', true)
              from conversions c
              join accounts p on p.id = c.promoter_id
             where c.status = 'pending' and not c.needs_review and c.hold_until <= now()
               and not c.superseded and not c.is_claim
               and (c.hold_until, c.id) > ($1, $2)
             order by c.hold_until, c.id
             limit 1
               for update of c skip locked
            """;

    private static final Position FIRST =
            new Position(Instant.EPOCH.atOffset(ZoneOffset.UTC), Long.MIN_VALUE);

    private final Pool pool;
    private final MoveConversion move;
    private final Duration every;
    private final Cache<Long, Integer> failures =
            Caffeine.newBuilder().maximumSize(FAILING).build();
    private Position after = FIRST;
    private boolean away;

    /// The position of a conversion in the order of approval.
    private record Position(OffsetDateTime holdUntil, long id) {}

    private record Due(
            AccountId advertiser, String transaction, boolean active, Position position) {

        static Due of(Row row) {
            return new Due(
                    new AccountId(row.getLong("advertiser_id")),
                    row.getString("transaction_id"),
                    row.getBoolean("active"),
                    new Position(row.getOffsetDateTime("hold_until"), row.getLong("id")));
        }

        long id() {
            return position.id;
        }
    }

    /// @param every the wait when nothing is due; a conversion that can't be approved is skipped
    ///   for 60 times as long
    public HoldingPeriodJob(Pool pool, ClickCodes codes, Duration every) {
        this.pool = pool;
        this.move = new MoveConversion(codes);
        this.every = every;
    }

    @Override
    public Future<?> start() {
        again(every);
        return Future.succeededFuture();
    }

    private void again(Duration after) {
        vertx.setTimer(Math.max(1, after.toMillis()), _ -> next());
    }

    private void next() {
        @Nullable Due[] taken = new @Nullable Due[1];
        InTransaction.run(pool, connection -> next(connection, taken))
                .onComplete(done -> {
                    Due due = taken[0];
                    if (due == null) {
                        looked(done);
                        again(every);
                    } else if (done.succeeded()) {
                        failures.invalidate(due.id());
                        again(Duration.ZERO);
                    } else {
                        failed(due, done.cause()).onComplete(_ -> again(Duration.ZERO));
                    }
                });
    }

    private Future<Boolean> next(SqlConnection connection, @Nullable Due[] taken) {
        return connection
                .preparedQuery(DUE)
                .execute(Tuple.of(after.holdUntil, after.id))
                .compose(rows -> {
                    for (Row row : rows) {
                        Due due = Due.of(row);
                        taken[0] = due;
                        return decide(connection, due).map(true);
                    }
                    return Future.succeededFuture(false);
                });
    }

    private Future<?> decide(SqlConnection connection, Due due) {
        return due.active
                ? SelectConversion.execute(connection, due.advertiser, due.transaction)
                        .compose(existing -> approve(connection, existing))
                : hold(connection, due, "promoter_not_active");
    }

    private Future<?> approve(SqlConnection connection, @Nullable StoredConversion existing) {
        return existing != null
                        && existing.state().move(new ConversionMove.Approve())
                                instanceof Moved moved
                ? move.execute(connection, existing, moved)
                : Future.failedFuture("a conversion that is due can't be approved");
    }

    /// Logs the first of several failures in a row.
    private void looked(AsyncResult<Boolean> done) {
        if (done.failed() && !away) {
            log.atWarn()
                    .addKeyValue("why", Refusal.of(done.cause()))
                    .log("conversions whose holding period is over can't be read, trying again");
        }
        away = done.failed();
    }

    /// Skips the conversion, so that it does not delay others. Never fails.
    private Future<?> failed(Due due, Throwable cause) {
        passOver(due);
        int tries = failures.asMap().merge(due.id(), 1, Integer::sum);
        log.atWarn()
                .addKeyValue("conversion", due.id())
                .addKeyValue("tries", tries)
                .addKeyValue("why", Refusal.of(cause))
                .log("a conversion whose holding period is over can't be approved");
        return tries < TRIES ? Future.succeededFuture() : setAside(due);
    }

    private void passOver(Due due) {
        if (after.equals(FIRST)) {
            vertx.setTimer(every.multipliedBy(LOOKS).toMillis(), _ -> after = FIRST);
        }
        after = due.position;
    }

    private Future<?> setAside(Due due) {
        return hold(pool, due, "approval_failed")
                .onSuccess(_ -> {
                    failures.invalidate(due.id());
                    log.atError()
                            .addKeyValue("conversion", due.id())
                            .log("a conversion that can't be approved is held for review");
                })
                .onFailure(e ->
                        log.atError()
                                .addKeyValue("conversion", due.id())
                                .addKeyValue("why", Refusal.of(e))
                                .log("a conversion can be neither approved nor held for review"))
                .otherwiseEmpty();
    }

    private static Future<?> hold(SqlClient client, Due due, String reason) {
        return HoldConversion.execute(client, due.advertiser, due.id(), reason);
    }
}
