package com.afftok.management.access.passkey;

import com.afftok.management.access.Caller;
import com.afftok.management.access.factor.FactorOwner;
import com.afftok.management.access.factor.TellFactorOwner;
import com.afftok.management.access.identity.Identities;
import com.afftok.management.access.session.RandomTokens;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.platform.mail.MailKind;
import com.afftok.management.trust.audit.Audit;
import com.afftok.shared.id.AdminId;
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

/// The passkeys of users and administrators. The audit log has each change by its owner, and a mail
/// to an administrator, or to a user's verified address, tells of it.
@Singleton
public final class Passkeys {

    static final int MOST = 10;

    private static final String NONE = "—";

    private final PasskeyRepository kept;
    private final Identities identities;
    private final UserRepository users;
    private final AdminHandles admins;
    private final RandomTokens random;
    private final TellFactorOwner tell;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    Passkeys(
            PasskeyRepository kept,
            Identities identities,
            UserRepository users,
            AdminHandles admins,
            RandomTokens random,
            TellFactorOwner tell,
            Audit audit,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.kept = kept;
        this.identities = identities;
        this.users = users;
        this.admins = admins;
        this.random = random;
        this.tell = tell;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// The handles of administrators.
    public interface AdminHandles {

        /// Gives an administrator a handle, unless it has one.
        void addPasskeyHandle(long admin, byte[] candidate);
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

    List<PasskeyRow> of(FactorOwner owner) {
        return kept.of(owner.userId(), owner.adminId());
    }

    Optional<PasskeyRow> find(ByteArray credential) {
        return kept.find(credential.getBytes());
    }

    /// The owner, as authenticators know it: random, and the same for all passkeys of the owner.
    ByteArray handle(FactorOwner owner) {
        switch (owner) {
            case FactorOwner.User(UserId id) -> users.addPasskeyHandle(id.value(), random.bytes());
            case FactorOwner.Admin(AdminId id) ->
                    admins.addPasskeyHandle(id.value(), random.bytes());
        }
        return new ByteArray(kept.handle(owner.userId(), owner.adminId()).handle());
    }

    PasskeyOptions.Name name(AdminId admin) {
        return kept.name(admin.value());
    }

    /// Adds a passkey that an authenticator of the caller has made.
    Addition add(Caller caller, String name, NewPasskey made) {
        FactorOwner owner = FactorOwner.of(caller);
        return transactions.executeWrite(_ -> {
            waysIn(caller);
            List<PasskeyRow> before = of(owner);
            if (before.size() >= MOST) {
                return Addition.TOO_MANY;
            }
            int added =
                    kept.add(
                            owner.userId(),
                            owner.adminId(),
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
            changed(owner, before, "passkey_add", null, name);
            return Addition.ADDED;
        });
    }

    /// Removes a passkey of the caller, unless it is the only way to sign in.
    Removal remove(Caller caller, long id) {
        FactorOwner owner = FactorOwner.of(caller);
        return transactions.executeWrite(_ -> {
            long waysIn = waysIn(caller);
            List<PasskeyRow> before = of(owner);
            PasskeyRow found = before.stream().filter(one -> one.id() == id).findAny().orElse(null);
            if (found == null) {
                return Removal.UNKNOWN;
            }
            if (waysIn == 1) {
                return Removal.ONLY_WAY_IN;
            }
            kept.remove(id, owner.userId(), owner.adminId());
            changed(owner, before, "passkey_remove", found.name(), null);
            return Removal.REMOVED;
        });
    }

    /// Removes all of an administrator, in the transaction of the caller, who notes it.
    ///
    /// @return false if there was none
    public boolean removeAll(AdminId admin) {
        return kept.removeAll(admin.value()) > 0;
    }

    /// Locks the caller, so that changes of ways to sign in exclude each other, and counts them. An
    /// administrator has a password, too.
    private long waysIn(Caller caller) {
        return switch (caller) {
            case Caller.User user -> identities.waysIn(users.locked(user));
            case Caller.Admin admin -> {
                Optional<Long> _ = kept.lockAdmin(admin.id().value());
                yield 1 + of(FactorOwner.of(admin)).size();
            }
        };
    }

    /// Notes a sign-in, in the caller's transaction.
    ///
    /// @return false if the passkey was used meanwhile by a copy of it, or removed
    public boolean used(PasskeyRow passkey, VerifyPasskey.Proof.Valid proof, Instant now) {
        return kept.used(
                        passkey.id(),
                        passkey.userId(),
                        passkey.adminId(),
                        proof.signCount(),
                        passkey.backupEligible() && proof.backedUp(),
                        now)
                == 1;
    }

    /// Notes that a passkey exists twice.
    void copied(PasskeyRow passkey, long signCount) {
        note(
                passkey.owner(),
                "passkey_copied",
                Map.of("name", passkey.name(), "sign_count", passkey.signCount()),
                Map.of("name", passkey.name(), "sign_count", signCount));
    }

    private void changed(
            FactorOwner owner,
            List<PasskeyRow> before,
            String action,
            @Nullable String former,
            @Nullable String now) {
        tell.of(
                owner,
                MailKind.PASSKEYS_CHANGED,
                Map.of("former", names(before), "now", names(of(owner))));
        note(owner, action, name(former), name(now));
    }

    private void note(
            FactorOwner owner, String action, @Nullable Object former, @Nullable Object now) {
        switch (owner) {
            case FactorOwner.User(UserId id) ->
                    audit.note(id, "user." + action, owner.audited(), former, now);
            case FactorOwner.Admin(AdminId id) ->
                    audit.note(id, "admin." + action, owner.audited(), former, now);
        }
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
