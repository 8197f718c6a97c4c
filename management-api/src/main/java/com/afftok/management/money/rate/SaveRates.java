package com.afftok.management.money.rate;

import com.afftok.management.access.Caller;
import com.afftok.management.money.rate.RateRepository.Imported;
import com.afftok.management.platform.answer.Outcome;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Changes exchange rates, one with its version or many from a file. Each change is in the audit
/// log.
@Singleton
final class SaveRates {

    private final RateRepository rates;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    SaveRates(
            RateRepository rates,
            Audit audit,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.rates = rates;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// What became of the lines of a file.
    @Serdeable
    record Result(int lines, long added, long changed, long unchanged) {}

    /// Empty if the version is outdated.
    Optional<RateView> change(Caller.Admin caller, RateRequest request) {
        NewRate wanted = request.read(today());
        return transactions.executeWrite(_ -> {
            Optional<RateView> before = rates.find(wanted).map(RateView::of);
            if (rates.keep(wanted, request.version()) == 0) {
                return Optional.empty();
            }
            Optional<RateView> after = rates.find(wanted).map(RateView::of);
            audit.note(
                    caller,
                    "exchange_rate.change",
                    new AuditedObject("exchange_rate", wanted.pairOfDay()),
                    before.orElse(null),
                    after.orElse(null));
            return after;
        });
    }

    /// Stores all rates of a file or none. The same file again changes nothing.
    Outcome<Result> run(Caller.Admin caller, String csv) {
        return switch (ReadRates.read(csv, today())) {
            case ReadRates.Result.Unreadable(var problems) -> Outcome.invalid(problems);
            case ReadRates.Result.Rates(List<NewRate> read) ->
                    new Outcome.Saved<>(transactions.executeWrite(_ -> save(caller, read)));
        };
    }

    private Result save(Caller.Admin caller, List<NewRate> read) {
        Imported done = rates.keep(read);
        Result result =
                new Result(
                        read.size(),
                        done.added(),
                        done.changed(),
                        read.size() - done.added() - done.changed());
        audit.note(
                caller,
                "exchange_rate.import",
                new AuditedObject("exchange_rate", "csv"),
                null,
                result);
        return result;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
