package com.afftok.edge.sale;

import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.conversion.ConversionStatus;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.money.Money;
import org.jspecify.annotations.Nullable;

/// The result of a report.
public sealed interface Recorded {

    /// A new conversion.
    ///
    /// @param reason why it differs from the report or earns nothing; null otherwise
    record Created(Standing standing, @Nullable String reason) implements Recorded {}

    /// An existing conversion was changed.
    record Changed(Standing standing) implements Recorded {}

    /// The transaction existed, and nothing changed.
    record Repeated(Standing standing, String why) implements Recorded {}

    /// Refused, for a reason that the advertiser sees.
    ///
    /// @param field the invalid parameter
    record Refused(ErrorCode code, String field, String why) implements Recorded {}

    /// The current state of a conversion.
    ///
    /// @param id null if nothing was stored, or only a test conversion
    /// @param commission the promoter's, less reversals
    record Standing(@Nullable ConversionId id, ConversionStatus status, Money commission) {

        /// The standing of a conversion in this state.
        ///
        /// @param commission the promoter's when it came
        public static Standing of(
                @Nullable ConversionId id, ConversionState state, Money commission) {
            return new Standing(id, state.status(), state.left(commission));
        }
    }
}
