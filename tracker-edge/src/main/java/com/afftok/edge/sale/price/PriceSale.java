package com.afftok.edge.sale.price;

import com.afftok.edge.sale.ClickDetails;
import com.afftok.edge.sale.Problem;
import com.afftok.edge.sale.Recorded;
import com.afftok.edge.sale.Report;
import com.afftok.edge.sale.Report.Details;
import com.afftok.shared.click.Tag;
import com.afftok.shared.commission.CalculateCommission;
import com.afftok.shared.commission.CapPeriod;
import com.afftok.shared.commission.Commission;
import com.afftok.shared.commission.CommissionRule;
import com.afftok.shared.commission.CustomerType;
import com.afftok.shared.commission.Explanation;
import com.afftok.shared.commission.NotPaid;
import com.afftok.shared.commission.PromoterFigures;
import com.afftok.shared.commission.Sale;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.ledger.Earnings;
import com.afftok.shared.money.Money;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Calculates the commission of a sale. The promoter's figures are read only if a rule or a cap may
/// need them.
public final class PriceSale {

    public Future<Priced> execute(
            SqlConnection connection, Report report, Terms terms, @Nullable ClickDetails clicked) {
        Future<PromoterFigures> figures =
                terms.rules().isEmpty() && terms.caps().isEmpty()
                        ? Future.succeededFuture(PromoterFigures.NONE)
                        : SelectFigures.execute(
                                connection,
                                report.parties(),
                                report.receivedAt(),
                                hasTotal(terms),
                                terms.rules().stream()
                                        .anyMatch(CommissionRule::asksForPerformance));
        return figures.map(known -> price(report, terms, clicked, known));
    }

    private static boolean hasTotal(Terms terms) {
        return terms.caps().stream().anyMatch(cap -> cap.period() == CapPeriod.TOTAL);
    }

    private static Priced price(
            Report report, Terms terms, @Nullable ClickDetails clicked, PromoterFigures figures) {
        Commission commission =
                CalculateCommission.of(
                        sale(report, terms, clicked),
                        terms.payout(),
                        terms.rules(),
                        figures,
                        terms.caps(),
                        terms.recruiters());
        NotPaid notPaid = commission.notPaid();
        if (notPaid != null && !notPaid.isRecorded()) {
            return new Priced.Impossible(refused(notPaid));
        }
        CommissionRule rule = commission.rule();
        return new Priced.Earns(
                commission.amount(),
                Earnings.of(commission, terms.feePercent()),
                terms.feePercent(),
                rule == null ? null : rule.id(),
                notPaid == null ? null : notPaid.label(),
                Explanation.all(commission));
    }

    private static Sale sale(Report report, Terms terms, @Nullable ClickDetails clicked) {
        Details details = report.details();
        Instant occurredAt = details.occurredAt();
        String channel = clicked == null ? "" : clicked.tags().get(Tag.SOURCE);
        return new Sale(
                report.parties().promoter(),
                report.amount(),
                occurredAt == null ? report.receivedAt() : occurredAt,
                terms.category(),
                channel.isEmpty() ? terms.source() : channel,
                clicked == null ? "" : clicked.country(),
                CustomerType.find(details.customerType()).orElse(null),
                details.coupon(),
                details.goal());
    }

    private static Recorded.Refused refused(NotPaid notPaid) {
        return switch (notPaid) {
            case NotPaid.CurrenciesDiffer differ ->
                    new Recorded.Refused(
                            ErrorCode.CONV_005,
                            Problem.CURRENCIES_DIFFER.with(
                                    "currency",
                                    differ.payout().toString(),
                                    differ.sale().toString()));
            case NotPaid.SaleTooLarge _ ->
                    new Recorded.Refused(
                            ErrorCode.CONV_005, Problem.AMOUNT_OUT_OF_RANGE.with("amount"));
            case NotPaid.CapReached _, NotPaid.NothingDue _ ->
                    throw new IllegalArgumentException("such a sale is recorded");
        };
    }

    /// The result.
    public sealed interface Priced {

        /// The earnings, possibly zero.
        ///
        /// @param commission the promoter's own
        /// @param earnings the promoter's, the recruiters' and the platform's
        /// @param feePercent the platform's, of the commission
        /// @param rule the one that applied; null for the offer's own payout
        /// @param notPaid why the commission is zero, if it is
        /// @param explanations of each share of the earnings, as JSON
        record Earns(
                Money commission,
                Earnings earnings,
                BigDecimal feePercent,
                @Nullable Long rule,
                @Nullable String notPaid,
                List<String> explanations)
                implements Priced {}

        /// It cannot be calculated unless the advertiser reports the sale differently.
        record Impossible(Recorded.Refused refused) implements Priced {}
    }
}
