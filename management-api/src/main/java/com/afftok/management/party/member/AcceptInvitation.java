package com.afftok.management.party.member;

import com.afftok.management.access.Caller;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.auth.SignIn;
import com.afftok.management.access.factor.FactorOwner;
import com.afftok.management.access.factor.SecondFactor;
import com.afftok.management.access.password.Passwords;
import com.afftok.management.access.password.ProvePassword;
import com.afftok.management.access.session.RandomTokens;
import com.afftok.management.access.session.SessionKind;
import com.afftok.management.access.session.Sessions;
import com.afftok.management.access.session.Tokens;
import com.afftok.management.party.user.MembershipRepository;
import com.afftok.management.party.user.PersonRow;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.party.user.UserRow;
import com.afftok.management.platform.mail.MailLanguage;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.UserId;
import io.micronaut.http.HttpRequest;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes a user a member of an account by the token of an invitation, and signs the user in to it.
///
/// Whoever has the token reads the mail of the address that was invited. The user must have that
/// address, confirmed: a user whose address was never confirmed may belong to somebody else. For an
/// address without a user, one is made; it has no account of its own.
@Singleton
final class AcceptInvitation {

    /// Of a user.
    private static final int MOST_ACCOUNTS = 100;

    private final InvitationRepository invitations;
    private final MembershipRepository memberships;
    private final UserRepository users;
    private final Passwords passwords;
    private final ProvePassword proofs;
    private final SecondFactor secondFactor;
    private final SignIn signIn;
    private final Sessions sessions;
    private final TellOwners tellOwners;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    AcceptInvitation(
            InvitationRepository invitations,
            MembershipRepository memberships,
            UserRepository users,
            Passwords passwords,
            ProvePassword proofs,
            SecondFactor secondFactor,
            SignIn signIn,
            Sessions sessions,
            TellOwners tellOwners,
            Audit audit,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.invitations = invitations;
        this.memberships = memberships;
        this.users = users;
        this.passwords = passwords;
        this.proofs = proofs;
        this.secondFactor = secondFactor;
        this.signIn = signIn;
        this.sessions = sessions;
        this.tellOwners = tellOwners;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    sealed interface Outcome {

        record Accepted(UserRow user, Tokens tokens, SessionKind kind) implements Outcome {}

        record Refused(ErrorCode code, List<Detail> why) implements Outcome {}

        /// The password was not verified, or could not be hashed.
        record Later(Duration retryAfter) implements Outcome {}
    }

    /// A member in the audit log.
    @Serdeable
    record Noted(long userId, String role) {}

    Outcome accept(HttpRequest<?> request, @Nullable Caller caller, Acceptance wanted) {
        if (caller == null && passwords.isFull()) {
            return new Outcome.Later(Passwords.RETRY_AFTER);
        }
        byte[] hash = RandomTokens.hash(wanted.token());
        return ifUsable(
                invitations.find(hash, clock.instant()).orElse(null),
                invitation -> {
                    Optional<PersonRow> invited = users.findPerson(invitation.email());
                    return switch (caller) {
                        case Caller.Admin _ -> refused(ErrorCode.PERM_001);
                        case Caller.User user -> signedIn(user, hash, invited.orElse(null));
                        case null ->
                                invited.isPresent()
                                        ? known(request, hash, invited.get(), wanted)
                                        : unknown(request, hash, invitation.email(), wanted);
                    };
                });
    }

    private static Outcome ifUsable(
            @Nullable InvitationRow found, Function<InvitationRow, Outcome> then) {
        if (found == null) {
            return refused(ErrorCode.AUTH_003);
        }
        if (found.expired()) {
            return refused(ErrorCode.AUTH_002);
        }
        return found.accountActive() ? then.apply(found) : refused(ErrorCode.AUTH_004);
    }

    /// An invitation that nobody else can use, revoke or close the account of, until the
    /// transaction ends. The account is locked first, as where its members change.
    private @Nullable InvitationRow locked(byte[] hash) {
        return invitations
                .find(hash, clock.instant())
                .flatMap(found -> {
                    memberships.lock(found.accountId());
                    return invitations.lock(hash, clock.instant());
                })
                .orElse(null);
    }

    private Outcome signedIn(Caller.User caller, byte[] hash, @Nullable PersonRow invited) {
        if (invited == null || !invited.userId().equals(caller.user())) {
            return refused(ErrorCode.PERM_001, Problem.OTHER_ADDRESS.with("token"));
        }
        SessionKind kind = sessions.kind(caller);
        return alone(() ->
                joinKnown(
                        hash,
                        invited,
                        kind,
                        user -> sessions.replace(caller, user.account(), kind)));
    }

    /// A user who is not signed in, and may have no account to sign in to.
    private Outcome known(
            HttpRequest<?> request, byte[] hash, PersonRow invited, Acceptance wanted) {
        if (wanted.isRegistration()) {
            return refused(ErrorCode.AUTH_005, Problem.TAKEN.with("email"));
        }
        String name = ProvePassword.ofUser(Objects.requireNonNull(invited.email()));
        return switch (proofs.prove(request, name, wanted.proof(), invited.passwordHash())) {
            case ProvePassword.Proof.Later later -> new Outcome.Later(later.retryAfter());
            case ProvePassword.Proof.Failed _ -> refused(ErrorCode.AUTH_001);
            case ProvePassword.Proof.Given _ -> {
                String passwordHash = Objects.requireNonNull(invited.passwordHash());
                proofs.forgive(request, name, passwordHash);
                yield proven(
                        request,
                        name,
                        passwordHash,
                        withFactor(hash, invited, passwordHash, wanted));
            }
        };
    }

    private Outcome withFactor(
            byte[] hash, PersonRow invited, String passwordHash, Acceptance wanted) {
        FactorOwner owner = new FactorOwner.User(invited.userId());
        return switch (secondFactor.prove(owner, wanted.code())) {
            case SecondFactor.Proof.NotEnrolled _ ->
                    joinBy(hash, invited, passwordHash, false, wanted.kind());
            case SecondFactor.Proof.Given _ ->
                    joinBy(hash, invited, passwordHash, true, wanted.kind());
            case SecondFactor.Proof.Missing _ ->
                    refused(ErrorCode.AUTH_001, Problem.REQUIRED.with("code"));
            case SecondFactor.Proof.Failed _ ->
                    refused(ErrorCode.AUTH_001, Problem.WRONG.with("code"));
            case SecondFactor.Proof.Later later -> new Outcome.Later(later.retryAfter());
        };
    }

    /// @param factor whether the second factor was proven
    private Outcome joinBy(
            byte[] hash, PersonRow invited, String passwordHash, boolean factor, SessionKind kind) {
        return alone(() ->
                joinKnown(
                        hash,
                        invited,
                        kind,
                        user -> signIn.opened(user, passwordHash, factor, kind)));
    }

    /// In a transaction that changes nothing unless the invitation is accepted.
    private Outcome alone(Supplier<Outcome> work) {
        return transactions.executeWrite(transaction -> {
            Outcome outcome = work.get();
            if (!(outcome instanceof Outcome.Accepted)) {
                transaction.setRollbackOnly();
            }
            return outcome;
        });
    }

    private Outcome proven(
            HttpRequest<?> request, String name, String passwordHash, Outcome outcome) {
        if (outcome instanceof Outcome.Accepted) {
            proofs.proven(request, name, passwordHash);
        }
        return outcome;
    }

    /// The user is locked and read again: address and password may have changed meanwhile.
    private Outcome joinKnown(
            byte[] hash,
            PersonRow invited,
            SessionKind kind,
            Function<UserRow, Optional<Tokens>> open) {
        users.lock(invited.id());
        PersonRow person = users.findPerson(Objects.requireNonNull(invited.email())).orElse(null);
        if (person == null
                || person.id() != invited.id()
                || !Objects.equals(person.passwordHash(), invited.passwordHash())) {
            return refused(ErrorCode.AUTH_003);
        }
        if (!person.isActive()) {
            return refused(ErrorCode.AUTH_004);
        }
        if (!person.emailVerified()) {
            return refused(ErrorCode.PERM_001, Problem.NOT_CONFIRMED.with("email"));
        }
        if (users.memberships(person.id()).size() >= MOST_ACCOUNTS) {
            return refused(
                    ErrorCode.STATE_002, Problem.TOO_MANY_ACCOUNTS.with("token", MOST_ACCOUNTS));
        }
        return ifUsable(locked(hash), invitation -> join(invitation, person.userId(), kind, open));
    }

    private Outcome unknown(HttpRequest<?> request, byte[] hash, String email, Acceptance wanted) {
        Acceptance.NewUser wantedUser = Acceptance.NewUser.of(wanted);
        passwords.refuseNames(
                "password",
                wantedUser.password(),
                wantedUser.username(),
                wantedUser.fullName(),
                email);
        String passwordHash = passwords.hash(wantedUser.password()).orElse(null);
        if (passwordHash == null) {
            return new Outcome.Later(Passwords.RETRY_AFTER);
        }
        MailLanguage language = MailLanguage.of(request);
        return proven(
                request,
                ProvePassword.ofUser(email),
                passwordHash,
                alone(() ->
                        ifUsable(
                                locked(hash),
                                invitation ->
                                        register(
                                                invitation,
                                                wantedUser,
                                                passwordHash,
                                                language,
                                                wanted.kind()))));
    }

    private Outcome register(
            InvitationRow invitation,
            Acceptance.NewUser wanted,
            String passwordHash,
            MailLanguage language,
            SessionKind kind) {
        int made =
                users.addConfirmed(
                        wanted.username(),
                        invitation.email(),
                        clock.instant(),
                        passwordHash,
                        wanted.fullName(),
                        language.label());
        if (made == 0) {
            return refused(
                    ErrorCode.AUTH_005,
                    Problem.TAKEN.with(
                            users.isUsernameTaken(wanted.username()) ? "username" : "email"));
        }
        return join(
                invitation,
                users.findPerson(invitation.email()).orElseThrow().userId(),
                kind,
                user -> signIn.opened(user, passwordHash, false, kind));
    }

    /// @param open a session in the account that was joined
    private Outcome join(
            InvitationRow invitation,
            UserId id,
            SessionKind kind,
            Function<UserRow, Optional<Tokens>> open) {
        AccountId account = new AccountId(invitation.accountId());
        if (memberships.add(account.value(), id.value(), invitation.role()) == 0) {
            return refused(ErrorCode.STATE_002, Problem.MEMBER_ALREADY.with("token"));
        }
        invitations.remove(invitation.id(), account.value());
        UserRow user = users.find(id.value(), account.value()).orElseThrow();
        Tokens tokens = open.apply(user).orElse(null);
        if (tokens == null) {
            return refused(ErrorCode.AUTH_003);
        }
        if (invitation.role().equals(MemberRole.OWNER.label())) {
            tellOwners.of(account, user.username());
        }
        audit.note(
                id,
                "account.invitation_accept",
                AuditedObject.of(account),
                null,
                new Noted(id.value(), invitation.role()));
        return new Outcome.Accepted(user, tokens, kind);
    }

    private static Outcome.Refused refused(ErrorCode code, Detail... why) {
        return new Outcome.Refused(code, List.of(why));
    }
}
