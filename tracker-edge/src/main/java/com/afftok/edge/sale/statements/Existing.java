package com.afftok.edge.sale.statements;

import com.afftok.edge.sale.Parties;
import com.afftok.edge.sale.Recorded;
import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.ledger.Earnings;
import com.afftok.shared.money.Money;

/// A conversion that is there, locked for the transaction that reads it.
///
/// @param needsReview it waits for a person
/// @param earnings what it earned when it came
/// @param reversed what was taken back of the promoter's own
public record Existing(
        ConversionId id,
        Sold sold,
        ConversionState state,
        boolean needsReview,
        Earnings earnings,
        Money commission,
        Money reversed) {

    public Parties parties() {
        return sold.parties();
    }

    public Recorded.Standing standing() {
        return Recorded.Standing.of(id, state.status(), commission.minus(reversed));
    }
}
