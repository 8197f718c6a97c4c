package com.afftok.management.money.reconcile.comparison;

import java.util.List;
import java.util.stream.Stream;

/// Compares figures that are kept with those that follow from other rows.
///
/// The statement selects `subject`, the key of the rows; `figure`, its name; `kept`, and `expected`
/// of the same type. It returns all figures, also equal ones. It works on sets, so that its memory
/// is bounded by PostgreSQL's, for any number of rows.
///
/// @param perDay run for each UTC day of stored clicks, which begins at `{0}` and ends before `{1}`
public record Comparison(String name, boolean perDay, String statement) {

    static Comparison of(String name, String statement) {
        return new Comparison(name, false, statement);
    }

    static Comparison ofDay(String name, String statement) {
        return new Comparison(name, true, statement);
    }

    /// All of them, in the order of the data flow. A new one is added to the list of its subject.
    public static List<Comparison> all() {
        return Stream.of(
                        OfClicks.ALL,
                        OfConversions.ALL,
                        OfLedger.ALL,
                        OfPayouts.ALL,
                        OfAdvertisers.ALL,
                        OfStatements.ALL)
                .flatMap(List::stream)
                .toList();
    }
}
