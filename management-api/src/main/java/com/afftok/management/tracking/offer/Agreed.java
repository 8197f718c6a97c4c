package com.afftok.management.tracking.offer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;

/// All of an offer that an owner changes with an approval alone.
@Introspected
@Serdeable
record Agreed(@JsonUnwrapped Deal deal, @JsonUnwrapped Landing landing) {

    Agreed shown(String currency) {
        return new Agreed(deal.shown(currency), landing);
    }

    /// Whether it changes what promoters agreed to, for the better or the worse, or where shoppers
    /// are led.
    boolean needsApproval(Agreed live) {
        return !deal.isSameAs(live.deal()) || !landing.isWithin(live.landing());
    }
}
