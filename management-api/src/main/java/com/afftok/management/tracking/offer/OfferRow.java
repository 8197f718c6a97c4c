package com.afftok.management.tracking.offer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An offer with the counters of its clicks and conversions.
///
/// @param stopped `unfunded` while its advertiser's prepayment or credit is used up
/// @param heldBy `platform` if an administrator paused or archived it
/// @param proposal of its owner, which waits for approval
@Introspected
record OfferRow(
        long id,
        long advertiserId,
        OfferTerms terms,
        String status,
        @Nullable String stopped,
        int version,
        @Nullable String heldBy,
        @Nullable Proposal proposal,
        Instant createdAt,
        @Nullable Instant approvedAt,
        long clicks,
        long conversions,
        BigDecimal earned) {

    /// The terms that a proposal changes.
    @Introspected
    @Serdeable
    record Proposal(@JsonUnwrapped OfferTerms.Agreed agreed, Instant proposedAt) {

        Proposal shown(String currency) {
            return new Proposal(agreed.shown(currency), proposedAt);
        }
    }

    boolean isProposed() {
        return proposal != null;
    }
}
