package com.afftok.edge.sale.secret;

import com.afftok.edge.sale.secret.OpenSecrets.StoredSecret;
import com.afftok.shared.id.AccountId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/// Reads the active secrets of an advertiser. A banned one has none.
public final class SelectSecrets {

    private static final String SQL =
            """
            select s.id, s.mode, s.secret from postback_secrets s
              join accounts u on u.id = s.advertiser_id and u.status = 'active'
             where s.advertiser_id = $1 and s.revoked_at is null
             order by s.mode, s.slot
            """;

    private final Pool pool;

    public SelectSecrets(Pool pool) {
        this.pool = pool;
    }

    Future<List<StoredSecret>> execute(AccountId advertiser) {
        return pool.preparedQuery(SQL)
                .execute(Tuple.of(advertiser.value()))
                .map(rows -> {
                    List<StoredSecret> secrets = new ArrayList<>();
                    rows.forEach(row ->
                            secrets.add(
                                    new StoredSecret(
                                            row.getLong("id"),
                                            row.getString("mode"),
                                            row.getBuffer("secret"))));
                    return secrets;
                });
    }
}
