package com.afftok.edge.link;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the links that were clicked most in the last two days.
final class SelectHotLinks {

    private static final String SQL =
            SelectLink.COLUMNS
                    + """
                    where l.id in (
                      select link_id from click_hourly
                       where hour >= now() - interval '2 days'
                       group by link_id
                       order by sum(gross) desc
                       limit $1)
                    """;

    private final Pool pool;

    SelectHotLinks(Pool pool) {
        this.pool = pool;
    }

    /// A link and the alias it has, if it has one.
    record HotLink(Link link, @Nullable String alias) {}

    Future<List<HotLink>> execute(int limit) {
        return pool.preparedQuery(SQL)
                .execute(Tuple.of(limit))
                .map(rows -> {
                    List<HotLink> links = new ArrayList<>(rows.size());
                    rows.forEach(row -> links.add(hotLink(row)));
                    return links;
                });
    }

    private static HotLink hotLink(Row row) {
        return new HotLink(SelectLink.link(row), row.getString("alias"));
    }
}
