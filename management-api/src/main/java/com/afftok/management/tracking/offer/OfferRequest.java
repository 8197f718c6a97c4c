package com.afftok.management.tracking.offer;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.shared.money.Currency;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An offer in a request; absent optional members get their default. Read-only members may be sent
/// back and are ignored.
///
/// @param advertiserId the owner; set by administrators alone, for a new offer
/// @param version of the offer that is replaced; absent for a new one
@Serdeable
@ExactMembers(
        besides = {
            "id",
            "status",
            "stopped",
            "created_at",
            "approved_at",
            "stats",
            "held_by",
            "proposal"
        })
record OfferRequest(
        @Nullable Long advertiserId, @Nullable Integer version, @JsonUnwrapped OfferTerms terms) {

    OfferRequest {
        Fields fields = new Fields();
        Listing listing = terms.listing().parsed(fields);
        Currency currency =
                Optional.ofNullable(listing.currency()).flatMap(Currency::find).orElse(null);
        terms =
                new OfferTerms(
                        listing,
                        new OfferTerms.Agreed(
                                terms.agreed().deal().parsed(fields, currency),
                                terms.agreed().landing().parsed(fields)),
                        Boolean.TRUE.equals(terms.passThrough()));
        fields.end();
    }
}
