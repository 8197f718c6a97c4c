package com.afftok.management.sale.conversion;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conversion together with who earns what from it, and why so much.
@Serdeable
record ConversionDetails(
        @JsonUnwrapped ConversionView conversion, List<CommissionView> commissions) {

    /// What one promoter earns.
    ///
    /// @param level 0 the promoter's own, 1 to 3 the recruiters'
    /// @param ruleId the rule that applied; null is the offer's own payout
    /// @param explanation how the amount came about, step by step
    @Serdeable
    record CommissionView(
            int level,
            long promoterId,
            BigDecimal amount,
            BigDecimal reversedAmount,
            String currency,
            @Nullable Long ruleId,
            JsonNode explanation) {}
}
