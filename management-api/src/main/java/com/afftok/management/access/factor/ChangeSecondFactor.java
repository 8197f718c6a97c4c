package com.afftok.management.access.factor;

import com.afftok.management.access.Caller;
import com.afftok.management.access.session.Ending;
import com.afftok.management.access.session.Sessions;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.platform.mail.MailKind;
import com.afftok.management.trust.audit.Audit;
import com.afftok.shared.id.AdminId;
import com.afftok.shared.id.UserId;
import com.afftok.shared.secret.SealSecrets;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Enrols and removes second factors, and replaces recovery codes. Changes of one owner exclude
/// each other. The audit log has each, and a mail to an administrator, or to a user's verified
/// address, tells of it.
@Singleton
public final class ChangeSecondFactor {

    private final FactorRepository factors;
    private final SecondFactor secondFactor;
    private final UserRepository users;
    private final SealSecrets seal;
    private final Sessions sessions;
    private final TellFactorOwner tell;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;
    private final SecureRandom random;
    private final InstantSource clock;

    ChangeSecondFactor(
            FactorRepository factors,
            SecondFactor secondFactor,
            UserRepository users,
            SealSecrets seal,
            Sessions sessions,
            TellFactorOwner tell,
            Audit audit,
            TransactionOperations<Connection> transactions,
            SecureRandom random,
            InstantSource clock) {
        this.factors = factors;
        this.secondFactor = secondFactor;
        this.users = users;
        this.seal = seal;
        this.sessions = sessions;
        this.tell = tell;
        this.audit = audit;
        this.transactions = transactions;
        this.random = random;
        this.clock = clock;
    }

    /// The result of a first code.
    public sealed interface Confirmation {

        record Confirmed(NewRecoveryCodes codes, Sessions.Renewed session)
                implements Confirmation {}

        /// A second factor is active already.
        record Enrolled() implements Confirmation {}

        /// The code is wrong, or no enrolment was begun.
        record Wrong() implements Confirmation {}

        record Later(Duration retryAfter) implements Confirmation {}

        /// The session has ended meanwhile.
        record SignedOut() implements Confirmation {}
    }

    /// Begins an enrolment, which replaces one that was not confirmed.
    ///
    /// @param account its name in the app
    /// @return empty if a second factor is active
    public Optional<Enrolment> open(Caller caller, String account) {
        FactorOwner owner = FactorOwner.of(caller);
        byte[] secret = new byte[TotpCodes.SECRET_BYTES];
        random.nextBytes(secret);
        byte[] sealed = seal.seal(secret, owner.place());
        boolean begun =
                transactions.executeWrite(_ -> {
                    lock(owner);
                    factors.deleteUnconfirmed(owner.userId(), owner.adminId());
                    return factors.add(owner.userId(), owner.adminId(), sealed) == 1;
                });
        return begun ? Optional.of(Enrolment.of(account, secret)) : Optional.empty();
    }

    /// Activates the enrolment if the first code of the app is right. It counts as a proof in the
    /// caller's session, which gets new tokens. The other sessions end, because they were opened
    /// with one factor.
    public Confirmation confirm(Caller caller, String code) {
        FactorOwner owner = FactorOwner.of(caller);
        FactorRow begun = factors.find(owner.userId(), owner.adminId()).orElse(null);
        if (begun == null) {
            return new Confirmation.Wrong();
        }
        if (begun.isEnrolled()) {
            return new Confirmation.Enrolled();
        }
        return switch (secondFactor.prove(owner, begun, code)) {
            case SecondFactor.Proof.Given _ -> enrol(caller, owner, begun);
            case SecondFactor.Proof.Later later -> new Confirmation.Later(later.retryAfter());
            case SecondFactor.Proof.Failed _,
                    SecondFactor.Proof.Missing _,
                    SecondFactor.Proof.NotEnrolled _ ->
                    new Confirmation.Wrong();
        };
    }

    private Confirmation enrol(Caller caller, FactorOwner owner, FactorRow begun) {
        return transactions.executeWrite(transaction -> {
            lock(owner);
            if (factors.enrol(begun.id(), owner.userId(), owner.adminId(), clock.instant()) == 0) {
                return secondFactor.isEnrolled(owner)
                        ? new Confirmation.Enrolled()
                        : new Confirmation.Wrong();
            }
            NewRecoveryCodes codes = replaceRecoveryCodes(owner);
            Sessions.Renewed session = sessions.proven(caller, true).orElse(null);
            if (session == null) {
                transaction.setRollbackOnly();
                return new Confirmation.SignedOut();
            }
            sessions.closeOthers(caller, Ending.SECOND_FACTOR_CHANGED);
            tell.of(owner, MailKind.SECOND_FACTOR_ENROLLED, Map.of());
            note(owner, "mfa_enrol");
            return new Confirmation.Confirmed(codes, session);
        });
    }

    /// New recovery codes in place of the old ones; empty if no second factor is active.
    public Optional<NewRecoveryCodes> renewRecoveryCodes(Caller caller) {
        FactorOwner owner = FactorOwner.of(caller);
        return transactions.executeWrite(_ -> {
            lock(owner);
            if (!secondFactor.isEnrolled(owner)) {
                return Optional.empty();
            }
            NewRecoveryCodes codes = replaceRecoveryCodes(owner);
            tell.of(owner, MailKind.RECOVERY_CODES_RENEWED, Map.of());
            note(owner, "mfa_recovery_codes");
            return Optional.of(codes);
        });
    }

    /// Removes the caller's second factor.
    ///
    /// @return false if none is active
    public boolean dismiss(Caller caller) {
        FactorOwner owner = FactorOwner.of(caller);
        return transactions.executeWrite(_ -> {
            if (!reset(owner)) {
                return false;
            }
            note(owner, "mfa_disable");
            return true;
        });
    }

    /// Removes a second factor, in the transaction of the caller, who notes it and ends the
    /// sessions.
    ///
    /// @return false if none was active
    public boolean reset(FactorOwner owner) {
        lock(owner);
        boolean active = secondFactor.isEnrolled(owner);
        factors.delete(owner.userId(), owner.adminId());
        switch (owner) {
            case FactorOwner.User(UserId id) -> sessions.secondFactorDismissed(id);
            case FactorOwner.Admin(AdminId id) -> sessions.secondFactorDismissed(id);
        }
        if (active) {
            tell.of(owner, MailKind.SECOND_FACTOR_REMOVED, Map.of());
        }
        return active;
    }

    /// A sign-in of a user locks the same row.
    private void lock(FactorOwner owner) {
        switch (owner) {
            case FactorOwner.User(UserId id) -> users.lock(id.value());
            case FactorOwner.Admin(AdminId id) -> factors.lockAdmin(id.value());
        }
    }

    private NewRecoveryCodes replaceRecoveryCodes(FactorOwner owner) {
        List<String> made = RecoveryCodes.make(random);
        factors.deleteRecoveryCodes(owner.userId(), owner.adminId());
        made.forEach(code ->
                factors.addRecoveryCode(owner.userId(), owner.adminId(), RecoveryCodes.hash(code)));
        return new NewRecoveryCodes(made);
    }

    private void note(FactorOwner owner, String action) {
        switch (owner) {
            case FactorOwner.User(UserId id) ->
                    audit.note(id, "user." + action, owner.audited(), null, null);
            case FactorOwner.Admin(AdminId id) ->
                    audit.note(id, "admin." + action, owner.audited(), null, null);
        }
    }
}
