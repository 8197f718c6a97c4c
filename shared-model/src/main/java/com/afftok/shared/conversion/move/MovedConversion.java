package com.afftok.shared.conversion.move;

import com.afftok.shared.conversion.ConversionOutcome.Moved;
import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.conversion.ConversionStatus;
import com.afftok.shared.ledger.BusinessEvent;
import com.afftok.shared.ledger.ConversionEvents;
import com.afftok.shared.ledger.Earnings;
import com.afftok.shared.webhook.EventType;
import java.util.List;

/// All that follows from a move of a conversion, for the service that makes the move to write in
/// one transaction.
///
/// The holding period ends with every move. The reason of the status is not part of it: the words
/// of a person replace it, and a report has no words, so that what was noted when the conversion
/// came stays.
///
/// @param takenBack of what it earned, in all; zero where nothing was refunded
/// @param needsReview whether it waits for a person from now on
/// @param bookings for the ledger, in their order
/// @param event what webhooks are told
public record MovedConversion(
        ConversionState state,
        Earnings takenBack,
        boolean needsReview,
        List<BusinessEvent> bookings,
        EventType event) {

    public MovedConversion {
        bookings = List.copyOf(bookings);
    }

    /// Moved by a person, who has looked at it: it waits for no review any more.
    public static MovedConversion byPerson(ConversionEvents conversion, Moved moved) {
        return of(conversion, moved, false);
    }

    /// Moved by a report or at the end of its holding period, which is no review: an approved
    /// conversion still waits if it did. One that was rejected or reversed earns nothing, so
    /// nothing of it is left to review.
    ///
    /// @param needsReview whether it waited until now
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
