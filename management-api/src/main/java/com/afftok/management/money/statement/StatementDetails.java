package com.afftok.management.money.statement;

import com.afftok.shared.money.Currency;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;

/// A statement with the sums of its lines by kind, which lead from its opening to its closing
/// balance.
@Serdeable
record StatementDetails(@JsonUnwrapped StatementView statement, List<Sum> sums) {

    /// @param postings how many changes it sums up
    @Introspected
    @Serdeable
    record Sum(String kind, long postings, BigDecimal amount) {}

    static StatementDetails of(StatementRow row, List<Sum> sums) {
        Currency currency = Currency.of(row.currency());
        return new StatementDetails(
                StatementView.of(row),
                sums.stream()
                        .map(sum ->
                                new Sum(
                                        sum.kind(),
                                        sum.postings(),
                                        StatementView.amount(sum.amount(), currency)))
                        .toList());
    }
}
