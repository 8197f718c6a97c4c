package com.afftok.management.tracking.offer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;

/// All that the owner of an offer decides about it: in requests, in the database and in answers.
@Introspected
@Serdeable
record OfferTerms(
        @JsonUnwrapped Listing listing, @JsonUnwrapped Agreed agreed, Boolean passThrough) {

    /// The same, but for what needs approval.
    OfferTerms with(Agreed approved) {
        return new OfferTerms(listing, approved, passThrough);
    }
}
