package com.afftok.edge.sale.statements;

import com.afftok.shared.conversion.move.MovedConversion;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.ledger.Earnings;
import com.afftok.shared.money.Money;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/// Changes a conversion, and reverses the refunded part of its commissions.
public final class UpdateConversion {

    private static final String CONVERSION =
            """
            update conversions
               set status = $3, refunded_amount = $4::text::numeric,
                   commission_reversed = $5::text::numeric,
                   needs_review = $6, hold_until = null, version = version + 1
             where advertiser_id = $1 and id = $2
            """;

    private static final String COMMISSIONS =
            """
            update commissions c set reversed_amount = s.amount::numeric
              from unnest($3::integer[], $4::text[]) as s (level, amount)
             where c.advertiser_id = $1 and c.conversion_id = $2 and c.level = s.level
            """;

    private UpdateConversion() {}

    public static Future<?> execute(
            SqlConnection connection,
            AccountId advertiser,
            ConversionId id,
            MovedConversion change) {
        Earnings takenBack = change.takenBack();
        Future<?> moved =
                connection
                        .preparedQuery(CONVERSION)
                        .execute(
                                Tuple.of(
                                        advertiser.value(),
                                        id.value(),
                                        change.state().status().label(),
                                        text(change.state().refunded()),
                                        text(takenBack.promoter()),
                                        change.needsReview()));
        if (!change.takesBack()) {
            return moved;
        }
        return Future.all(
                moved,
                connection
                        .preparedQuery(COMMISSIONS)
                        .execute(
                                Tuple.of(
                                        advertiser.value(),
                                        id.value(),
                                        InsertCommissions.levels(takenBack.shares()),
                                        InsertCommissions.amounts(takenBack.shares()))));
    }

    private static String text(Money money) {
        return money.toBigDecimal().toPlainString();
    }
}
