package com.afftok.management.trust.fraud;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The result of a dry run on past clicks.
///
/// @param clicks how many were scored again
/// @param sampled whether the limit of clicks was reached
/// @param notJudgedAgain clicks refused because their address was blocked, which stay refused
/// @param notes limits of these figures
@Serdeable
record DryRunView(
        int version,
        Instant from,
        Instant to,
        @Nullable Long offerId,
        long clicks,
        boolean sampled,
        Refused acceptedToRefused,
        Accepted refusedToAccepted,
        long notJudgedAgain,
        List<String> notes) {

    /// Clicks that would have been refused.
    ///
    /// @param conversions of them, pending or approved
    /// @param commission of promoters, less reversals, that would not be earned
    @Serdeable
    record Refused(
            long clicks, List<ByReason> byReason, long conversions, List<Amount> commission) {}

    /// Clicks that would have been accepted.
    ///
    /// @param commissionUnknownOf number of clicks whose earnings are unknown
    @Serdeable
    record Accepted(long clicks, List<ByReason> byReason, long commissionUnknownOf) {}

    /// Clicks with a reason; a click may have several.
    @Serdeable
    record ByReason(String reason, long clicks) {}

    @Serdeable
    record Amount(BigDecimal amount, String currency) {}
}
