package com.afftok.edge.sale;

import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.conversion.ConversionStatus;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.money.Money;
import java.util.List;
import java.util.stream.Collectors;
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
    record Repeated(Standing standing, List<Detail> details) implements Recorded {

        public String why() {
            return details.stream().map(Detail::message).collect(Collectors.joining(" "));
        }
    }

    /// Refused, for a reason that the advertiser sees.
    ///
    /// @param detail of the invalid parameter
    record Refused(ErrorCode code, Detail detail, String why) implements Recorded {

        /// For a detail whose message is a whole sentence.
        public Refused(ErrorCode code, Detail detail) {
            this(code, detail, detail.message());
        }
    }

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
