package com.afftok.edge.sale.move;

import com.afftok.edge.sale.Detail;
import com.afftok.edge.sale.Problem;
import com.afftok.edge.sale.Recorded;
import com.afftok.edge.sale.Report;
import com.afftok.shared.conversion.ConversionMove;
import com.afftok.shared.conversion.ConversionOutcome;
import com.afftok.shared.conversion.ConversionOutcome.Moved;
import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.conversion.ConversionStatus;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.money.Money;
import java.util.stream.Stream;

/// The move of a conversion that a report causes.
public sealed interface Move {

    record Forward(Moved moved) implements Move {}

    record Nowhere(Detail why) implements Move {}

    record Refuse(Recorded.Refused refused) implements Move {}

    static Move of(Report report, ConversionState state, boolean needsReview) {
        return switch (report.status()) {
            case PENDING -> nowhere(Problem.RECORDED_ALREADY);
            case APPROVED -> approve(report.amount(), state, needsReview);
            case REJECTED -> outcome(state.move(new ConversionMove.Reject()), state);
            case REFUNDED -> refund(report.amount(), state);
        };
    }

    /// The amount of the first report remains: another amount would be approved without a review.
    private static Move approve(Money amount, ConversionState state, boolean needsReview) {
        if (state.status() == ConversionStatus.PENDING && needsReview) {
            return nowhere(Problem.HELD_FOR_REVIEW);
        }
        if (state.status() == ConversionStatus.PENDING && !amount.equals(state.sold())) {
            return refuse("amount", Problem.OTHER_AMOUNT, state.sold());
        }
        return outcome(state.move(new ConversionMove.Approve()), state);
    }

    /// The amount is the total of all refunds. A shop that sends the last refund alone is told so.
    private static Move refund(Money total, ConversionState state) {
        ConversionOutcome outcome = state.move(new ConversionMove.Refund(total));
        return outcome instanceof ConversionOutcome.Unchanged
                ? nowhere(Problem.REFUND_NOT_ABOVE_EARLIER, state.refunded())
                : outcome(outcome, state);
    }

    private static Move outcome(ConversionOutcome outcome, ConversionState state) {
        return switch (outcome) {
            case Moved moved -> new Forward(moved);
            case ConversionOutcome.Unchanged _ -> nowhere(Problem.RECORDED_ALREADY);
            case ConversionOutcome.Refused refused ->
                    switch (refused.reason()) {
                        case NOT_APPROVED_YET -> refuse("status", Problem.NOT_APPROVED_YET);
                        case OTHER_CURRENCY -> refuse("currency", Problem.OTHER_CURRENCY);
                        case REFUND_NOT_POSITIVE -> refuse("amount", Problem.REFUND_NOT_POSITIVE);
                        case REFUND_ABOVE_SALE ->
                                refuse("amount", Problem.REFUND_ABOVE_SALE, state.sold());
                        case REFUND_BELOW_EARLIER ->
                                nowhere(Problem.REFUND_NOT_ABOVE_EARLIER, state.refunded());
                        case APPROVED_ALREADY -> nowhere(Problem.APPROVED_ALREADY);
                        case REJECTED_ALREADY -> nowhere(Problem.REJECTED_ALREADY);
                        case REVERSED_ALREADY -> nowhere(Problem.REVERSED_ALREADY);
                    };
        };
    }

    private static Move nowhere(Problem problem, Money... amounts) {
        return new Nowhere(problem.with("transaction_id", texts(amounts)));
    }

    private static Move refuse(String field, Problem problem, Money... amounts) {
        return new Refuse(
                new Recorded.Refused(ErrorCode.CONV_005, problem.with(field, texts(amounts))));
    }

    private static Object[] texts(Money... amounts) {
        return Stream.of(amounts).map(Money::toString).toArray();
    }
}
