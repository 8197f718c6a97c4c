package com.afftok.management.offer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An offer as its owner and administrators see it: what everybody sees, and how it works.
///
/// @param heldBy `platform` where an administrator paused or archived it
/// @param proposal of its owner, which waits for approval
@Serdeable
record OwnOfferView(
        @JsonUnwrapped OfferView offer,
        long advertiserId,
        String destinationUrl,
        List<String> allowedHosts,
        boolean strictGeo,
        boolean passThrough,
        int minSecondsToConversion,
        int version,
        @Nullable String heldBy,
        @Nullable ProposalView proposal) {

    static OwnOfferView of(OfferRow row) {
        return new OwnOfferView(
                OfferView.of(row, false),
                row.advertiserId(),
                row.destinationUrl(),
                row.allowedHosts(),
                row.strictGeo(),
                row.passThrough(),
                row.minSecondsToConversion(),
                row.version(),
                row.heldBy(),
                ProposalView.of(row));
    }
}
