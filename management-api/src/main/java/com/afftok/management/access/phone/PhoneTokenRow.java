package com.afftok.management.access.phone;

import io.micronaut.core.annotation.Introspected;

/// A token that was presented.
@Introspected
record PhoneTokenRow(String phone, boolean expired) {

    /// Omits the number.
    @Override
    public String toString() {
        return "PhoneTokenRow[]";
    }
}
