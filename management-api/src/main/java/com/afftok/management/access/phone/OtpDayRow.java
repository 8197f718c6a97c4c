package com.afftok.management.access.phone;

import io.micronaut.core.annotation.Introspected;

/// How many codes were requested on a day.
///
/// @param country empty for all countries together
@Introspected
record OtpDayRow(String country, int requests) {

    boolean isTotal() {
        return country.isEmpty();
    }
}
