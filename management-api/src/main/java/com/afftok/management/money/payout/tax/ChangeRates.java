package com.afftok.management.money.payout.tax;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.answer.Outcome;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Adds rates of withheld tax, and deletes those that are not in force yet. A rate in force is
/// replaced by a later one, so that the tax of past payouts stays explained.
@Singleton
final class ChangeRates {

    private static final String FROM = "valid_from";

    private final RateRepository rates;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    ChangeRates(
            RateRepository rates,
            Audit audit,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.rates = rates;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    Outcome<RateRow> add(Caller.Admin caller, NewRate wanted) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant from = wanted.validFrom() == null ? now : wanted.validFrom();
        if (from.isBefore(now)) {
            return Outcome.invalid(List.of(Problem.IN_PAST.with(FROM)));
        }
        return transactions.executeWrite(_ -> {
            RateRow row =
                    new RateRow(
                            rates.next(),
                            wanted.country(),
                            wanted.basis(),
                            wanted.percent(),
                            from.truncatedTo(ChronoUnit.MICROS),
                            caller.id().value(),
                            now);
            if (rates.add(row) == 0) {
                return Outcome.refused(ErrorCode.STATE_002, Problem.TAKEN.with(FROM));
            }
            audit.note(
                    caller,
                    "withholding_rate.add",
                    AuditedObject.of("withholding_rate", row.id()),
                    null,
                    row);
            return new Outcome.Saved<>(row);
        });
    }

    Outcome<RateRow> delete(Caller.Admin caller, long id) {
        return transactions.executeWrite(_ -> {
            RateRow row = rates.find(id).orElse(null);
            if (row == null) {
                return Outcome.refused(ErrorCode.ROUTE_001);
            }
            if (rates.delete(id, clock.instant()) == 0) {
                return Outcome.refused(ErrorCode.STATE_002, Problem.IN_PAST.with(FROM));
            }
            audit.note(
                    caller,
                    "withholding_rate.delete",
                    AuditedObject.of("withholding_rate", id),
                    row,
                    null);
            return new Outcome.Saved<>(row);
        });
    }
}
