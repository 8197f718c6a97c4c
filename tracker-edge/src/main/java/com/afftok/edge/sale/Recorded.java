package com.afftok.edge.sale;

import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.conversion.ConversionStatus;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.money.Money;
import org.jspecify.annotations.Nullable;

/// What became of a report.
public sealed interface Recorded {

    /// It is a new conversion.
    ///
    /// @param reason why it isn't what was reported, or earns nothing; null where neither is so
    record Created(Standing standing, @Nullable String reason) implements Recorded {}

    /// It moved a conversion that was there.
    record Changed(Standing standing) implements Recorded {}

    /// The transaction was there, and nothing changed.
    record Repeated(Standing standing, String why) implements Recorded {}

    /// It is no conversion, for a reason that the advertiser is told.
    ///
    /// @param field the parameter that is to blame
    record Refused(ErrorCode code, String field, String why) implements Recorded {}

    /// A conversion as it is now.
    ///
    /// @param id null where nothing was stored, or nothing that money knows
    /// @param commission the promoter's, less what was taken back
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
