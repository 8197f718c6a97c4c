package com.afftok.management.party.export;

import com.afftok.management.money.payout.method.PayoutMethods;
import com.afftok.management.money.payout.tax.TaxProfiles;
import com.afftok.management.party.user.PayoutDetails;
import com.afftok.management.party.user.SealPayoutDetails;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.UserId;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// Writes all that the platform stores about a user, and about the accounts that the user owns, as
/// one JSON document. It is complete, or there is none.
@Singleton
final class ExportUser {

    static final int MOST_A_DAY = 5;
    static final int LARGEST_MIB = 1024;

    private static final long LARGEST = LARGEST_MIB * 1024L * 1024;
    private static final Duration WAIT_FOR_TURN = Duration.ofSeconds(30);

    private final ExportRepository rows;
    private final ExportTurns turns;
    private final UserRepository users;
    private final SealPayoutDetails payoutDetails;
    private final PayoutMethods payoutMethods;
    private final TaxProfiles taxProfiles;
    private final ObjectMapper json;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    ExportUser(
            ExportRepository rows,
            ExportTurns turns,
            UserRepository users,
            SealPayoutDetails payoutDetails,
            PayoutMethods payoutMethods,
            TaxProfiles taxProfiles,
            ObjectMapper json,
            Audit audit,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.rows = rows;
        this.turns = turns;
        this.users = users;
        this.payoutDetails = payoutDetails;
        this.payoutMethods = payoutMethods;
        this.taxProfiles = taxProfiles;
        this.json = json;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    sealed interface Outcome {

        /// The whole export.
        ///
        /// @param content must be closed
        record Written(InputStream content, long bytes) implements Outcome {}

        record TooLarge() implements Outcome {}

        record Later(Duration retryAfter) implements Outcome {}
    }

    Outcome export(UserId user) {
        ExportTurns.Turn turn = turns.begin(user).orElse(null);
        if (turn == null) {
            return new Outcome.Later(WAIT_FOR_TURN);
        }
        Outcome outcome = new Outcome.TooLarge();
        try {
            outcome = inTurn(turn);
            return outcome;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!(outcome instanceof Outcome.Written)) {
                turns.end(turn);
            }
        }
    }

    private Outcome inTurn(ExportTurns.Turn turn) throws IOException {
        UserId user = turn.user();
        Duration wait = count(user);
        if (wait.isPositive()) {
            return new Outcome.Later(wait);
        }
        ExportFile file = ExportFile.make(LARGEST);
        boolean isWhole = false;
        try {
            isWhole = rows.inSnapshot(() -> write(file, user));
            return isWhole
                    ? new Outcome.Written(file.open(() -> turns.end(turn)), file.bytes())
                    : new Outcome.TooLarge();
        } finally {
            if (!isWhole) {
                file.close();
            }
        }
    }

    /// Counts the export by its entry in the audit log.
    ///
    /// @return how long the user must wait; zero if it may begin
    private Duration count(UserId user) {
        return transactions.executeWrite(_ -> {
            users.lock(user.value());
            long wait = rows.secondsToWait(user.value(), MOST_A_DAY);
            if (wait <= 0) {
                audit.note(user, "user.export", AuditedObject.of(user), null, null);
            }
            return Duration.ofSeconds(wait);
        });
    }

    /// @return false if the file is full
    private boolean write(ExportFile file, UserId user) {
        boolean isWhole =
                file.add(
                        "{\"exported_at\":\"%s\""
                                .formatted(clock.instant().truncatedTo(ChronoUnit.SECONDS)));
        for (UserSection section : UserSection.values()) {
            isWhole =
                    isWhole
                            && file.add(",")
                            && write(
                                    file,
                                    section.label(),
                                    section.query(),
                                    user.value(),
                                    section.isOne());
        }
        isWhole = isWhole && file.add(",\"accounts\":[");
        String separator = "{";
        for (long account : rows.owned(user.value())) {
            isWhole = isWhole && file.add(separator) && write(file, new AccountId(account));
            separator = ",{";
        }
        return isWhole && file.add("]}\n");
    }

    private boolean write(ExportFile file, AccountId account) {
        boolean isWhole =
                file.add("\"payout_details\":" + details(account))
                        && file.add(",\"payout_methods\":" + methods(account))
                        && file.add(",\"tax_profiles\":" + taxProfiles(account));
        for (AccountSection section : AccountSection.values()) {
            isWhole =
                    isWhole
                            && file.add(",")
                            && write(
                                    file,
                                    section.label(),
                                    section.query(),
                                    account.value(),
                                    section.isOne());
        }
        return isWhole && file.add("}");
    }

    private boolean write(ExportFile file, String name, String query, long id, boolean isOne) {
        boolean[] isFirst = {true};
        return file.add("\"%s\":%s".formatted(name, isOne ? "" : "["))
                && rows.read(
                        query,
                        id,
                        row -> {
                            String separator = isFirst[0] ? "\n" : ",\n";
                            isFirst[0] = false;
                            return file.add(separator + row);
                        })
                && file.add(isOne ? "" : "]");
    }

    /// In full: they are the owner's.
    private String methods(AccountId account) {
        try {
            return json.writeValueAsString(payoutMethods.of(account));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// In full: they are the owner's.
    private String taxProfiles(AccountId account) {
        try {
            return json.writeValueAsString(taxProfiles.of(account));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// In full: they are the owner's.
    private String details(AccountId account) {
        PayoutDetails details =
                payoutDetails.of(account).map(SealPayoutDetails.Kept::details).orElse(null);
        try {
            return details == null ? "null" : json.writeValueAsString(details);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
