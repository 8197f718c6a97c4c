package com.afftok.edge;

import com.afftok.shared.schema.SchemaVersion;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks at the start that the schema is new enough. The edge also starts while the database is
/// unreachable.
final class CheckSchema {

    private static final Logger log = LoggerFactory.getLogger(CheckSchema.class);
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private CheckSchema() {}

    /// Fails if the schema is older.
    static Future<Void> run(Pool pool) {
        return pool.query(SchemaVersion.QUERY)
                .execute()
                .map(rows -> new SchemaVersion(rows.iterator().next().getInteger("version")))
                .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .recover(CheckSchema::unread)
                .compose(version ->
                        version.suffices()
                                ? Future.succeededFuture()
                                : Future.failedFuture(
                                        new IllegalStateException(
                                                "DATABASE_URL: the database "
                                                        + version.problem())));
    }

    private static Future<SchemaVersion> unread(Throwable cause) {
        if (cause instanceof PgException refused
                && SchemaVersion.NO_SCHEMA.equals(refused.getSqlState())) {
            return Future.succeededFuture(new SchemaVersion(0));
        }
        log.atWarn().addKeyValue("cause", cause.toString()).log("schema not checked");
        return Future.succeededFuture(SchemaVersion.NEEDED);
    }
}
