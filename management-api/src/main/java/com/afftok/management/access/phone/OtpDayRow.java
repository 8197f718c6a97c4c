package com.afftok.management.access.phone;

import io.micronaut.core.annotation.Introspected;

/// How many codes were sent on a day.
///
/// @param country empty for all countries together
/// @param others those of them that were not for a user's number
@Introspected
record OtpDayRow(String country, int requests, int others) {

    boolean isTotal() {
        return country.isEmpty();
    }
}
