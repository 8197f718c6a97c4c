package com.afftok.management.access.key;

import com.afftok.management.access.Caller;
import com.afftok.management.access.KeyScope;
import com.afftok.management.access.session.RandomTokens;
import com.afftok.management.party.user.MembershipRepository;
import com.afftok.management.party.user.TextArray;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.party.user.UserRow;
import com.afftok.management.platform.answer.Outcome;
import com.afftok.management.platform.mail.MailKind;
import com.afftok.management.platform.mail.Mails;
import com.afftok.management.platform.request.InvalidRequest;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.ApiKeyId;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Makes and revokes API keys.
///
/// The account is locked first, so that keys and members change one after another.
@Singleton
final class ChangeKeys {

    /// That have not expired, of an account.
    static final int MOST_LIVE = 20;

    /// Of an account.
    private static final int MOST_EXPIRED = 20;

    private final ApiKeyRepository keys;
    private final MembershipRepository memberships;
    private final UserRepository users;
    private final SecureRandom random;
    private final Mails mails;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    ChangeKeys(
            ApiKeyRepository keys,
            MembershipRepository memberships,
            UserRepository users,
            SecureRandom random,
            Mails mails,
            Audit audit,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.keys = keys;
        this.memberships = memberships;
        this.users = users;
        this.random = random;
        this.mails = mails;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// A new key. Its text is shown once.
    record Made(ApiKeyRow row, KeyText key) {}

    /// A key in the audit log.
    @Serdeable
    record Noted(long keyId, String name, List<String> scopes, Instant expiresAt) {

        static Noted of(ApiKeyRow key) {
            return new Noted(key.id(), key.name(), key.scopes(), key.expiresAt());
        }
    }

    /// Makes a key that acts as the caller. A mail to the caller's verified address tells of it.
    ///
    /// @throws InvalidRequest if the time at which it should expire has come meanwhile
    Outcome<Made> make(Caller.User caller, NewKey wanted) {
        return transactions.executeWrite(_ -> makeAlone(caller, wanted));
    }

    private Outcome<Made> makeAlone(Caller.User caller, NewKey wanted) {
        long account = caller.account().value();
        memberships.lock(account);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        wanted.check(caller, now);
        UserRow maker = users.present(caller);
        if (keys.countLive(account, now) >= MOST_LIVE) {
            return Outcome.refused(
                    ErrorCode.STATE_002, Problem.TOO_MANY_KEYS.with("keys", MOST_LIVE));
        }
        keys.forgetBeyond(account, now, MOST_EXPIRED);
        String secret = KeyText.secret(random);
        Long id =
                keys.add(
                        account,
                        maker.id(),
                        wanted.name(),
                        array(wanted.keyScopes()),
                        RandomTokens.hash(secret),
                        now,
                        wanted.expiry(now));
        KeyText key = new KeyText(new ApiKeyId(Objects.requireNonNull(id)), secret);
        ApiKeyRow row = keys.find(account, key.id().value()).orElseThrow();
        tell(maker, key, row);
        audit.note(
                caller.user(),
                "account.key_create",
                AuditedObject.of(caller.account()),
                null,
                Noted.of(row));
        return new Outcome.Saved<>(new Made(row, key));
    }

    private static String array(List<KeyScope> scopes) {
        return Objects.requireNonNull(TextArray.of(scopes.stream().map(KeyScope::label).toList()));
    }

    private void tell(UserRow maker, KeyText key, ApiKeyRow row) {
        mails.tell(
                maker,
                MailKind.KEY_CREATED,
                Map.of(
                        "account", maker.uniqueCode(),
                        "key", key.beginning(),
                        "scopes", String.join(", ", row.scopes()),
                        "day", row.expiresAt().atOffset(ZoneOffset.UTC).toLocalDate().toString()));
    }

    /// Revokes a key of the caller's account, whoever made it. It is deleted; the audit log has it.
    ///
    /// @return false if the account has no such key
    boolean revoke(Caller.User caller, ApiKeyId id) {
        long account = caller.account().value();
        return transactions.executeWrite(_ -> {
            memberships.lock(account);
            ApiKeyRow row = keys.find(account, id.value()).orElse(null);
            if (row == null || keys.remove(account, id.value()) == 0) {
                return false;
            }
            audit.note(
                    caller.user(),
                    "account.key_revoke",
                    AuditedObject.of(caller.account()),
                    Noted.of(row),
                    null);
            return true;
        });
    }
}
