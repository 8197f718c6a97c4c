package com.afftok.edge.sale.move;

import com.afftok.edge.sale.Recorded;
import com.afftok.edge.sale.Report;
import com.afftok.shared.conversion.ConversionMove;
import com.afftok.shared.conversion.ConversionOutcome;
import com.afftok.shared.conversion.ConversionOutcome.Moved;
import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.conversion.ConversionStatus;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.money.Money;

/// The move of a conversion that a report causes.
public sealed interface Move {

    String RECORDED_ALREADY = "This transaction has been recorded already.";
    String TOTAL = "The amount of a refund is the total given back so far.";
    String HELD = "The conversion is held for review by a person.";

    record Forward(Moved moved) implements Move {}

    record Nowhere(String why) implements Move {}

    record Refuse(Recorded.Refused refused) implements Move {}

    static Move of(Report report, ConversionState state, boolean needsReview) {
        return switch (report.status()) {
            case PENDING -> new Nowhere(RECORDED_ALREADY);
            case APPROVED -> approve(report.amount(), state, needsReview);
            case REJECTED -> outcome(state.move(new ConversionMove.Reject()));
            case REFUNDED -> refund(report.amount(), state);
        };
    }

    /// The amount of the first report remains: another amount would be approved without a review.
    private static Move approve(Money amount, ConversionState state, boolean needsReview) {
        if (state.status() == ConversionStatus.PENDING && needsReview) {
            return new Nowhere(HELD);
        }
        if (state.status() == ConversionStatus.PENDING && !amount.equals(state.sold())) {
            return refuse(
                    "amount",
                    "The transaction was reported with %s; approve that, and refund the rest."
                            .formatted(state.sold()));
        }
        return outcome(state.move(new ConversionMove.Approve()));
    }

    /// The amount is the total of all refunds. A shop that sends the last refund alone is told so.
    private static Move refund(Money total, ConversionState state) {
        ConversionOutcome outcome = state.move(new ConversionMove.Refund(total));
        if (outcome instanceof ConversionOutcome.Refused refused) {
            switch (refused.reason()) {
                case REFUND_ABOVE_SALE -> {
                    return refuse(
                            "amount",
                            TOTAL + " It can't be more than the %s sold.".formatted(state.sold()));
                }
                case REFUND_BELOW_EARLIER -> {
                    return new Nowhere(
                            TOTAL + " It has been %s already.".formatted(state.refunded()));
                }
                default -> {}
            }
        }
        return outcome instanceof ConversionOutcome.Unchanged
                ? new Nowhere(TOTAL + " It has been %s already.".formatted(state.refunded()))
                : outcome(outcome);
    }

    private static Move outcome(ConversionOutcome outcome) {
        return switch (outcome) {
            case Moved moved -> new Forward(moved);
            case ConversionOutcome.Unchanged _ -> new Nowhere(RECORDED_ALREADY);
            case ConversionOutcome.Refused refused ->
                    switch (refused.reason()) {
                        case NOT_APPROVED_YET -> refuse("status", refused.reason().message());
                        case OTHER_CURRENCY -> refuse("currency", refused.reason().message());
                        case REFUND_NOT_POSITIVE, REFUND_ABOVE_SALE ->
                                refuse("amount", refused.reason().message());
                        case APPROVED_ALREADY,
                                REJECTED_ALREADY,
                                REVERSED_ALREADY,
                                REFUND_BELOW_EARLIER ->
                                new Nowhere(refused.reason().message());
                    };
        };
    }

    private static Move refuse(String field, String why) {
        return new Refuse(new Recorded.Refused(ErrorCode.CONV_005, field, why));
    }
}
