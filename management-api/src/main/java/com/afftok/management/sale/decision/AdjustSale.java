package com.afftok.management.sale.decision;

import com.afftok.management.platform.request.Problem;
import com.afftok.management.sale.decision.Decision.Verdict;
import com.afftok.management.sale.decision.MoveConversion.Change;
import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.conversion.ConversionStatus;
import com.afftok.shared.money.Money;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes a sale worth an amount that its advertiser names: the difference is refunded, and a
/// pending conversion is approved before. A sale never grows.
final class AdjustSale {

    private AdjustSale() {}

    /// The verdict about a locked conversion.
    ///
    /// @param worth null if the advertiser named none
    static Verdict verdict(LockedConversion conversion, @Nullable Money worth) {
        ConversionState state = conversion.state();
        Money now = state.worth();
        if (worth == null || (now.isZero() && worth.isPositive())) {
            return impossible(Problem.STATUS_IS, "status", state.status().label());
        }
        if (!worth.currency().equals(now.currency())) {
            return impossible(Problem.NOT_THE_CURRENCY, "currency", now.currency().code());
        }
        if (worth.compareTo(now) > 0) {
            return impossible(Problem.ABOVE_WORTH, "amount", now.toBigDecimal().toPlainString());
        }
        if (worth.isZero()) {
            return new Decision.TakeBack().on(conversion);
        }
        if (state.status() == ConversionStatus.PENDING) {
            return approve(conversion, worth);
        }
        return worth.equals(now) ? new Verdict.Nothing() : refund(conversion, worth);
    }

    private static Verdict approve(LockedConversion conversion, Money worth) {
        Verdict approved = new Decision.Approve().on(conversion);
        return worth.equals(conversion.state().sold())
                        || !(approved instanceof Verdict.Allowed(List<Change> first))
                ? approved
                : and(first, refund(first.getLast().after(), worth));
    }

    private static Verdict and(List<Change> first, Verdict then) {
        return then instanceof Verdict.Allowed(List<Change> more)
                ? new Verdict.Allowed(Stream.concat(first.stream(), more.stream()).toList())
                : then;
    }

    private static Verdict refund(LockedConversion conversion, Money worth) {
        Money refunds = conversion.state().sold().minus(worth);
        return new Decision.Reverse(refunds.toBigDecimal()).on(conversion);
    }

    private static Verdict impossible(Problem problem, String field, String param) {
        return new Verdict.Impossible(problem.with(field, param));
    }
}
