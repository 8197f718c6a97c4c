package com.afftok.edge.sale.statements;

import com.afftok.shared.id.AccountId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;

/// Holds a pending conversion for review, so that it is not approved by the end of its holding
/// period.
public final class HoldConversion {

    private static final String SQL =
            """
            update conversions
               set needs_review = true, hold_until = null, status_reason = $3,
                   version = version + 1
             where advertiser_id = $1 and id = $2 and status = 'pending' and not needs_review
               and set_config('afftok.actor', 'holding_period', true) is not null
            """;

    private HoldConversion() {}

    /// No-op if the conversion is held already or not pending.
    public static Future<?> execute(
            SqlClient client, AccountId advertiser, long id, String reason) {
        return client.preparedQuery(SQL).execute(Tuple.of(advertiser.value(), id, reason));
    }
}
