package com.afftok.edge.sale;

import com.afftok.shared.conversion.ConversionStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether a sale without a conversion becomes one, and in which status.
public sealed interface Decision {

    /// It becomes a conversion.
    ///
    /// @param reason why it differs from the report, if it does
    /// @param holdUntil when it is approved automatically, if it is
    record Accept(
            ConversionStatus status,
            boolean needsReview,
            @Nullable String reason,
            @Nullable Instant holdUntil)
            implements Decision {}

    record Refuse(Recorded.Refused refused) implements Decision {}
}
