package com.afftok.management.access.auth;

import com.afftok.management.access.factor.FactorOwner;
import com.afftok.management.access.factor.SecondFactor;
import com.afftok.management.access.identity.Identities;
import com.afftok.management.access.identity.IdentityRow;
import com.afftok.management.access.mailed.MailRequests;
import com.afftok.management.access.password.Passwords;
import com.afftok.management.access.password.ProvePassword;
import com.afftok.management.access.session.SessionKind;
import com.afftok.management.access.session.Sessions;
import com.afftok.management.access.session.TellNewDevice;
import com.afftok.management.access.session.Tokens;
import com.afftok.management.party.user.PersonRow;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.party.user.UserRow;
import io.micronaut.http.HttpRequest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Signs promoters and advertisers in: by password, phone, identity or passkey, and by the second
/// factor once enrolled.
@Singleton
public final class SignIn {

    private final UserRepository users;
    private final ProvePassword proofs;
    private final Passwords passwords;
    private final SecondFactor secondFactor;
    private final Identities identities;
    private final Sessions sessions;
    private final TellNewDevice newDevice;
    private final MailRequests mailRequests;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    SignIn(
            UserRepository users,
            ProvePassword proofs,
            Passwords passwords,
            SecondFactor secondFactor,
            Identities identities,
            Sessions sessions,
            TellNewDevice newDevice,
            MailRequests mailRequests,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.users = users;
        this.proofs = proofs;
        this.passwords = passwords;
        this.secondFactor = secondFactor;
        this.identities = identities;
        this.sessions = sessions;
        this.newDevice = newDevice;
        this.mailRequests = mailRequests;
        this.transactions = transactions;
        this.clock = clock;
    }

    sealed interface Outcome {

        record SignedIn(UserRow user, Tokens tokens) implements Outcome {}

        record Wrong() implements Outcome {}

        /// The password was right, and a code of the second factor is required.
        record CodeMissing() implements Outcome {}

        record CodeWrong() implements Outcome {}

        record Disabled() implements Outcome {}

        record Later(Duration retryAfter) implements Outcome {}
    }

    /// Signs in to the account that the user used last. A disabled user, or one without an active
    /// account, is reported only after the right password.
    ///
    /// @param code of the second factor; null if none was given
    Outcome signIn(
            HttpRequest<?> request,
            String email,
            String password,
            @Nullable String code,
            SessionKind kind) {
        if (passwords.isFull()) {
            return new Outcome.Later(Passwords.RETRY_AFTER);
        }
        Optional<PersonRow> person = users.findPerson(email);
        // Not as it was typed: PostgreSQL ignores the case of more characters than the count does.
        String account = ProvePassword.ofUser(person.map(PersonRow::email).orElse(email));
        ProvePassword.Proof proof =
                proofs.prove(
                        request,
                        account,
                        password,
                        person.map(PersonRow::passwordHash).orElse(null));
        return switch (proof) {
            case ProvePassword.Proof.Later later -> {
                if (later.guessed()) {
                    mailRequests.signInsRefused(email);
                }
                yield new Outcome.Later(later.retryAfter());
            }
            case ProvePassword.Proof.Failed _ -> new Outcome.Wrong();
            case ProvePassword.Proof.Given _ -> {
                PersonRow known = person.orElseThrow();
                String hash = Objects.requireNonNull(known.passwordHash());
                proofs.forgive(request, account, hash);
                Optional<String> renewed = passwords.renewed(password, hash);
                renewed.ifPresent(better -> users.renewHash(known.id(), hash, better));
                yield enter(request, account, known, renewed.orElse(hash), code, kind);
            }
        };
    }

    /// @param account under which attempts are counted
    /// @param hash of the password that was proven
    private Outcome enter(
            HttpRequest<?> request,
            String account,
            PersonRow person,
            String hash,
            @Nullable String code,
            SessionKind kind) {
        UserRow user = person.isActive() ? users.findInLatest(person.id()).orElse(null) : null;
        if (user == null) {
            return new Outcome.Disabled();
        }
        return switch (secondFactor.prove(new FactorOwner.User(person.userId()), code)) {
            case SecondFactor.Proof.NotEnrolled _ ->
                    entered(request, account, user, hash, false, kind);
            case SecondFactor.Proof.Given _ -> entered(request, account, user, hash, true, kind);
            case SecondFactor.Proof.Missing _ -> new Outcome.CodeMissing();
            case SecondFactor.Proof.Failed _ -> new Outcome.CodeWrong();
            case SecondFactor.Proof.Later later -> {
                mailRequests.signInsRefused(Objects.requireNonNull(person.email()));
                yield new Outcome.Later(later.retryAfter());
            }
        };
    }

    private Outcome entered(
            HttpRequest<?> request,
            String account,
            UserRow user,
            String hash,
            boolean factor,
            SessionKind kind) {
        Optional<Tokens> tokens = opened(user, hash, factor, kind);
        if (tokens.isEmpty()) {
            return new Outcome.Wrong();
        }
        proofs.proven(request, account, hash);
        return new Outcome.SignedIn(user, tokens.get());
    }

    /// Opens a session, also the first of a new account.
    ///
    /// @param factor whether the second factor was proven
    /// @return nothing if the password was changed since it was proven, the membership ended, or
    ///   the user has a second factor that was not proven
    public Optional<Tokens> opened(UserRow user, String hash, boolean factor, SessionKind kind) {
        return opened(user, factor, kind, now -> users.signedIn(user.id(), hash, now));
    }

    /// Opens a session, also the first of a new account.
    ///
    /// @param phone the number that was proven
    /// @param factor whether the second factor was proven
    /// @return nothing if the number was removed since it was proven, or the user has a second
    ///   factor that was not proven
    Optional<Tokens> openedByPhone(UserRow user, String phone, boolean factor, SessionKind kind) {
        return opened(user, factor, kind, now -> users.signedInByPhone(user.id(), phone, now));
    }

    /// Opens a session, also the first of a new account.
    ///
    /// @param identity with which the user has signed in at a provider
    /// @param factor whether the second factor was proven
    /// @return nothing if the identity was removed since it was proven, or the user has a second
    ///   factor that was not proven
    Optional<Tokens> openedByIdentity(
            UserRow user, IdentityRow identity, boolean factor, SessionKind kind) {
        return opened(
                user,
                factor,
                kind,
                now -> {
                    // The user is locked first, as by a removal.
                    int noted = users.signedInByIdentity(user.id(), identity.id(), now);
                    identities.used(identity, now);
                    return noted;
                });
    }

    /// Opens a session. A passkey is two factors, so no code is asked for.
    ///
    /// @param passkey with which the user has signed in
    /// @param used notes its use, in the same transaction, unless a copy was used meanwhile
    /// @return nothing if the use is not noted, or the passkey was removed since it was proven
    public Optional<Tokens> openedByPasskey(
            UserRow user, long passkey, SessionKind kind, Predicate<Instant> used) {
        return opened(
                user,
                true,
                kind,
                now -> {
                    // The user is locked first, as by a removal.
                    int noted = users.signedInByPasskey(user.id(), passkey, now);
                    return noted == 1 && used.test(now) ? 1 : 0;
                });
    }

    /// Changes nothing where no session opens.
    ///
    /// @param noted locks the user, which a change of the second factor does, too
    private Optional<Tokens> opened(
            UserRow user, boolean factor, SessionKind kind, ToIntFunction<Instant> noted) {
        return transactions.executeWrite(transaction -> {
            Optional<Tokens> tokens = openedAlone(user, factor, kind, noted);
            if (tokens.isEmpty()) {
                transaction.setRollbackOnly();
            }
            return tokens;
        });
    }

    private Optional<Tokens> openedAlone(
            UserRow user, boolean factor, SessionKind kind, ToIntFunction<Instant> noted) {
        if (noted.applyAsInt(clock.instant()) == 0
                || (!factor && secondFactor.isEnrolled(new FactorOwner.User(user.userId())))) {
            return Optional.empty();
        }
        if (user.lastLoginAt() != null) {
            newDevice.to(user.userId(), user);
        }
        return sessions.open(user.userId(), user.account(), kind, factor);
    }
}
