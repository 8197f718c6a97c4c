package com.afftok.management.metric;

import io.micronaut.core.annotation.Introspected;

/// Clicks of the period, by bucket.
@Introspected
record ClicksRow(
        long gross,
        long valid,
        long suspicious,
        long duplicate,
        long bot,
        long fraud,
        long geoBlocked,
        long inactive,
        long uniques) {

    long billable() {
        return valid + suspicious;
    }
}
