package com.afftok.edge.conversion;

import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.ledger.Earnings;
import com.afftok.shared.money.Money;

/// A conversion that is there, locked for the transaction that reads it.
///
/// @param parties as they were recorded, which is who earns, whatever a later report says
/// @param needsReview it waits for a person
/// @param earnings what it earned when it came
/// @param reversed what was taken back of the promoter's own
record Existing(
        ConversionId id,
        Parties parties,
        ConversionState state,
        boolean needsReview,
        Earnings earnings,
        Money commission,
        Money reversed) {

    Recorded.Standing standing() {
        return new Recorded.Standing(id, state.status(), commission.minus(reversed));
    }
}
