package com.afftok.edge.webhook.outbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;

/// Deletes secrets that were replaced and whose time to sign beside the new ones is over.
public final class ForgetSecrets {

    private static final String SQL =
            """
            update webhooks
               set previous_secret = null, previous_secret_until = null
             where id in (
                     select id
                       from webhooks
                      where previous_secret_until <= now()
                      order by previous_secret_until
                      limit 500
                        for update skip locked)
            """;

    private final Pool pool;

    public ForgetSecrets(Pool pool) {
        this.pool = pool;
    }

    public Future<?> execute() {
        return pool.query(SQL).execute();
    }
}
