package com.afftok.shared.ledger;

import com.afftok.shared.conversion.ConversionOutcome.Moved;
import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.id.UserId;
import java.util.List;

/// What a conversion's coming and moving means for the ledger.
///
/// @param earnings what it earned when it came, before any refund
public record ConversionEvents(ConversionId conversion, UserId advertiser, Earnings earnings) {

    /// When it was first reported: one that comes approved was recorded and approved at once, one
    /// that comes rejected never earned anything.
    public List<BusinessEvent> begun(ConversionState state) {
        var recorded = new BusinessEvent.Recorded(conversion, advertiser, earnings);
        return switch (state.status()) {
            case PENDING -> List.of(recorded);
            case APPROVED -> List.of(recorded, approved());
            case REJECTED -> List.of();
            case REVERSED -> throw new IllegalArgumentException("nothing begins reversed");
        };
    }

    /// When it moved.
    public BusinessEvent moved(Moved move) {
        return switch (move.after().status()) {
            case PENDING -> throw new IllegalArgumentException("nothing becomes pending again");
            case APPROVED ->
                    move.after().refunded().isZero()
                            ? approved()
                            : new BusinessEvent.PartlyRefunded(
                                    conversion, advertiser, earnings, refund(move));
            case REJECTED -> new BusinessEvent.Rejected(conversion, advertiser, earnings);
            case REVERSED ->
                    new BusinessEvent.Reversed(conversion, advertiser, earnings, refund(move));
        };
    }

    private BusinessEvent approved() {
        return new BusinessEvent.Approved(conversion, advertiser, earnings);
    }

    private static Refund refund(Moved move) {
        return new Refund(move.after().sold(), move.before().refunded(), move.after().refunded());
    }
}
