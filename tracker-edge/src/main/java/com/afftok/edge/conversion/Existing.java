package com.afftok.edge.conversion;

import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.ledger.Earnings;
import com.afftok.shared.money.Money;
import org.jspecify.annotations.Nullable;

/// A conversion that is there, locked for the transaction that reads it.
///
/// @param parties as they were recorded, which is who earns, whatever a later report says
/// @param claimed only a browser has said so
/// @param click null where it was attributed without one
/// @param needsReview it waits for a person
/// @param earnings what it earned when it came
/// @param reversed what was taken back of the promoter's own
record Existing(
        ConversionId id,
        boolean claimed,
        Parties parties,
        @Nullable ClickId click,
        ConversionState state,
        boolean needsReview,
        Earnings earnings,
        Money commission,
        Money reversed) {

    Recorded.Standing standing() {
        return new Recorded.Standing(id, state.status(), commission.minus(reversed));
    }
}
