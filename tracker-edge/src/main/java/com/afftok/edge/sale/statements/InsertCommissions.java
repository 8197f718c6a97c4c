package com.afftok.edge.sale.statements;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.ledger.Earnings;
import com.afftok.shared.ledger.Share;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Inserts the commissions of a conversion with their explanations: the promoter's and the
/// recruiters'.
public final class InsertCommissions {

    private static final String SQL =
            """
            insert into commissions (
              advertiser_id, conversion_id, level, promoter_id, amount, currency, rule_id, explanation,
              not_paid)
            select $1, $2, s.level, s.promoter_id, s.amount::numeric, $6,
                   case when s.level = 0 then $7::bigint end,
                   s.explanation::jsonb, case when s.level = 0 then $9::text end
              from unnest($3::integer[], $4::bigint[], $5::text[], $8::text[])
                as s (level, promoter_id, amount, explanation)
            """;

    private InsertCommissions() {}

    /// Inserts the commissions of a conversion.
    ///
    /// @param notPaid why the promoter's own is zero, if it is
    /// @param rule the one that applied; null for the offer's own payout
    public static Future<?> execute(
            SqlConnection connection,
            AccountId advertiser,
            ConversionId conversion,
            Earnings earnings,
            @Nullable Long rule,
            List<String> explanations,
            @Nullable String notPaid) {
        List<Share> shares = earnings.shares();
        Tuple tuple =
                Tuple.tuple()
                        .addLong(advertiser.value())
                        .addLong(conversion.value())
                        .addArrayOfInteger(levels(shares))
                        .addArrayOfLong(
                                shares.stream()
                                        .map(share -> share.promoter().value())
                                        .toArray(Long[]::new))
                        .addArrayOfString(amounts(shares))
                        .addString(earnings.platform().currency().code())
                        .addLong(rule)
                        .addArrayOfString(explanations.toArray(String[]::new))
                        .addString(notPaid);
        return connection.preparedQuery(SQL).execute(tuple);
    }

    static Integer[] levels(List<Share> shares) {
        return shares.stream().map(Share::level).toArray(Integer[]::new);
    }

    static String[] amounts(List<Share> shares) {
        return shares.stream()
                .map(share -> share.amount().toBigDecimal().toPlainString())
                .toArray(String[]::new);
    }
}
