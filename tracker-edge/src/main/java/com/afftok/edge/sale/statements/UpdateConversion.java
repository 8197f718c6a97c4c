package com.afftok.edge.sale.statements;

import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.conversion.ConversionStatus;
import com.afftok.shared.ledger.Earnings;
import com.afftok.shared.money.Money;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/// Moves a conversion, and takes back of its commissions what a refund takes.
public final class UpdateConversion {

    private static final String CONVERSION =
            """
            update conversions
               set status = $3, refunded_amount = $4::text::numeric,
                   commission_reversed = $5::text::numeric,
                   needs_review = needs_review and $3 = 'approved', hold_until = null, version = version + 1
             where advertiser_id = $1 and id = $2
            """;

    private static final String COMMISSIONS =
            """
            update commissions c set reversed_amount = s.amount::numeric
              from unnest($3::integer[], $4::text[]) as s (level, amount)
             where c.advertiser_id = $1 and c.conversion_id = $2 and c.level = s.level
            """;

    private UpdateConversion() {}

    /// Updates the conversion and its commissions.
    ///
    /// @param takenBack of what it earned, in all
    public static Future<?> execute(
            SqlConnection connection,
            StoredConversion existing,
            ConversionState after,
            Earnings takenBack,
            Money reversed) {
        long advertiser = existing.parties().advertiser().value();
        Future<?> moved =
                connection
                        .preparedQuery(CONVERSION)
                        .execute(
                                Tuple.of(
                                        advertiser,
                                        existing.id().value(),
                                        after.status().label(),
                                        after.refunded().toBigDecimal().toPlainString(),
                                        reversed.toBigDecimal().toPlainString()));
        if (after.status() == ConversionStatus.REJECTED || after.refunded().isZero()) {
            return moved;
        }
        return Future.all(
                moved,
                connection
                        .preparedQuery(COMMISSIONS)
                        .execute(
                                Tuple.of(
                                        advertiser,
                                        existing.id().value(),
                                        InsertCommissions.levels(takenBack.shares()),
                                        InsertCommissions.amounts(takenBack.shares()))));
    }
}
