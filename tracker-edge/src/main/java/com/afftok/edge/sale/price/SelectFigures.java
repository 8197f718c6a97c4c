package com.afftok.edge.sale.price;

import com.afftok.edge.sale.Report.Parties;
import com.afftok.shared.commission.CapPeriod;
import com.afftok.shared.commission.Paid;
import com.afftok.shared.commission.PromoterFigures;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Counts a promoter's sales for an offer before the sale that is being priced. Unapproved claims
/// of browsers are not counted.
///
/// Sales of one promoter for one offer are priced one after the other, so that each sees the
/// previous ones: tiers start at the right sale, and caps are never exceeded.
final class SelectFigures {

    private static final String ONE_AFTER_THE_OTHER =
            "select pg_advisory_xact_lock(hashtextextended('sales of ' || $1 || ' for ' || $2, 0))";

    private static final String SALES =
            """
            select commission_currency as currency,
                   count(*) filter (where created_at >= $5) as month_sales,
                   count(*) filter (where created_at >= $6) as recent_sales,
                   count(*) filter (where commission > 0 and created_at >= $4) as day_paid,
                   count(*) filter (where commission > 0 and created_at >= $5) as month_paid,
                   count(*) filter (where commission > 0) as total_paid,
                   coalesce(sum(commission - commission_reversed)
                     filter (where created_at >= $4), 0)::text as day_amount,
                   coalesce(sum(commission - commission_reversed)
                     filter (where created_at >= $5), 0)::text as month_amount,
                   coalesce(sum(commission - commission_reversed), 0)::text as total_amount
              from conversions
             where advertiser_id = $1 and offer_id = $2 and promoter_id = $3
               and status in ('pending', 'approved') and created_at >= $7
               and not is_claim
             group by commission_currency
            """;

    private static final String CLICKS =
            """
            select coalesce(sum(valid + suspicious), 0)::bigint as clicks from click_hourly
             where advertiser_id = $1 and offer_id = $2 and promoter_id = $3 and hour >= $4
            """;

    private SelectFigures() {}

    /// @param fromTheBeginning whether sales of all time are needed
    static Future<PromoterFigures> execute(
            SqlConnection connection, Parties parties, Instant at, boolean fromTheBeginning) {
        Instant recent = at.minus(Duration.ofDays(PromoterFigures.PERFORMANCE_DAYS));
        Instant month = CapPeriod.MONTH.start(at);
        Instant first = month.isBefore(recent) ? month : recent;
        long advertiser = parties.advertiser().value();
        long offer = parties.offer().value();
        long promoter = parties.promoter().value();
        Future<?> locked =
                connection
                        .preparedQuery(ONE_AFTER_THE_OTHER)
                        .execute(Tuple.of(Long.toString(promoter), Long.toString(offer)));
        Future<RowSet<Row>> sales =
                connection
                        .preparedQuery(SALES)
                        .execute(
                                Tuple.tuple()
                                        .addLong(advertiser)
                                        .addLong(offer)
                                        .addLong(promoter)
                                        .addOffsetDateTime(
                                                CapPeriod.DAY.start(at).atOffset(ZoneOffset.UTC))
                                        .addOffsetDateTime(month.atOffset(ZoneOffset.UTC))
                                        .addOffsetDateTime(recent.atOffset(ZoneOffset.UTC))
                                        .addOffsetDateTime(
                                                (fromTheBeginning ? Instant.EPOCH : first)
                                                        .atOffset(ZoneOffset.UTC)));
        Future<RowSet<Row>> clicks =
                connection
                        .preparedQuery(CLICKS)
                        .execute(
                                Tuple.of(
                                        advertiser,
                                        offer,
                                        promoter,
                                        recent.atOffset(ZoneOffset.UTC)));
        return Future.all(locked, sales, clicks)
                .map(_ ->
                        figures(
                                sales.result(),
                                clicks.result().iterator().next().getLong("clicks")));
    }

    private static PromoterFigures figures(RowSet<Row> rows, long clicks) {
        long monthSales = 0;
        long recentSales = 0;
        for (Row row : rows) {
            monthSales += row.getLong("month_sales");
            recentSales += row.getLong("recent_sales");
        }
        Map<CapPeriod, Paid> paid = new EnumMap<>(CapPeriod.class);
        for (CapPeriod period : CapPeriod.values()) {
            paid.put(period, paid(rows, period));
        }
        return new PromoterFigures(monthSales, clicks, recentSales, paid);
    }

    private static Paid paid(RowSet<Row> rows, CapPeriod period) {
        long conversions = 0;
        List<Money> amounts = new ArrayList<>();
        for (Row row : rows) {
            conversions += row.getLong(period.label() + "_paid");
            amounts.add(
                    Money.of(
                            new BigDecimal(row.getString(period.label() + "_amount")),
                            Currency.of(row.getString("currency"))));
        }
        return new Paid(conversions, amounts);
    }
}
