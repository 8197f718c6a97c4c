package com.afftok.shared.conversion;

import com.afftok.shared.commission.ReverseCommission;
import com.afftok.shared.conversion.ConversionOutcome.Moved;
import com.afftok.shared.conversion.ConversionOutcome.Reason;
import com.afftok.shared.conversion.ConversionOutcome.Refused;
import com.afftok.shared.conversion.ConversionOutcome.Unchanged;
import com.afftok.shared.money.Money;

/// The part of a conversion that determines its moves: status, sold amount, and the sum of refunds.
/// It accepts only what the database accepts.
public record ConversionState(ConversionStatus status, Money sold, Money refunded) {

    public ConversionState {
        if (!sold.isPositive()) {
            throw new IllegalArgumentException("a sale is positive, not " + sold);
        }
        if (refunded.isNegative() || refunded.compareTo(sold) > 0) {
            throw new IllegalArgumentException(refunded + " is no part of " + sold);
        }
        if ((status == ConversionStatus.REVERSED) != refunded.equals(sold)) {
            throw new IllegalArgumentException("reversed is what was refunded as a whole");
        }
        if (refunded.isPositive()
                && status != ConversionStatus.APPROVED
                && status != ConversionStatus.REVERSED) {
            throw new IllegalArgumentException("no refund comes before the approval");
        }
    }

    /// The state of a newly reported conversion.
    ///
    /// @throws IllegalArgumentException if a conversion can't begin with the status
    public static ConversionState begin(ConversionStatus status, Money sold) {
        return new ConversionState(status, sold, Money.zero(sold.currency()));
    }

    /// The result of a move. Permitted are: pending to approved or rejected; growing refunds of an
    /// approved conversion; and its reversal.
    public ConversionOutcome move(ConversionMove move) {
        return switch (move) {
            case ConversionMove.Approve _ -> decide(ConversionStatus.APPROVED);
            case ConversionMove.Reject _ -> decide(ConversionStatus.REJECTED);
            case ConversionMove.Reverse _ -> refund(sold);
            case ConversionMove.Refund(Money total) -> refund(total);
        };
    }

    /// The remaining part of a commission: nothing if the conversion is rejected, otherwise all
    /// except the refunded part.
    public Money left(Money commission) {
        return status == ConversionStatus.REJECTED
                ? Money.zero(commission.currency())
                : commission.minus(ReverseCommission.reversedAfter(commission, sold, refunded));
    }

    /// The remaining part of the sale: nothing if the conversion is rejected.
    public Money worth() {
        return left(sold);
    }

    private ConversionOutcome decide(ConversionStatus decision) {
        if (status == decision) {
            return new Unchanged();
        }
        return switch (status) {
            case PENDING -> moved(decision, refunded);
            case APPROVED -> new Refused(Reason.APPROVED_ALREADY);
            case REJECTED -> new Refused(Reason.REJECTED_ALREADY);
            case REVERSED -> new Refused(Reason.REVERSED_ALREADY);
        };
    }

    private ConversionOutcome refund(Money total) {
        if (!total.currency().equals(sold.currency())) {
            return new Refused(Reason.OTHER_CURRENCY);
        }
        if (!total.isPositive()) {
            return new Refused(Reason.REFUND_NOT_POSITIVE);
        }
        if (total.compareTo(sold) > 0) {
            return new Refused(Reason.REFUND_ABOVE_SALE);
        }
        return switch (status) {
            case PENDING -> new Refused(Reason.NOT_APPROVED_YET);
            case REJECTED -> new Refused(Reason.REJECTED_ALREADY);
            case APPROVED, REVERSED -> refundMore(total);
        };
    }

    private ConversionOutcome refundMore(Money total) {
        if (total.equals(refunded)) {
            return new Unchanged();
        }
        if (total.compareTo(refunded) < 0) {
            return new Refused(Reason.REFUND_BELOW_EARLIER);
        }
        return moved(
                total.equals(sold) ? ConversionStatus.REVERSED : ConversionStatus.APPROVED, total);
    }

    private ConversionOutcome moved(ConversionStatus to, Money refundedThen) {
        return new Moved(this, new ConversionState(to, sold, refundedThen));
    }
}
