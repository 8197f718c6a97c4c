package com.afftok.management.money.payout.batch;

import com.afftok.management.access.Caller;
import com.afftok.management.money.payout.debtor.Debtor;
import com.afftok.management.money.payout.debtor.Debtors;
import com.afftok.management.money.payout.file.Payments;
import com.afftok.management.money.payout.file.Payments.Payment;
import com.afftok.management.money.payout.file.WritePain;
import com.afftok.management.money.payout.file.WritePayments;
import com.afftok.management.money.payout.method.SealDestination;
import com.afftok.management.platform.answer.CsvText;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.id.PayoutId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Writes the file of a batch: here alone destinations of many payouts are unsealed together. Each
/// download is in the audit log, before the file is written.
@Singleton
final class DownloadFile {

    static final String PAIN = "pain.001";
    static final String CSV = "csv";

    private static final String BANK = "bank_transfer";

    private final BatchRepository batches;
    private final Debtors debtors;
    private final SealDestination seal;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    DownloadFile(
            BatchRepository batches,
            Debtors debtors,
            SealDestination seal,
            Audit audit,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.batches = batches;
        this.debtors = debtors;
        this.seal = seal;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// What a file needs, or why there is none.
    sealed interface Preparation {

        /// A file can be written.
        ///
        /// @param debtor for pain.001
        record Ready(BatchRow batch, @Nullable Debtor debtor) implements Preparation {}

        record Invalid(Detail why) implements Preparation {}

        record Impossible(Detail why, BatchRow batch) implements Preparation {}
    }

    @Serdeable
    record Download(String format) {}

    Preparation prepare(Caller.Admin caller, BatchRow batch, String format) {
        Debtor debtor = null;
        if (format.equals(PAIN)) {
            if (!batch.method().equals(BANK)) {
                return new Preparation.Invalid(
                        Problem.NOT_BY_METHOD.with("format", batch.method()));
            }
            debtor = debtors.of(batch.currency()).orElse(null);
            if (debtor == null) {
                return new Preparation.Impossible(
                        Problem.NO_DEBTOR.with("currency", batch.currency()), batch);
            }
        }
        return note(caller, batch, format)
                ? new Preparation.Ready(batch, debtor)
                : new Preparation.Impossible(Problem.STATUS_IS.with("status", "cancelled"), batch);
    }

    /// @return false if the batch was cancelled
    private boolean note(Caller.Admin caller, BatchRow batch, String format) {
        return transactions.executeWrite(_ -> {
            boolean isOpen = batches.downloaded(batch.id(), clock.instant());
            if (isOpen) {
                audit.note(
                        caller,
                        "payout_batch.download",
                        AuditedObject.of("payout_batch", batch.id()),
                        null,
                        new Download(format));
            }
            return isOpen;
        });
    }

    /// @param ready to be written
    String write(Preparation.Ready ready) {
        Payments payments = payments(ready.batch());
        Debtor debtor = ready.debtor();
        return debtor == null ? WritePayments.csv(payments) : WritePain.xml(payments, debtor);
    }

    static String mediaType(String format) {
        return format.equals(PAIN) ? WritePain.MEDIA_TYPE : CsvText.MEDIA_TYPE;
    }

    private Payments payments(BatchRow batch) {
        Currency currency = Currency.of(batch.currency());
        return new Payments(
                batch.id(),
                batch.createdAt(),
                currency,
                batches.payments(batch.id()).stream()
                        .map(row ->
                                new Payment(
                                        new PayoutId(row.id()),
                                        Money.of(row.net(), currency),
                                        seal.openOfPayout(row.id(), row.destination())))
                        .toList());
    }
}
