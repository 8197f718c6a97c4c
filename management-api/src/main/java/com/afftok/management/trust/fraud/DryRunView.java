package com.afftok.management.trust.fraud;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a version of the rules would have made of past clicks.
///
/// @param clicks how many were judged again
/// @param sampled whether there were more than are looked at
/// @param notJudgedAgain those that stay refused because their address was blocked
/// @param notes what these figures cannot say
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
    /// @param conversions of theirs that earn now, pending or approved
    /// @param commission the promoters', less what was taken back, that would not be earned
    @Serdeable
    record Refused(
            long clicks, List<ByReason> byReason, long conversions, List<Amount> commission) {}

    /// Clicks that would have been accepted.
    ///
    /// @param commissionUnknownOf of how many nobody can say what they would have earned
    @Serdeable
    record Accepted(long clicks, List<ByReason> byReason, long commissionUnknownOf) {}

    /// Clicks that showed something; one may have shown several things.
    @Serdeable
    record ByReason(String reason, long clicks) {}

    @Serdeable
    record Amount(BigDecimal amount, String currency) {}
}
