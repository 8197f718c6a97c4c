package com.afftok.edge.sale.price;

import com.afftok.edge.sale.Report.Parties;
import com.afftok.shared.commission.CalculateCommission;
import com.afftok.shared.commission.Cap;
import com.afftok.shared.commission.CapPeriod;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Reads the caps of an offer that may apply to a promoter.
final class SelectCaps {

    private static final String SQL =
            """
            select promoter_id, period, max_conversions, max_amount::text, currency
              from commission_caps
             where offer_id = $1 and (promoter_id is null or promoter_id = $2)
             order by promoter_id nulls last, id
             limit $3
            """;

    private SelectCaps() {}

    static Future<List<Cap>> execute(SqlConnection connection, Parties parties) {
        return connection
                .preparedQuery(SQL)
                .execute(
                        Tuple.of(
                                parties.offer().value(),
                                parties.promoter().value(),
                                CalculateCommission.MAX_RULES))
                .map(rows -> {
                    List<Cap> caps = new ArrayList<>();
                    rows.forEach(row -> caps.add(cap(row)));
                    return caps;
                });
    }

    private static Cap cap(Row row) {
        Long promoter = row.getLong("promoter_id");
        AccountId owner = promoter == null ? null : new AccountId(promoter);
        CapPeriod period = CapPeriod.find(row.getString("period")).orElseThrow();
        Long conversions = row.getLong("max_conversions");
        return conversions != null
                ? new Cap.OfConversions(owner, period, conversions)
                : new Cap.OfMoney(
                        owner,
                        period,
                        Money.rounded(
                                new BigDecimal(row.getString("max_amount")),
                                Currency.of(row.getString("currency"))));
    }
}
