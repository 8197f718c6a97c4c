package com.afftok.edge.sale.statements;

import com.afftok.edge.sale.Recorded;
import com.afftok.edge.sale.Report.Parties;
import com.afftok.shared.conversion.ConversionSource;
import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.ledger.ConversionEvents;
import com.afftok.shared.ledger.Earnings;
import org.jspecify.annotations.Nullable;

/// An existing conversion, locked by the transaction that reads it.
///
/// @param needsReview it waits for a person
/// @param earnings what it earned when it came
public record StoredConversion(
        ConversionId id, Sold sold, ConversionState state, boolean needsReview, Earnings earnings) {

    public Parties parties() {
        return sold.parties();
    }

    public ConversionEvents events() {
        return new ConversionEvents(id, sold.source(), parties().advertiser(), earnings);
    }

    public Recorded.Standing standing() {
        return Recorded.Standing.of(id, state, earnings.promoter());
    }

    /// What of a conversion never changes.
    ///
    /// @param source who reported it
    /// @param parties who earn, whatever a later report contains
    /// @param click null if it was attributed without one
    public record Sold(
            ConversionSource source,
            String transaction,
            Parties parties,
            @Nullable ClickId click) {}
}
