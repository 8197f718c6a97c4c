package com.afftok.management.insight.metric;

import io.micronaut.core.annotation.Introspected;

/// Clicks of the period by bucket, on offers with one currency.
@Introspected
record ClicksRow(
        String currency,
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
