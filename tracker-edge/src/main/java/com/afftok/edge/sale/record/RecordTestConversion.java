package com.afftok.edge.sale.record;

import com.afftok.edge.sale.ClickDetails;
import com.afftok.edge.sale.Decision;
import com.afftok.edge.sale.Detail;
import com.afftok.edge.sale.Recorded;
import com.afftok.edge.sale.Recorded.Standing;
import com.afftok.edge.sale.Report;
import com.afftok.edge.sale.Report.Details;
import com.afftok.edge.sale.Report.Parties;
import com.afftok.edge.sale.move.Move;
import com.afftok.edge.sale.price.PriceSale;
import com.afftok.edge.sale.price.PriceSale.Priced;
import com.afftok.edge.sale.price.SelectTerms;
import com.afftok.edge.sale.price.Terms;
import com.afftok.edge.sale.statements.FindClick;
import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.conversion.ConversionStatus;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Records reports with test credentials: decided, priced and refunded like real sales, and stored
/// apart from money.
final class RecordTestConversion {

    private static final String SELECT =
            """
            select id, status, amount::text, refunded_amount::text, currency, commission::text,
                   commission_currency
              from test_conversions
             where advertiser_id = $1 and transaction_id = $2
               for update
            """;

    private static final String INSERT =
            """
            insert into test_conversions (
              advertiser_id, transaction_id, click_id, link_id, offer_id, promoter_id, status, amount,
              currency, commission, commission_currency, goal)
            values ($1, $2, $3, $4, $5, $6, $7, $8::text::numeric, $9, $10::text::numeric, $11, $12)
            on conflict (advertiser_id, transaction_id) do nothing
            """;

    private static final String UPDATE =
            """
            update test_conversions set status = $3, refunded_amount = $4::text::numeric
             where advertiser_id = $1 and id = $2
            """;

    private final FindClick clicks;
    private final PriceSale price;

    RecordTestConversion(FindClick clicks, PriceSale price) {
        this.clicks = clicks;
        this.price = price;
    }

    private record There(long id, ConversionState state, Money commission) {}

    Future<Recorded> execute(
            SqlConnection connection, Report report, FindClick.Unwritten unwritten) {
        Future<Terms> terms = SelectTerms.execute(connection, report);
        Future<@Nullable ClickDetails> clicked =
                clicks.execute(
                        connection, report.parties().advertiser(), report.click(), unwritten);
        return Future.all(terms, clicked)
                .compose(_ -> existing(connection, report))
                .compose(there ->
                        there == null
                                ? begin(connection, report, terms.result(), clicked.result())
                                : move(connection, report, there));
    }

    private Future<Recorded> begin(
            SqlConnection connection, Report report, Terms terms, @Nullable ClickDetails clicked) {
        return switch (DecideConversion.of(report, terms, clicked)) {
            case Decision.Refuse(Recorded.Refused refused) -> Future.succeededFuture(refused);
            case Decision.Accept accept ->
                    price.execute(connection, report, terms, clicked)
                            .compose(priced ->
                                    switch (priced) {
                                        case Priced.Impossible(Recorded.Refused refused) ->
                                                Future.succeededFuture(refused);
                                        case Priced.Earns earns ->
                                                insert(connection, report, accept, earns);
                                    });
        };
    }

    private static Future<Recorded> insert(
            SqlConnection connection, Report report, Decision.Accept accept, Priced.Earns earns) {
        ConversionStatus status = accept.status();
        Recorded created =
                new Recorded.Created(
                        Recorded.Standing.of(
                                null,
                                ConversionState.begin(status, report.amount()),
                                earns.commission()),
                        RecordConversion.reason(accept, earns));
        if (report.dryRun()) {
            return Future.succeededFuture(created);
        }
        ClickId click = report.click();
        Parties parties = report.parties();
        Tuple tuple =
                Tuple.tuple()
                        .addLong(parties.advertiser().value())
                        .addString(report.transaction())
                        .addUUID(click == null ? null : click.uuid())
                        .addLong(parties.link().value())
                        .addLong(parties.offer().value())
                        .addLong(parties.promoter().value())
                        .addString(status.label())
                        .addString(report.amount().toBigDecimal().toPlainString())
                        .addString(report.amount().currency().code())
                        .addString(earns.commission().toBigDecimal().toPlainString())
                        .addString(earns.commission().currency().code())
                        .addString(Details.orNull(report.details().goal()));
        return connection
                .preparedQuery(INSERT)
                .execute(tuple)
                .compose(rows ->
                        rows.rowCount() == 1
                                ? Future.succeededFuture(created)
                                : existing(connection, report)
                                        .compose(there ->
                                                moveWhatCameFirst(connection, report, there)));
    }

    private static Future<Recorded> moveWhatCameFirst(
            SqlConnection connection, Report report, @Nullable There there) {
        return there == null
                ? Future.failedFuture("a test conversion came and went")
                : move(connection, report, there);
    }

    private static Future<Recorded> move(SqlConnection connection, Report report, There there) {
        return switch (Move.of(report, there.state, false)) {
            case Move.Refuse(Recorded.Refused refused) -> Future.succeededFuture(refused);
            case Move.Nowhere(Detail why) ->
                    Future.succeededFuture(
                            new Recorded.Repeated(
                                    standing(there.state, there.commission), List.of(why)));
            case Move.Forward(var moved) -> {
                Recorded changed = new Recorded.Changed(standing(moved.after(), there.commission));
                yield report.dryRun()
                        ? Future.succeededFuture(changed)
                        : connection
                                .preparedQuery(UPDATE)
                                .execute(
                                        Tuple.of(
                                                report.parties().advertiser().value(),
                                                there.id,
                                                moved.after().status().label(),
                                                moved.after()
                                                        .refunded()
                                                        .toBigDecimal()
                                                        .toPlainString()))
                                .map(changed);
            }
        };
    }

    private static Standing standing(ConversionState state, Money commission) {
        return Recorded.Standing.of(null, state, commission);
    }

    private static Future<@Nullable There> existing(SqlConnection connection, Report report) {
        return connection
                .preparedQuery(SELECT)
                .execute(Tuple.of(report.parties().advertiser().value(), report.transaction()))
                .map(rows -> {
                    for (Row row : rows) {
                        return there(row);
                    }
                    return null;
                });
    }

    private static There there(Row row) {
        return new There(
                row.getLong("id"),
                new ConversionState(
                        ConversionStatus.find(row.getString("status")).orElseThrow(),
                        money(row, "amount", "currency"),
                        money(row, "refunded_amount", "currency")),
                money(row, "commission", "commission_currency"));
    }

    private static Money money(Row row, String amount, String currency) {
        return Money.of(
                new BigDecimal(row.getString(amount)), Currency.of(row.getString(currency)));
    }
}
