package com.afftok.edge.sale.secret;

import com.afftok.edge.sale.secret.OpenSecrets.StoredSecret;
import com.afftok.shared.id.AccountId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the active secrets of a number of advertisers.
public final class SelectAllSecrets {

    private static final String SQL =
            """
            select s.advertiser_id, s.id, s.mode, s.secret from postback_secrets s
              join accounts u on u.id = s.advertiser_id and u.status = 'active'
             where s.revoked_at is null
               and s.advertiser_id in (
                     select distinct advertiser_id from postback_secrets
                      where revoked_at is null
                      order by advertiser_id
                      limit $1)
             order by s.advertiser_id, s.mode, s.slot
            """;

    private final Pool pool;
    private final int most;

    /// @param most maximum of advertisers
    public SelectAllSecrets(Pool pool, int most) {
        this.pool = pool;
        this.most = most;
    }

    Future<Map<AccountId, List<StoredSecret>>> execute() {
        return pool.preparedQuery(SQL)
                .execute(Tuple.of(most))
                .map(rows -> {
                    Map<AccountId, List<StoredSecret>> secrets = new LinkedHashMap<>();
                    rows.forEach(row ->
                            secrets.computeIfAbsent(
                                            new AccountId(row.getLong("advertiser_id")),
                                            _ -> new ArrayList<>())
                                    .add(
                                            new StoredSecret(
                                                    row.getLong("id"),
                                                    row.getString("mode"),
                                                    row.getBuffer("secret"))));
                    return secrets;
                });
    }
}
