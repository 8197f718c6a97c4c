package com.afftok.management.party.moderation;

import com.afftok.management.access.Caller;
import com.afftok.management.access.mailed.ResetPassword;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.id.UserId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Map;

/// Issues a reset token for a user who has lost the password. Its holder can take over the account,
/// so the issuer and the reason are recorded.
@Singleton
final class IssueReset {

    private static final String ACTIVE = "active";

    private final ModerationRepository users;
    private final ResetPassword resets;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;

    IssueReset(
            ModerationRepository users,
            ResetPassword resets,
            Audit audit,
            TransactionOperations<Connection> transactions) {
        this.users = users;
        this.resets = resets;
        this.audit = audit;
        this.transactions = transactions;
    }

    sealed interface Outcome {

        record Issued(ResetPassword.Issued reset) implements Outcome {}

        record Unknown() implements Outcome {}

        record Refused(Detail why) implements Outcome {}
    }

    Outcome issue(Caller.Admin caller, UserId id, String reason) {
        return transactions.executeWrite(_ -> {
            ModeratedRow user = users.lock(id.value()).orElse(null);
            if (user == null) {
                return new Outcome.Unknown();
            }
            if (!user.status().equals(ACTIVE)) {
                return new Outcome.Refused(Problem.STATUS_IS.with("status", user.status()));
            }
            if (user.email() == null) {
                return new Outcome.Refused(Problem.NO_ADDRESS.with("email"));
            }
            ResetPassword.Issued reset = resets.issue(id);
            audit.note(
                    caller,
                    "user.password_reset_token",
                    AuditedObject.of(id),
                    null,
                    Map.of("reason", reason));
            return new Outcome.Issued(reset);
        });
    }
}
