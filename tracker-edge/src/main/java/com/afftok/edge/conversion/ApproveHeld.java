package com.afftok.edge.conversion;

import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.conversion.ConversionMove;
import com.afftok.shared.conversion.ConversionOutcome.Moved;
import com.afftok.shared.id.UserId;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Approves conversions whose offer's holding period is over and that nothing spoke against.
///
/// One after the other, each in a transaction of its own, so that several edges share them and none
/// waits long for a lock. What a promoter would get who is not active any more is held for review.
public final class ApproveHeld extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(ApproveHeld.class);

    private static final String DUE =
            """
            select c.advertiser_id, c.transaction_id, p.status = 'active' as active
              from conversions c
              join users p on p.id = c.promoter_id
             where c.status = 'pending' and not c.needs_review and c.hold_until <= now()
               and not c.superseded
             order by c.hold_until
             limit 1
               for update of c skip locked
            """;

    private static final String HOLD =
            """
            update conversions
               set needs_review = true, hold_until = null, status_reason = 'promoter_not_active',
                   version = version + 1
             where advertiser_id = $1 and transaction_id = $2 and not superseded
            """;

    private final Pool pool;
    private final MoveConversion move;
    private final Duration every;

    /// @param every how long it waits where nothing was due
    public ApproveHeld(Pool pool, ClickCodes codes, Duration every) {
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
        InTransaction.run(pool, this::next)
                .onSuccess(found -> again(found ? Duration.ZERO : every))
                .onFailure(e -> {
                    log.atWarn()
                            .addKeyValue("cause", e.getClass().getName())
                            .log("a conversion whose holding period is over isn't approved yet");
                    again(every);
                });
    }

    private Future<Boolean> next(SqlConnection connection) {
        return connection.query(DUE).execute().compose(rows -> decide(connection, rows));
    }

    private Future<Boolean> decide(SqlConnection connection, RowSet<Row> rows) {
        for (Row row : rows) {
            UserId advertiser = new UserId(row.getLong("advertiser_id"));
            String transaction = row.getString("transaction_id");
            Future<?> decided =
                    row.getBoolean("active")
                            ? SelectConversion.execute(connection, advertiser, transaction)
                                    .compose(existing -> approve(connection, existing))
                            : connection
                                    .preparedQuery(HOLD)
                                    .execute(Tuple.of(advertiser.value(), transaction));
            return decided.map(true);
        }
        return Future.succeededFuture(false);
    }

    private Future<?> approve(SqlConnection connection, @Nullable Existing existing) {
        return existing != null
                        && existing.state().move(new ConversionMove.Approve())
                                instanceof Moved moved
                ? move.execute(connection, existing, moved)
                : Future.failedFuture("a conversion that is due can't be approved");
    }
}
