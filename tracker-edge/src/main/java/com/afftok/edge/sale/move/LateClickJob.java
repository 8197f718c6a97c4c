package com.afftok.edge.sale.move;

import com.afftok.edge.sale.Refusal;
import com.afftok.edge.sale.statements.FillInClicks;
import com.afftok.edge.sale.statements.FlagLostClicks;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks up the clicks of conversions that were recorded without them: every few seconds for
/// conversions of the last hour; at the start and every ten minutes for those of the last week.
///
/// If the click has been written since, its data is copied; if it was refused, the conversion is
/// held for review. A conversion whose click is missing after ten minutes is held, too: its id is
/// genuine but has no click, such as that of a link preview. A conversion that a person has
/// reviewed is not held again.
public final class LateClickJob extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(LateClickJob.class);
    private static final Duration RECENT = Duration.ofHours(1);
    private static final Duration LATE = Duration.ofDays(7);

    /// The interval of the checks that reach further back.
    private static final Duration RARELY = Duration.ofMinutes(10);

    private final Pool pool;
    private final Duration every;
    private long looks;
    private boolean away;

    public LateClickJob(Pool pool, Duration every) {
        this.pool = pool;
        this.every = every;
    }

    @Override
    public Future<?> start() {
        again();
        return Future.succeededFuture();
    }

    private void again() {
        vertx.setTimer(every.toMillis(), _ -> look());
    }

    private void look() {
        Duration back = looks == 0 ? LATE : RECENT;
        FillInClicks.execute(pool, back)
                .compose(_ -> FlagLostClicks.execute(pool, back))
                .onSuccess(flagged -> {
                    if (flagged > 0) {
                        log.atWarn()
                                .addKeyValue("conversions", flagged)
                                .log("conversions without their click are held for review");
                    }
                })
                .onComplete(this::looked);
    }

    /// Logs the first of several failures in a row.
    private void looked(AsyncResult<Integer> done) {
        if (done.succeeded()) {
            looks = (looks + 1) % RARELY.dividedBy(every);
        } else if (!away) {
            log.atWarn()
                    .addKeyValue("why", Refusal.of(done.cause()))
                    .log("clicks of conversions can't be looked up, trying again");
        }
        away = done.failed();
        again();
    }
}
