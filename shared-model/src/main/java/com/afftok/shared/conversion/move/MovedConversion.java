package com.afftok.shared.conversion.move;

import com.afftok.shared.conversion.ConversionOutcome.Moved;
import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.conversion.ConversionStatus;
import com.afftok.shared.ledger.BusinessEvent;
import com.afftok.shared.ledger.ConversionEvents;
import com.afftok.shared.ledger.Earnings;
import com.afftok.shared.webhook.EventType;
import java.util.List;

/// All effects of a move, which the service that makes it writes in one transaction.
///
/// Every move ends the holding period. The reason of the status is not included: a person's reason
/// replaces it, and a report has none, so the first one remains.
///
/// @param takenBack the reversed part of the earnings, in all; zero without refunds
/// @param needsReview whether it needs review after the move
/// @param bookings the ledger's, in their order
/// @param event the webhook event
public record MovedConversion(
        ConversionState state,
        Earnings takenBack,
        boolean needsReview,
        List<BusinessEvent> bookings,
        EventType event) {

    public MovedConversion {
        bookings = List.copyOf(bookings);
    }

    /// A move by a person after a review.
    public static MovedConversion byPerson(ConversionEvents conversion, Moved moved) {
        return of(conversion, moved, false);
    }

    /// A move by a report, or at the end of the holding period. This is not a review: an approved
    /// conversion that needed review still does. A rejected or reversed one earns nothing, so it
    /// needs none.
    ///
    /// @param needsReview whether it needed review before
    public static MovedConversion byReport(
            ConversionEvents conversion, Moved moved, boolean needsReview) {
        boolean earns = moved.after().status() == ConversionStatus.APPROVED;
        return of(conversion, moved, needsReview && earns);
    }

    private static MovedConversion of(
            ConversionEvents conversion, Moved moved, boolean needsReview) {
        ConversionState after = moved.after();
        return new MovedConversion(
                after,
                conversion.earnings().takenBack(after.refunded(), after.sold()),
                needsReview,
                conversion.moved(moved),
                EventType.ofMove(after));
    }

    /// Whether the commissions change.
    public boolean takesBack() {
        return state.refunded().isPositive();
    }
}
