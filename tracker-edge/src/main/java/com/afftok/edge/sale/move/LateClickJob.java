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

/// Looks again at conversions whose click was not found when they were recorded: every few seconds
/// for an hour from then on; at the start, and every ten minutes, for a week.
///
/// Where it is there by now, what it says is copied; if it was refused, a person has to look at the
/// conversion. So has one whose click is nowhere after ten minutes: an id was proven that leads to
/// no click, such as that of a link preview. Once a person has let it go on, that is no reason any
/// more.
public final class LateClickJob extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(LateClickJob.class);
    private static final Duration RECENT = Duration.ofHours(1);
    private static final Duration LATE = Duration.ofDays(7);

    /// So often a look goes further back.
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

    /// Says it once when nothing can be looked at, and not each time.
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
