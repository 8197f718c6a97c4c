package com.afftok.edge.link;

import com.afftok.shared.id.LinkId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads from PostgreSQL which links have some aliases.
final class SelectAliases {

    private static final String SQL = "select alias, id from user_offers where alias = any($1)";

    private final Pool pool;

    SelectAliases(Pool pool) {
        this.pool = pool;
    }

    Future<Map<String, LinkId>> execute(List<String> aliases) {
        return pool.preparedQuery(SQL)
                .execute(Tuple.of((Object) aliases.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, LinkId> links = new HashMap<>();
                    for (Row row : rows) {
                        links.put(row.getString("alias"), new LinkId(row.getLong("id")));
                    }
                    return links;
                });
    }
}
