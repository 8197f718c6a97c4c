package com.afftok.edge.conversion;

import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.ledger.Earnings;
import com.afftok.shared.money.Money;

/// A conversion that is there, locked for the transaction that reads it.
///
/// @param needsReview it waits for a person
/// @param earnings what it earned when it came
/// @param reversed what was taken back of the promoter's own
record Existing(
        ConversionId id,
        Sold sold,
        ConversionState state,
        boolean needsReview,
        Earnings earnings,
        Money commission,
        Money reversed) {

    Parties parties() {
        return sold.parties();
    }

    Recorded.Standing standing() {
        return Recorded.Standing.of(id, state.status(), commission.minus(reversed));
    }
}
