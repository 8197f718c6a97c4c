package com.afftok.edge.sale;

import com.afftok.shared.conversion.ConversionSource;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.money.Money;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A sale as it came in, attributed, and proven as far as its source can be: ready to be recorded.
///
/// @param source who reported it; a browser's is never more than pending
/// @param dryRun nothing is stored, but the answer is the one that it would get
/// @param click null where it was attributed by a link code or a coupon
/// @param transaction the advertiser's own name for the sale
/// @param amount what was sold, or of a refund what was given back in all so far
/// @param parameters as received and without the signature, to be kept; empty if nothing is
public record Report(
        ConversionSource source,
        Mode mode,
        boolean dryRun,
        Parties parties,
        @Nullable ClickId click,
        String transaction,
        ReportedStatus status,
        Money amount,
        Details details,
        Instant receivedAt,
        Map<String, String> parameters) {

    /// Whether money moves; test credentials never reach it.
    public enum Mode {
        LIVE("live"),
        TEST("test");

        private final String label;

        Mode(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public Report {
        parameters = Map.copyOf(parameters);
        if (source.claims() && status != ReportedStatus.PENDING) {
            throw new IllegalArgumentException("what a browser says is pending");
        }
    }
}
