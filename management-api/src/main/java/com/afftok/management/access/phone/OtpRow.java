package com.afftok.management.access.phone;

import io.micronaut.core.annotation.Introspected;

/// A request for a code.
///
/// @param spent whether the right code was given, or all attempts were used
@Introspected
@SuppressWarnings("ArrayRecordComponent") // compared in constant time alone
record OtpRow(String phone, byte[] codeHash, boolean spent) {

    /// Omits all.
    @Override
    public String toString() {
        return "OtpRow[]";
    }
}
