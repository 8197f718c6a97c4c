package com.afftok.edge.sale.price;

import com.afftok.edge.sale.Report.Parties;
import com.afftok.shared.commission.CapPeriod;
import com.afftok.shared.commission.Paid;
import com.afftok.shared.commission.PromoterFigures;
import com.afftok.shared.commission.SoldIn;
import com.afftok.shared.commission.statement.PricingStatements;
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
import java.util.List;

/// Counts a promoter's sales for an offer before the sale that is being priced. Unapproved claims
/// of browsers are not counted.
///
/// Sales of one promoter for one offer are priced one after the other, so that each sees the
/// previous ones: tiers start at the right sale, and caps are never exceeded.
final class SelectFigures {

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
                        .preparedQuery(PricingStatements.ONE_AFTER_THE_OTHER)
                        .execute(Tuple.of(Long.toString(promoter), Long.toString(offer)));
        Future<RowSet<Row>> sales =
                connection
                        .preparedQuery(PricingStatements.SALES)
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
                        .preparedQuery(PricingStatements.CLICKS)
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
        List<SoldIn> sold = new ArrayList<>();
        rows.forEach(row -> sold.add(soldIn(row)));
        return PromoterFigures.of(sold, clicks);
    }

    private static SoldIn soldIn(Row row) {
        return new SoldIn(
                row.getLong("month_sales"),
                row.getLong("recent_sales"),
                paid(row, CapPeriod.DAY),
                paid(row, CapPeriod.MONTH),
                paid(row, CapPeriod.TOTAL));
    }

    private static Paid paid(Row row, CapPeriod period) {
        return SoldIn.paid(
                row.getLong(period.label() + "_paid"),
                Money.of(
                        new BigDecimal(row.getString(period.label() + "_amount")),
                        Currency.of(row.getString("currency"))));
    }
}
