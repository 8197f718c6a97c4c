package com.afftok.edge.sale.secret;

import com.afftok.edge.sale.DatabaseAway;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Replicates the secrets to Redis, for edges that start while PostgreSQL is down.
///
/// Each edge compares marks three times in the life of a secret, and writes the secrets when they
/// differ. While PostgreSQL is down, edges that know this extend the life of those in Redis. When
/// no edge runs for longer, they expire, because one may have been revoked meanwhile.
public final class SecretReplica extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(SecretReplica.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int TIMES = 3;

    private final MarkSecrets mark;
    private final SelectAllSecrets select;
    private final RedisSecrets shared;
    private final Duration every;

    /// @param believed how long a secret is used without being read again
    public SecretReplica(
            MarkSecrets mark, SelectAllSecrets select, RedisSecrets shared, Duration believed) {
        this.mark = mark;
        this.select = select;
        this.shared = shared;
        this.every = believed.dividedBy(TIMES);
    }

    @Override
    public Future<?> start() {
        share();
        return Future.succeededFuture();
    }

    private void share() {
        inTime(mark.execute())
                .compose(now ->
                        shared.keep(now.of())
                                .compose(
                                        same -> same ? Future.succeededFuture(true) : replace(now)))
                .recover(e -> DatabaseAway.is(e) ? shared.keep() : Future.failedFuture(e))
                .onFailure(e -> log.debug("secrets not shared", e))
                .onComplete(_ -> vertx.setTimer(every.toMillis(), _ -> share()));
    }

    private Future<Boolean> replace(MarkSecrets.Mark now) {
        return inTime(select.execute()).compose(secrets -> shared.replace(now, secrets));
    }

    private static <T> Future<T> inTime(Future<T> query) {
        return query.timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
