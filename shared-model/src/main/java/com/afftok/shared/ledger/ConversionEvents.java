package com.afftok.shared.ledger;

import com.afftok.shared.conversion.ConversionOutcome.Moved;
import com.afftok.shared.conversion.ConversionSource;
import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ConversionId;
import java.util.List;

/// The ledger events of a conversion. A claim is booked when it is approved, and not before.
///
/// @param source who reported it
/// @param earnings when it was recorded, before any refund
public record ConversionEvents(
        ConversionId conversion, ConversionSource source, AccountId advertiser, Earnings earnings) {

    /// At its first report: a conversion reported as approved was recorded and approved at once, a
    /// rejected one never earned anything.
    public List<BusinessEvent> begun(ConversionState state) {
        return switch (state.status()) {
            case PENDING -> source.claims() ? List.of() : List.of(recorded());
            case APPROVED -> List.of(recorded(), approved());
            case REJECTED -> List.of();
            case REVERSED -> throw new IllegalArgumentException("nothing begins reversed");
        };
    }

    /// At a change of status.
    public List<BusinessEvent> moved(Moved move) {
        return switch (move.after().status()) {
            case PENDING -> throw new IllegalArgumentException("nothing becomes pending again");
            case APPROVED -> {
                if (!move.after().refunded().isZero()) {
                    yield List.of(
                            new BusinessEvent.PartlyRefunded(
                                    conversion, advertiser, earnings, refund(move)));
                }
                yield source.claims() ? List.of(recorded(), approved()) : List.of(approved());
            }
            case REJECTED ->
                    source.claims()
                            ? List.of()
                            : List.of(new BusinessEvent.Rejected(conversion, advertiser, earnings));
            case REVERSED ->
                    List.of(
                            new BusinessEvent.Reversed(
                                    conversion, advertiser, earnings, refund(move)));
        };
    }

    private BusinessEvent recorded() {
        return new BusinessEvent.Recorded(conversion, advertiser, earnings);
    }

    private BusinessEvent approved() {
        return new BusinessEvent.Approved(conversion, advertiser, earnings);
    }

    private static Refund refund(Moved move) {
        return new Refund(move.after().sold(), move.before().refunded(), move.after().refunded());
    }
}
