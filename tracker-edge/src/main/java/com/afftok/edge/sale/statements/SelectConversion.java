package com.afftok.edge.sale.statements;

import com.afftok.edge.sale.Report.Parties;
import com.afftok.edge.sale.statements.StoredConversion.Sold;
import com.afftok.shared.conversion.ConversionSource;
import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.conversion.ConversionStatus;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;
import com.afftok.shared.ledger.Earnings;
import com.afftok.shared.ledger.Share;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads and locks the conversion of a transaction id, with its commissions.
public final class SelectConversion {

    private static final String SQL =
            """
            select c.id, c.source, c.click_id, c.link_id, c.offer_id, c.promoter_id, c.status,
                   c.needs_review, c.amount::text, c.refunded_amount::text, c.currency,
                   c.commission_currency, c.fee::text,
                   array(select l.level::integer from commissions l
                          where l.advertiser_id = c.advertiser_id and l.conversion_id = c.id
                          order by l.level) as levels,
                   array(select l.promoter_id from commissions l
                          where l.advertiser_id = c.advertiser_id and l.conversion_id = c.id
                          order by l.level) as promoters,
                   array(select l.amount::text from commissions l
                          where l.advertiser_id = c.advertiser_id and l.conversion_id = c.id
                          order by l.level) as amounts
              from conversions c
             where c.advertiser_id = $1 and c.transaction_id = $2 and not c.superseded
               for update of c
            """;

    private SelectConversion() {}

    public static Future<@Nullable StoredConversion> execute(
            SqlConnection connection, AccountId advertiser, String transaction) {
        return connection
                .preparedQuery(SQL)
                .execute(Tuple.of(advertiser.value(), transaction))
                .map(rows -> {
                    for (Row row : rows) {
                        return existing(advertiser, transaction, row);
                    }
                    return null;
                });
    }

    private static StoredConversion existing(AccountId advertiser, String transaction, Row row) {
        Currency sold = Currency.of(row.getString("currency"));
        Currency earned = Currency.of(row.getString("commission_currency"));
        return new StoredConversion(
                new ConversionId(row.getLong("id")),
                sold(advertiser, transaction, row),
                new ConversionState(
                        ConversionStatus.find(row.getString("status")).orElseThrow(),
                        money(row, "amount", sold),
                        money(row, "refunded_amount", sold)),
                row.getBoolean("needs_review"),
                new Earnings(shares(row, earned), money(row, "fee", earned)));
    }

    private static Sold sold(AccountId advertiser, String transaction, Row row) {
        UUID click = row.getUUID("click_id");
        return new Sold(
                ConversionSource.find(row.getString("source")).orElseThrow(),
                transaction,
                new Parties(
                        new LinkId(row.getLong("link_id")),
                        new OfferId(row.getLong("offer_id")),
                        new AccountId(row.getLong("promoter_id")),
                        advertiser),
                click == null ? null : ClickId.from(click));
    }

    private static List<Share> shares(Row row, Currency currency) {
        Integer[] levels = row.getArrayOfIntegers("levels");
        Long[] promoters = row.getArrayOfLongs("promoters");
        String[] amounts = row.getArrayOfStrings("amounts");
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < levels.length; i++) {
            shares.add(
                    new Share(
                            levels[i],
                            new AccountId(promoters[i]),
                            Money.of(new BigDecimal(amounts[i]), currency)));
        }
        return shares;
    }

    private static Money money(Row row, String column, Currency currency) {
        return Money.of(new BigDecimal(row.getString(column)), currency);
    }
}
