package com.afftok.management.money.payout.limit;

import com.afftok.management.access.Caller;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Changes limits of payouts, with optimistic locking by version. They apply to later requests.
@Singleton
final class ChangeLimits {

    private final LimitRepository limits;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;

    ChangeLimits(
            LimitRepository limits, Audit audit, TransactionOperations<Connection> transactions) {
        this.limits = limits;
        this.audit = audit;
        this.transactions = transactions;
    }

    /// All limits after the change; empty if the version is outdated.
    Optional<Limits> change(Caller.Admin caller, Limits.Minimum wanted) {
        return change(
                caller,
                "payout_minimum.change",
                wanted.currency() + ":" + wanted.method(),
                () ->
                        limits.keepMinimum(
                                        wanted.currency(),
                                        wanted.method(),
                                        wanted.minimum(),
                                        wanted.version())
                                == 1);
    }

    Optional<Limits> change(Caller.Admin caller, Limits.Threshold wanted) {
        return change(
                caller,
                "payout_threshold.change",
                wanted.currency(),
                () ->
                        limits.keepThreshold(wanted.currency(), wanted.amount(), wanted.version())
                                == 1);
    }

    Optional<Limits> change(Caller.Admin caller, Limits.Fee wanted) {
        return change(
                caller,
                "payout_fee.change",
                wanted.currency() + ":" + wanted.method(),
                () ->
                        limits.keepFee(
                                        wanted.currency(),
                                        wanted.method(),
                                        wanted.fixed(),
                                        wanted.percent(),
                                        wanted.maximum(),
                                        wanted.version())
                                == 1);
    }

    Optional<Limits> change(Caller.Admin caller, Limits.Absorption wanted) {
        return change(
                caller,
                "payout_absorption.change",
                wanted.currency(),
                () ->
                        limits.keepAbsorption(wanted.currency(), wanted.amount(), wanted.version())
                                == 1);
    }

    private Optional<Limits> change(
            Caller.Admin caller, String action, String object, BooleanSupplier change) {
        return transactions.executeWrite(_ -> {
            Limits before = Limits.of(limits);
            if (!change.getAsBoolean()) {
                return Optional.empty();
            }
            Limits after = Limits.of(limits);
            audit.note(caller, action, new AuditedObject("payout_limit", object), before, after);
            return Optional.of(after);
        });
    }
}
