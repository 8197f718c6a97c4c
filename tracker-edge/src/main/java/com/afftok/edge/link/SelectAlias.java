package com.afftok.edge.link;

import com.afftok.shared.id.LinkId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.atomic.LongAdder;

/// Reads from PostgreSQL which link has an alias.
final class SelectAlias {

    private static final String SQL = "select id from user_offers where alias = $1";

    private final Pool pool;
    private final LongAdder queries;

    /// @param queries counts how often it is executed
    SelectAlias(Pool pool, LongAdder queries) {
        this.pool = pool;
        this.queries = queries;
    }

    Future<AliasLookup> execute(String alias) {
        queries.increment();
        return pool.preparedQuery(SQL)
                .execute(Tuple.of(alias))
                .map(rows -> {
                    for (Row row : rows) {
                        return new AliasLookup.Leads(new LinkId(row.getLong("id")));
                    }
                    return AliasLookup.NOWHERE;
                });
    }
}
