package com.afftok.edge.sale.pixel;

import com.afftok.edge.link.Link;
import com.afftok.edge.link.LinkLookup;
import com.afftok.edge.link.Links;
import com.afftok.edge.link.Offer;
import com.afftok.edge.sale.Problem;
import com.afftok.edge.sale.Recorded;
import com.afftok.edge.sale.Report;
import com.afftok.edge.sale.Report.Parties;
import com.afftok.edge.sale.ReportedStatus;
import com.afftok.edge.sale.attribute.ReadPostback.Postback;
import com.afftok.edge.sale.queue.RecordOrQueue;
import com.afftok.edge.sale.queue.RecordOrQueue.Fate;
import com.afftok.shared.conversion.ConversionSource;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.money.Money;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Records a purchase reported by a browser as a pending conversion, which only a reviewer or the
/// signed postback approves. The answer reveals neither commissions nor whether the transaction was
/// reported by others, because anybody can send such requests.
final class RecordPurchase {

    private final Links links;
    private final RecordOrQueue record;
    private final ClaimCeiling ceiling;

    RecordPurchase(Links links, RecordOrQueue record, ClaimCeiling ceiling) {
        this.links = links;
        this.record = record;
        this.ceiling = ceiling;
    }

    Future<PixelOutcome> execute(ClickId click, Postback sale, Instant now) {
        LinkId id = click.link();
        LinkLookup known = links.known(id);
        return (known == null ? links.find(id) : Future.succeededFuture(known))
                .compose(found ->
                        switch (found) {
                            case LinkLookup.Found(Link link, Offer offer, _) ->
                                    record(link, offer, click, sale, now);
                            case LinkLookup.Unknown _ -> refused(ErrorCode.CONV_004);
                            case LinkLookup.Unreachable _ -> refused(ErrorCode.DB_001);
                        });
    }

    private Future<PixelOutcome> record(
            Link link, Offer offer, ClickId click, Postback sale, Instant now) {
        Optional<Money> amount = sale.money(offer.currency());
        if (amount.isEmpty()) {
            return wrongAmount(Problem.FINER_THAN_ITS_CURRENCY);
        }
        if (!ceiling.admits(amount.get())) {
            return wrongAmount(Problem.TOO_MUCH_FOR_A_BROWSER);
        }
        Report report =
                new Report(
                        ConversionSource.PIXEL,
                        Report.Mode.LIVE,
                        false,
                        Parties.of(link),
                        click,
                        sale.transaction(),
                        ReportedStatus.PENDING,
                        amount.get(),
                        sale.details(),
                        now,
                        Map.of());
        return record.execute(report).map(RecordPurchase::outcome);
    }

    private static PixelOutcome outcome(Fate fate) {
        return switch (fate) {
            case Fate.Done(Recorded recorded) ->
                    switch (recorded) {
                        case Recorded.Created _, Recorded.Changed _, Recorded.Repeated _ ->
                                PixelOutcome.PENDING;
                        case Recorded.Refused(ErrorCode code, _, _) ->
                                PixelOutcome.Refused.of(code);
                    };
            case Fate.Queued _ -> PixelOutcome.QUEUED;
            case Fate.Nowhere _ -> PixelOutcome.Refused.of(ErrorCode.DB_001);
        };
    }

    private static Future<PixelOutcome> wrongAmount(Problem problem) {
        return Future.succeededFuture(
                new PixelOutcome.Refused(ErrorCode.CONV_005, List.of(problem.with("amount"))));
    }

    private static Future<PixelOutcome> refused(ErrorCode code) {
        return Future.succeededFuture(PixelOutcome.Refused.of(code));
    }

    /// The largest purchase that a browser may report, which excludes typing errors and abuse from
    /// the list of claims. For currencies whose unit is worth less than a US cent it is a thousand
    /// times as high.
    ///
    /// @param units in units of a currency, such as dollars
    record ClaimCeiling(long units) {

        private static final BigDecimal SMALL_UNITS = BigDecimal.valueOf(1000);

        private static final Set<String> SMALL =
                Set.of(
                        "AMD", "AOA", "ARS", "BIF", "CDF", "CLP", "COP", "CRC", "DJF", "DZD", "GNF",
                        "GYD", "HUF", "IDR", "IQD", "IRR", "ISK", "JMD", "JPY", "KHR", "KMF", "KRW",
                        "KZT", "LAK", "LBP", "LKR", "LRD", "MGA", "MMK", "MNT", "MWK", "NGN", "PKR",
                        "PYG", "RSD", "RWF", "SDG", "SOS", "SSP", "SYP", "TZS", "UGX", "UZS", "VND",
                        "XAF", "XOF", "YER");

        boolean admits(Money amount) {
            BigDecimal most = BigDecimal.valueOf(units);
            return amount.toBigDecimal()
                            .compareTo(
                                    SMALL.contains(amount.currency().code())
                                            ? most.multiply(SMALL_UNITS)
                                            : most)
                    <= 0;
        }
    }
}
