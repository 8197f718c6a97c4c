package com.afftok.management.party.moderation;

import com.afftok.management.access.Caller;
import com.afftok.management.access.mailed.ResetPassword;
import com.afftok.management.party.user.PersonRow;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.platform.mail.MailLanguage;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.id.UserId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;

/// Mails a link to a user who has lost the password, and asked the support. Its holder can take
/// over the account, so no administrator sees it.
@Singleton
final class MailReset {

    /// For mails beyond the limit of a recipient.
    static final Duration RETRY_AFTER = Duration.ofHours(1);

    private static final String ACTIVE = "active";

    private final ModerationRepository users;
    private final UserRepository people;
    private final ResetPassword resets;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;

    MailReset(
            ModerationRepository users,
            UserRepository people,
            ResetPassword resets,
            Audit audit,
            TransactionOperations<Connection> transactions) {
        this.users = users;
        this.people = people;
        this.resets = resets;
        this.audit = audit;
        this.transactions = transactions;
    }

    sealed interface Outcome {

        record Mailed() implements Outcome {}

        record TooMany() implements Outcome {}

        record Unknown() implements Outcome {}

        record Refused(Detail why) implements Outcome {}
    }

    Outcome mail(Caller.Admin caller, UserId id, String reason) {
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
            PersonRow person = people.findPerson(id.value()).orElseThrow();
            if (!resets.send(person, user.email(), MailLanguage.of(person.language()))) {
                return new Outcome.TooMany();
            }
            audit.note(
                    caller,
                    "user.password_reset_mail",
                    AuditedObject.of(id),
                    null,
                    Map.of("reason", reason));
            return new Outcome.Mailed();
        });
    }
}
