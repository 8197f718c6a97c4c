package com.afftok.management.money.rate;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.LocalDate;

/// A rate, as clients see it.
///
/// @param rate a decimal number as text, which stays exact in every client
@Serdeable
record RateView(LocalDate date, String base, String quote, String rate, int version) {

    static RateView of(RateRow row) {
        return new RateView(row.day(), row.base(), row.quote(), text(row.rate()), row.version());
    }

    /// Without trailing zeros.
    private static String text(BigDecimal rate) {
        return rate.stripTrailingZeros().toPlainString();
    }
}
