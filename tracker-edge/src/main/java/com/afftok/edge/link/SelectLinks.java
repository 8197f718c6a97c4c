package com.afftok.edge.link;

import com.afftok.shared.id.LinkId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/// Reads many links from PostgreSQL, by their ids; those that aren't there are left out.
final class SelectLinks {

    private static final String SQL = SelectLink.COLUMNS + " where l.id = any($1)";

    private final Pool pool;

    SelectLinks(Pool pool) {
        this.pool = pool;
    }

    Future<List<Link>> execute(List<LinkId> ids) {
        Long[] wanted = ids.stream().map(LinkId::value).toArray(Long[]::new);
        return pool.preparedQuery(SQL)
                .execute(Tuple.of((Object) wanted))
                .map(rows -> {
                    List<Link> links = new ArrayList<>(rows.size());
                    rows.forEach(row -> links.add(SelectLink.link(row)));
                    return links;
                });
    }
}
