package com.afftok.management.tracking.offer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An offer as everybody may see it.
///
/// @param stopped why it accepts no clicks although it is active: `unfunded`, or null
/// @param approvedAt the first approval; null if never
@Serdeable
record OfferView(
        long id,
        @JsonUnwrapped Listing listing,
        @JsonUnwrapped Deal deal,
        String status,
        @Nullable String stopped,
        Instant createdAt,
        @Nullable Instant approvedAt,
        Stats stats) {

    /// The public view of an offer.
    ///
    /// @param arabic whether to show Arabic texts, where present
    static OfferView of(OfferRow row, boolean arabic) {
        Listing listing = row.terms().listing();
        return new OfferView(
                row.id(),
                arabic ? listing.inArabic() : listing,
                row.terms().agreed().deal().shown(listing.currency()),
                row.status(),
                row.stopped(),
                row.createdAt(),
                row.approvedAt(),
                Stats.of(row.clicks(), row.conversions(), row.earned()));
    }

    /// An offer as its owner and administrators see it, with its internal terms.
    @Serdeable
    record Own(
            @JsonUnwrapped OfferView offer,
            long advertiserId,
            @JsonUnwrapped Landing landing,
            boolean passThrough,
            int version,
            @Nullable String heldBy,
            OfferRow.@Nullable Proposal proposal) {

        static Own of(OfferRow row) {
            OfferRow.Proposal proposal = row.proposal();
            return new Own(
                    OfferView.of(row, false),
                    row.advertiserId(),
                    row.terms().agreed().landing(),
                    row.terms().passThrough(),
                    row.version(),
                    row.heldBy(),
                    proposal == null ? null : proposal.shown(row.terms().listing().currency()));
        }
    }
}
