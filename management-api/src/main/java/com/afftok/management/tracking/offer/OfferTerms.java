package com.afftok.management.tracking.offer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;

/// All terms that the owner of an offer decides, in requests, rows and answers.
@Introspected
@Serdeable
record OfferTerms(
        @JsonUnwrapped Listing listing, @JsonUnwrapped Agreed agreed, Boolean passThrough) {

    /// These terms, with the part that needs approval replaced.
    OfferTerms with(Agreed approved) {
        return new OfferTerms(listing, approved, passThrough);
    }
}
