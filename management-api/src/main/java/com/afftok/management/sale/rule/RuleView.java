package com.afftok.management.sale.rule;

import com.afftok.management.platform.request.Detail;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A version of a rule, as clients see it.
///
/// @param id of the rule
/// @param versionId of this version, which explanations of commissions name
@Serdeable
record RuleView(
        long id,
        long versionId,
        long advertiserId,
        long offerId,
        @Nullable Long promoterId,
        String name,
        String payoutType,
        BigDecimal amount,
        BigDecimal percent,
        String currency,
        int priority,
        List<TierView> tiers,
        List<Object> conditions,
        Instant effectiveFrom,
        @Nullable Instant effectiveUntil,
        String status,
        int version,
        Instant createdAt) {

    /// @param maxSales null in the last tier
    @Serdeable
    record TierView(int minSales, @Nullable Integer maxSales, BigDecimal rate) {}

    /// A rule after its change.
    ///
    /// @param warnings of what may not be meant
    @Serdeable
    record Saved(@JsonUnwrapped RuleView rule, List<Detail> warnings) {}
}
