package com.afftok.management.offer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/// An offer as its owner and administrators see it: what everybody sees, and how it works.
@Serdeable
record OwnOfferView(
        @JsonUnwrapped OfferView offer,
        long advertiserId,
        String destinationUrl,
        List<String> allowedHosts,
        boolean strictGeo,
        boolean passThrough,
        int minSecondsToConversion,
        int version) {

    static OwnOfferView of(OfferRow row) {
        return new OwnOfferView(
                OfferView.of(row, false),
                row.advertiserId(),
                row.destinationUrl(),
                row.allowedHosts(),
                row.strictGeo(),
                row.passThrough(),
                row.minSecondsToConversion(),
                row.version());
    }
}
