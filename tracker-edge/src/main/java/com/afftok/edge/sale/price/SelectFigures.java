package com.afftok.edge.sale.price;

import com.afftok.edge.sale.Report.Parties;
import com.afftok.shared.commission.CapPeriod;
import com.afftok.shared.commission.Paid;
import com.afftok.shared.commission.PromoterFigures;
import com.afftok.shared.commission.PromoterFigures.Recent;
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
import java.time.OffsetDateTime;
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
    /// @param withRecent whether clicks and sales of the recent days are
    static Future<PromoterFigures> execute(
            SqlConnection connection,
            Parties parties,
            Instant at,
            boolean fromTheBeginning,
            boolean withRecent) {
        Future<?> locked =
                connection
                        .preparedQuery(PricingStatements.ONE_AFTER_THE_OTHER)
                        .execute(
                                Tuple.of(
                                        Long.toString(parties.promoter().value()),
                                        Long.toString(parties.offer().value())));
        Instant month = CapPeriod.MONTH.start(at);
        Future<RowSet<Row>> sales =
                connection
                        .preparedQuery(PricingStatements.SALES)
                        .execute(
                                of(parties)
                                        .addOffsetDateTime(
                                                CapPeriod.DAY.start(at).atOffset(ZoneOffset.UTC))
                                        .addOffsetDateTime(month.atOffset(ZoneOffset.UTC))
                                        .addOffsetDateTime(
                                                (fromTheBeginning ? Instant.EPOCH : month)
                                                        .atOffset(ZoneOffset.UTC)));
        Future<Recent> recent =
                withRecent ? recent(connection, parties, at) : Future.succeededFuture(Recent.NONE);
        return Future.all(locked, sales, recent).map(_ -> figures(sales.result(), recent.result()));
    }

    private static Future<Recent> recent(SqlConnection connection, Parties parties, Instant at) {
        OffsetDateTime since =
                at.minus(Duration.ofDays(PromoterFigures.PERFORMANCE_DAYS))
                        .atOffset(ZoneOffset.UTC);
        Future<RowSet<Row>> sales =
                connection
                        .preparedQuery(PricingStatements.RECENT)
                        .execute(of(parties).addOffsetDateTime(since));
        Future<RowSet<Row>> clicks =
                connection
                        .preparedQuery(PricingStatements.CLICKS)
                        .execute(of(parties).addOffsetDateTime(since));
        return Future.all(sales, clicks)
                .map(_ ->
                        new Recent(
                                clicks.result().iterator().next().getLong("clicks"),
                                sales.result().iterator().next().getLong("sales")));
    }

    private static Tuple of(Parties parties) {
        return Tuple.tuple()
                .addLong(parties.advertiser().value())
                .addLong(parties.offer().value())
                .addLong(parties.promoter().value());
    }

    private static PromoterFigures figures(RowSet<Row> rows, Recent recent) {
        List<SoldIn> sold = new ArrayList<>();
        rows.forEach(row -> sold.add(soldIn(row)));
        return PromoterFigures.of(sold, recent);
    }

    private static SoldIn soldIn(Row row) {
        return new SoldIn(
                row.getLong("month_sales"),
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
