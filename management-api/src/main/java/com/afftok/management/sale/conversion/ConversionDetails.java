package com.afftok.management.sale.conversion;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A conversion with its explained commissions and its history.
///
/// @param proof of a manual conversion; null for promoters
/// @param fee the explained fee of the platform; null for promoters
@Serdeable
public record ConversionDetails(
        @JsonUnwrapped ConversionView conversion,
        @Nullable String proof,
        @Nullable Map<String, Object> fee,
        List<CommissionView> commissions,
        List<EventView> history) {

    /// The share of one promoter.
    ///
    /// @param level 0 for the promoter of the link, 1 to 3 for recruiters
    /// @param ruleId the rule that was applied; null for the payout of the offer
    /// @param explanation the steps of the calculation
    @Serdeable
    public record CommissionView(
            int level,
            long promoterId,
            BigDecimal amount,
            BigDecimal reversedAmount,
            String currency,
            @Nullable Long ruleId,
            JsonNode explanation) {}

    /// A change of status, refunds or hold, oldest first.
    ///
    /// @param actor the kind of the actor, such as `postback` or `user`
    /// @param userId the advertiser's member who decided; null for promoters
    /// @param adminId null, except for administrators
    /// @param fromStatus null for the report that created the conversion
    /// @param refundedAmount the sum of all refunds after the change
    @Serdeable
    public record EventView(
            Instant at,
            String actor,
            @Nullable Long userId,
            @Nullable String userName,
            @Nullable Long adminId,
            @Nullable String fromStatus,
            String toStatus,
            BigDecimal refundedAmount,
            boolean needsReview,
            @Nullable String reason) {}
}
