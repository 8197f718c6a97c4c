package com.afftok.edge.sale.postback;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes received postbacks after thirty days, some at a time, so that nobody waits for it. The
/// conversions that they made stay.
final class PostbackRetention extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(PostbackRetention.class);
    private static final int TOGETHER = 5_000;
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration NEXT = Duration.ofMillis(200);

    private static final String SQL =
            """
            delete from received_postbacks p
             using (select advertiser_id, id from received_postbacks
                     where received_at < now() - interval '30 days'
                     limit $1 for update skip locked) old
             where p.advertiser_id = old.advertiser_id and p.id = old.id
            """;

    private final Pool pool;

    PostbackRetention(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Future<?> start() {
        forget();
        return Future.succeededFuture();
    }

    private void forget() {
        pool.preparedQuery(SQL)
                .execute(Tuple.of(TOGETHER))
                .onSuccess(deleted -> again(deleted.rowCount() == TOGETHER ? NEXT : EVERY))
                .onFailure(e -> {
                    log.debug("old postbacks not deleted", e);
                    again(EVERY);
                });
    }

    private void again(Duration after) {
        vertx.setTimer(after.toMillis(), _ -> forget());
    }
}
