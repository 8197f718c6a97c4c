package com.afftok.management.money.reconcile;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.stream.Stream;

/// The result of a comparison.
///
/// @param compared the number of figures
/// @param differences the number of those that differ
/// @param named the first of these
@Serdeable
public record Compared(String name, long compared, long differences, List<Difference> named) {

    /// The differences that are named; one cause often has many.
    static final int MOST_NAMED = 20;

    public Compared {
        named = List.copyOf(named);
    }

    /// Together with the result for other rows.
    Compared and(Compared other) {
        return new Compared(
                name,
                compared + other.compared,
                differences + other.differences,
                Stream.concat(named.stream(), other.named.stream()).limit(MOST_NAMED).toList());
    }

    /// Lines for people.
    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder(
                        "%s: %d compared, %d differences".formatted(name, compared, differences));
        named.forEach(one -> text.append("\n  ").append(one));
        if (differences > named.size()) {
            text.append("\n  and %d more".formatted(differences - named.size()));
        }
        return text.toString();
    }
}
