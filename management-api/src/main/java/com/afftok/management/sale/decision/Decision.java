package com.afftok.management.sale.decision;

import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.sale.decision.MoveConversion.Change;
import com.afftok.shared.conversion.ConversionMove;
import com.afftok.shared.conversion.ConversionOutcome;
import com.afftok.shared.conversion.ConversionOutcome.Moved;
import com.afftok.shared.conversion.ConversionOutcome.Refused;
import com.afftok.shared.conversion.ConversionOutcome.Unchanged;
import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A decision of a person about conversions.
public sealed interface Decision {

    String ADJUST = "adjust";
    Set<String> LABELS = Set.of("approve", "reject", "reverse", "take_back", ADJUST);
    int LONGEST_REASON = 500;

    record Approve() implements Decision {}

    record Reject() implements Decision {}

    /// Reverses the conversion, or refunds a part.
    ///
    /// @param amount the sum of all refunds, including this one; null for the whole sale
    record Reverse(@Nullable BigDecimal amount) implements Decision {}

    /// Ends what the conversion earns: rejects a pending one, and reverses an approved one.
    record TakeBack() implements Decision {}

    /// Makes the sale worth an amount: approves a pending conversion, and refunds the difference.
    ///
    /// @param worth null if it is not known, because the conversion was worth nothing
    record Adjust(@Nullable Money worth) implements Decision {}

    /// The decision by its name; a reversal is of the whole sale.
    ///
    /// @param worth for an adjustment
    static Decision of(String label, @Nullable Money worth) {
        return switch (label) {
            case "approve" -> new Approve();
            case "reject" -> new Reject();
            case "reverse" -> new Reverse(null);
            case "take_back" -> new TakeBack();
            case ADJUST -> new Adjust(worth);
            default -> throw new IllegalArgumentException(label + " is no decision");
        };
    }

    /// Whether promoters are told a reason.
    static boolean needsReason(String label) {
        return !label.equals("approve");
    }

    /// The name in the API.
    default String label() {
        return switch (this) {
            case Approve _ -> "approve";
            case Reject _ -> "reject";
            case Reverse _ -> "reverse";
            case TakeBack _ -> "take_back";
            case Adjust _ -> ADJUST;
        };
    }

    /// The effect of a decision on a conversion.
    sealed interface Verdict {

        /// The moves to make, one after the other.
        record Allowed(List<Change> changes) implements Verdict {}

        /// The same was decided before.
        record Nothing() implements Verdict {}

        /// The state of the conversion does not allow it.
        record Impossible(Detail why) implements Verdict {}

        /// The amount does not fit the conversion.
        record Invalid(Detail why) implements Verdict {}
    }

    /// The verdict about a locked conversion. A conversion that is held for review is released by a
    /// reviewer before it is approved.
    default Verdict on(LockedConversion conversion) {
        return switch (this) {
            case Approve _ ->
                    conversion.needsReview()
                            ? new Verdict.Impossible(Problem.HELD_FOR_REVIEW.with("needs_review"))
                            : move(conversion, new ConversionMove.Approve());
            case Reject _ -> move(conversion, new ConversionMove.Reject());
            case Reverse(BigDecimal amount) ->
                    amount == null
                            ? move(conversion, new ConversionMove.Reverse())
                            : refund(conversion, amount);
            case TakeBack _ -> takeBack(conversion);
            case Adjust(Money worth) -> AdjustSale.verdict(conversion, worth);
        };
    }

    private static Verdict takeBack(LockedConversion conversion) {
        return switch (conversion.state().status()) {
            case PENDING -> move(conversion, new ConversionMove.Reject());
            case APPROVED -> move(conversion, new ConversionMove.Reverse());
            case REJECTED, REVERSED -> new Verdict.Nothing();
        };
    }

    private static Verdict refund(LockedConversion conversion, BigDecimal amount) {
        Currency currency = conversion.state().sold().currency();
        try {
            return move(conversion, new ConversionMove.Refund(Money.of(amount, currency)));
        } catch (ArithmeticException e) {
            return new Verdict.Invalid(Problem.NOT_AN_AMOUNT.with("amount", currency.digits()));
        }
    }

    private static Verdict move(LockedConversion conversion, ConversionMove move) {
        ConversionState state = conversion.state();
        return switch (state.move(move)) {
            case Moved moved -> new Verdict.Allowed(List.of(new Change(conversion, moved)));
            case Unchanged _ -> new Verdict.Nothing();
            case Refused(ConversionOutcome.Reason reason) ->
                    switch (reason) {
                        case NOT_APPROVED_YET,
                                APPROVED_ALREADY,
                                REJECTED_ALREADY,
                                REVERSED_ALREADY ->
                                new Verdict.Impossible(
                                        Problem.STATUS_IS.with("status", state.status().label()));
                        case REFUND_BELOW_EARLIER ->
                                new Verdict.Impossible(
                                        Problem.BELOW_EARLIER.with(
                                                "amount", amount(state.refunded())));
                        case REFUND_ABOVE_SALE ->
                                new Verdict.Invalid(
                                        Problem.TOO_LARGE.with("amount", amount(state.sold())));
                        case REFUND_NOT_POSITIVE ->
                                new Verdict.Invalid(Problem.NOT_POSITIVE.with("amount"));
                        case OTHER_CURRENCY ->
                                throw new IllegalStateException(
                                        "a refund is in the currency of its sale");
                    };
        };
    }

    private static String amount(Money money) {
        return money.toBigDecimal().toPlainString();
    }
}
