package com.afftok.management.sale.price;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The commission of an imagined sale.
///
/// @param recorded false if the report of such a sale would be refused
/// @param needsReview whether it would be held for review
/// @param ruleId the version that decides; null for the offer's own payout
/// @param explanation the steps, as those of a real commission
/// @param fee the explained fee of the platform; null for promoters
/// @param recruiters what their recruiters earn; empty for promoters
@Serdeable
record SimulationView(
        boolean recorded,
        boolean needsReview,
        BigDecimal commission,
        String currency,
        @Nullable Long ruleId,
        @Nullable String notPaid,
        Map<String, Object> explanation,
        @Nullable Map<String, Object> fee,
        List<RecruiterView> recruiters) {

    @Serdeable
    record RecruiterView(int level, BigDecimal commission, Map<String, Object> explanation) {}
}
