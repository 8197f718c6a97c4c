package com.afftok.edge.link;

import com.afftok.shared.id.AccountId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/// Reads accounts from PostgreSQL by id.
final class SelectAccounts {

    private static final String SQL =
            "select id, status = 'active' as active from accounts where id = any($1)";

    private final Pool pool;

    SelectAccounts(Pool pool) {
        this.pool = pool;
    }

    /// A promoter or an advertiser.
    ///
    /// @param active false if it is banned or deleted
    record Account(AccountId id, boolean active) {

        JsonObject json() {
            return new JsonObject().put("id", id.value()).put("active", active);
        }

        static Account from(JsonObject json) {
            return new Account(new AccountId(json.getLong("id")), json.getBoolean("active"));
        }
    }

    Future<Selected<AccountId, Account>> execute(List<AccountId> ids) {
        Long[] wanted = ids.stream().map(AccountId::value).toArray(Long[]::new);
        return pool.preparedQuery(SQL)
                .execute(Tuple.of((Object) wanted))
                .map(rows -> Selected.of(rows, SelectAccounts::id, SelectAccounts::account));
    }

    private static AccountId id(Row row) {
        return new AccountId(row.getLong("id"));
    }

    private static Account account(Row row) {
        return new Account(id(row), row.getBoolean("active"));
    }
}
