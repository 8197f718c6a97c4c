package com.afftok.management.money.reconcile;

import io.micronaut.serde.annotation.Serdeable;

/// A figure that differs from the rows that it follows from.
///
/// @param subject the key of its rows
/// @param figure its name
/// @param kept as it is stored
/// @param expected by the other rows
@Serdeable
public record Difference(String subject, String figure, String kept, String expected) {

    /// One line for people.
    @Override
    public String toString() {
        return "%s of %s: %s is kept, %s is expected".formatted(figure, subject, kept, expected);
    }
}
