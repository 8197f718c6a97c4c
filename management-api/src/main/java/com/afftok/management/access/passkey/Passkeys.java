package com.afftok.management.access.passkey;

import com.afftok.management.access.Caller;
import com.afftok.management.access.identity.Identities;
import com.afftok.management.access.session.RandomTokens;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.party.user.UserRow;
import com.afftok.management.platform.mail.MailKind;
import com.afftok.management.platform.mail.Mails;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.id.UserId;
import com.yubico.webauthn.data.ByteArray;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The passkeys of users. The audit log has each change by a user, and a mail to the user's
/// verified address tells of it.
@Singleton
final class Passkeys {

    static final int MOST = 10;

    private static final String NONE = "—";

    private final PasskeyRepository kept;
    private final Identities identities;
    private final UserRepository users;
    private final RandomTokens random;
    private final Mails mails;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    Passkeys(
            PasskeyRepository kept,
            Identities identities,
            UserRepository users,
            RandomTokens random,
            Mails mails,
            Audit audit,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.kept = kept;
        this.identities = identities;
        this.users = users;
        this.random = random;
        this.mails = mails;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    enum Addition {
        ADDED,
        /// The credential signs somebody in.
        TAKEN,
        TOO_MANY
    }

    enum Removal {
        REMOVED,
        UNKNOWN,
        ONLY_WAY_IN
    }

    List<PasskeyRow> of(Caller.User caller) {
        return kept.of(caller.user().value());
    }

    Optional<PasskeyRow> find(ByteArray credential) {
        return kept.find(credential.getBytes());
    }

    /// The caller, as authenticators know it: random, and the same for all passkeys of the user.
    ByteArray handle(Caller.User caller) {
        users.addPasskeyHandle(caller.user().value(), random.bytes());
        return new ByteArray(kept.handle(caller.user().value()).handle());
    }

    /// Adds a passkey that an authenticator of the caller has made.
    Addition add(Caller.User caller, String name, NewPasskey made) {
        return transactions.executeWrite(_ -> {
            UserRow user = users.locked(caller);
            List<PasskeyRow> before = kept.of(user.id());
            if (before.size() >= MOST) {
                return Addition.TOO_MANY;
            }
            int added =
                    kept.add(
                            user.id(),
                            made.credentialId().getBytes(),
                            made.publicKey().getBytes(),
                            made.signCount(),
                            name,
                            made.backupEligible(),
                            made.backedUp(),
                            clock.instant());
            if (added == 0) {
                return Addition.TAKEN;
            }
            changed(user, before, "user.passkey_add", null, name);
            return Addition.ADDED;
        });
    }

    /// Removes a passkey of the caller, unless it is the only way to sign in.
    Removal remove(Caller.User caller, long id) {
        return transactions.executeWrite(_ -> {
            UserRow user = users.locked(caller);
            List<PasskeyRow> before = kept.of(user.id());
            PasskeyRow found = before.stream().filter(one -> one.id() == id).findAny().orElse(null);
            if (found == null) {
                return Removal.UNKNOWN;
            }
            if (identities.waysIn(user) == 1) {
                return Removal.ONLY_WAY_IN;
            }
            kept.remove(id, user.id());
            changed(user, before, "user.passkey_remove", found.name(), null);
            return Removal.REMOVED;
        });
    }

    /// Notes a sign-in, in the caller's transaction.
    ///
    /// @return false if the passkey was used meanwhile by a copy of it, or removed
    boolean used(PasskeyRow passkey, VerifyPasskey.Proof.Valid proof, Instant now) {
        return kept.used(
                        passkey.id(),
                        passkey.userId(),
                        proof.signCount(),
                        passkey.backupEligible() && proof.backedUp(),
                        now)
                == 1;
    }

    /// Notes that a passkey exists twice.
    void copied(PasskeyRow passkey, long signCount) {
        UserId user = new UserId(passkey.userId());
        audit.note(
                user,
                "user.passkey_copied",
                AuditedObject.of(user),
                Map.of("name", passkey.name(), "sign_count", passkey.signCount()),
                Map.of("name", passkey.name(), "sign_count", signCount));
    }

    private void changed(
            UserRow user,
            List<PasskeyRow> before,
            String action,
            @Nullable String former,
            @Nullable String now) {
        mails.tell(
                user,
                MailKind.PASSKEYS_CHANGED,
                Map.of("former", names(before), "now", names(kept.of(user.id()))));
        audit.note(user.userId(), action, AuditedObject.of(user.userId()), name(former), name(now));
    }

    private static String names(List<PasskeyRow> passkeys) {
        return passkeys.isEmpty()
                ? NONE
                : passkeys.stream().map(PasskeyRow::name).collect(Collectors.joining(", "));
    }

    private static @Nullable Map<String, String> name(@Nullable String name) {
        return name == null ? null : Map.of("name", name);
    }
}
