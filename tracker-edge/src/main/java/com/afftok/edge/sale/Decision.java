package com.afftok.edge.sale;

import com.afftok.shared.conversion.ConversionStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether a sale that nobody reported before becomes a conversion, and as what.
public sealed interface Decision {

    /// It does.
    ///
    /// @param reason why it is not what was reported, if it isn't
    /// @param holdUntil when it approves itself, if it does
    record Accept(
            ConversionStatus status,
            boolean needsReview,
            @Nullable String reason,
            @Nullable Instant holdUntil)
            implements Decision {}

    record Refuse(Recorded.Refused refused) implements Decision {}
}
