package com.afftok.edge.sale;

import com.afftok.shared.conversion.ConversionStatus;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a report says of its sale.
public enum ReportedStatus {
    APPROVED("approved", ConversionStatus.APPROVED),
    PENDING("pending", ConversionStatus.PENDING),
    REJECTED("rejected", ConversionStatus.REJECTED),
    /// The reported amount was given back, in all so far: as a whole or in part.
    REFUNDED("refunded", null);

    private static final String REVERSED = "reversed";

    private final String label;
    private final @Nullable ConversionStatus beginning;

    ReportedStatus(String label, @Nullable ConversionStatus beginning) {
        this.label = label;
        this.beginning = beginning;
    }

    /// The status that is written like this; reversed and refunded are the same.
    public static Optional<ReportedStatus> find(String label) {
        return label.equals(REVERSED)
                ? Optional.of(REFUNDED)
                : Arrays.stream(values()).filter(status -> status.label.equals(label)).findFirst();
    }

    public String label() {
        return label;
    }

    /// What a conversion with this status begins as; null where there must be one already.
    public @Nullable ConversionStatus beginning() {
        return beginning;
    }
}
