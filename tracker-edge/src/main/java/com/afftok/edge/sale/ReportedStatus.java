package com.afftok.edge.sale;

import com.afftok.shared.conversion.ConversionStatus;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The status in a report.
public enum ReportedStatus {
    APPROVED("approved", ConversionStatus.APPROVED),
    PENDING("pending", ConversionStatus.PENDING),
    REJECTED("rejected", ConversionStatus.REJECTED),
    /// The amount was refunded in total so far: all or a part of the sale.
    REFUNDED("refunded", null);

    private static final String REVERSED = "reversed";

    private final String label;
    private final @Nullable ConversionStatus beginning;

    ReportedStatus(String label, @Nullable ConversionStatus beginning) {
        this.label = label;
        this.beginning = beginning;
    }

    /// The status with this name; reversed and refunded are synonyms.
    public static Optional<ReportedStatus> find(String label) {
        return label.equals(REVERSED)
                ? Optional.of(REFUNDED)
                : Arrays.stream(values()).filter(status -> status.label.equals(label)).findFirst();
    }

    public String label() {
        return label;
    }

    /// The first status of a conversion reported like this; null if a conversion must exist
    /// already.
    public @Nullable ConversionStatus beginning() {
        return beginning;
    }
}
