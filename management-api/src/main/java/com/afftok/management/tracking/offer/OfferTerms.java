package com.afftok.management.tracking.offer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;

/// All terms that the owner of an offer decides, in requests, rows and answers.
@Introspected
@Serdeable
record OfferTerms(
        @JsonUnwrapped Listing listing, @JsonUnwrapped Agreed agreed, Boolean passThrough) {

    /// The part of an offer that an owner can change with an approval alone.
    @Introspected
    @Serdeable
    record Agreed(@JsonUnwrapped Deal deal, @JsonUnwrapped Landing landing) {

        Agreed shown(String currency) {
            return new Agreed(deal.shown(currency), landing);
        }

        /// Whether it changes the deal, to any party's advantage, or allows other destinations.
        boolean needsApproval(Agreed live) {
            return !deal.isSameAs(live.deal()) || !landing.isWithin(live.landing());
        }
    }

    /// These terms, with the part that needs approval replaced.
    OfferTerms with(Agreed approved) {
        return new OfferTerms(listing, approved, passThrough);
    }
}
