package com.afftok.edge.sale.price;

import com.afftok.edge.sale.Report.Parties;
import com.afftok.shared.commission.CalculateCommission;
import com.afftok.shared.commission.Cap;
import com.afftok.shared.commission.CapPeriod;
import com.afftok.shared.commission.statement.PricingStatements;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/// Reads the caps of an offer that may apply to a promoter's sales of clicks at a time.
final class SelectCaps {

    private SelectCaps() {}

    static Future<List<Cap>> execute(
            SqlConnection connection, Parties parties, OffsetDateTime agreedAt) {
        return connection
                .preparedQuery(PricingStatements.CAPS)
                .execute(
                        Tuple.of(
                                parties.offer().value(),
                                parties.promoter().value(),
                                agreedAt,
                                CalculateCommission.MAX_RULES))
                .map(rows -> {
                    List<Cap> caps = new ArrayList<>();
                    rows.forEach(row -> caps.add(cap(row)));
                    return caps;
                });
    }

    private static Cap cap(Row row) {
        Long promoter = row.getLong("promoter_id");
        String amount = row.getString("max_amount");
        return Cap.of(
                promoter == null ? null : new AccountId(promoter),
                CapPeriod.find(row.getString("period")).orElseThrow(),
                row.getLong("max_conversions"),
                amount == null
                        ? null
                        : Money.rounded(
                                new BigDecimal(amount), Currency.of(row.getString("currency"))));
    }
}
