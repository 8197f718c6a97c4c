package com.afftok.management.money.payout.debtor;

import com.afftok.management.access.Caller;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;

/// The accounts from which payouts are paid, one per currency.
@Singleton
public final class Debtors {

    private final DebtorRepository debtors;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;

    Debtors(DebtorRepository debtors, Audit audit, TransactionOperations<Connection> transactions) {
        this.debtors = debtors;
        this.audit = audit;
        this.transactions = transactions;
    }

    /// Empty if none was entered.
    public Optional<Debtor> of(String currency) {
        return debtors.find(currency).map(DebtorRepository.DebtorRow::debtor);
    }

    List<Debtor> all() {
        return debtors.list().stream().map(DebtorRepository.DebtorRow::debtor).toList();
    }

    /// All accounts after the change; empty if the version is outdated.
    Optional<List<Debtor>> change(Caller.Admin caller, Debtor wanted) {
        return transactions.executeWrite(_ -> {
            Debtor before = of(wanted.currency()).orElse(null);
            if (debtors.keep(
                            wanted.currency(),
                            wanted.name(),
                            wanted.account(),
                            wanted.bankCode(),
                            wanted.version())
                    != 1) {
                return Optional.empty();
            }
            audit.note(
                    caller,
                    "payout_debtor.change",
                    new AuditedObject("payout_debtor", wanted.currency()),
                    before,
                    of(wanted.currency()).orElseThrow());
            return Optional.of(all());
        });
    }
}
