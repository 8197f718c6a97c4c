package com.afftok.edge.sale.secret;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;

/// Reads a mark of all secrets that [SelectAllSecrets] would read. It changes when a secret is
/// created, revoked or sealed again, or its advertiser banned.
public final class MarkSecrets {

    /// A mark of all secrets.
    ///
    /// @param complete whether there are no other advertisers
    record Mark(String of, boolean complete) {}

    private static final String SQL =
            """
            with mine as (
              select distinct advertiser_id from postback_secrets
               where revoked_at is null
               order by advertiser_id
               limit $1)
            select md5(coalesce(string_agg(
                     s.advertiser_id || ' ' || s.id || ' ' || s.mode || ' ' || md5(s.secret),
                     ',' order by s.id), '')) as mark,
                   (select count(*) from mine) < $1 as complete
              from postback_secrets s
              join accounts u on u.id = s.advertiser_id and u.status = 'active'
             where s.revoked_at is null
               and s.advertiser_id in (select advertiser_id from mine)
            """;

    private final Pool pool;
    private final int most;

    public MarkSecrets(Pool pool, int most) {
        this.pool = pool;
        this.most = most;
    }

    Future<Mark> execute() {
        return pool.preparedQuery(SQL)
                .execute(Tuple.of(most))
                .map(rows -> rows.iterator().next())
                .map(row -> new Mark(row.getString("mark"), row.getBoolean("complete")));
    }
}
