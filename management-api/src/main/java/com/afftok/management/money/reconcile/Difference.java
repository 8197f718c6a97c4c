package com.afftok.management.money.reconcile;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;

/// A sum that differs from the postings.
///
/// @param place the table, and the column of a sum
/// @param subject the key of its rows
@Introspected
public record Difference(String place, String subject, BigDecimal kept, BigDecimal booked) {

    /// One line for people.
    @Override
    public String toString() {
        return "%s of %s: %s is kept, %s is booked"
                .formatted(place, subject, kept.toPlainString(), booked.toPlainString());
    }
}
