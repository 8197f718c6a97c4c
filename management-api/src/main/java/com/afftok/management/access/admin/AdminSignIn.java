package com.afftok.management.access.admin;

import com.afftok.management.access.factor.FactorOwner;
import com.afftok.management.access.factor.SecondFactor;
import com.afftok.management.access.mailed.MailRequests;
import com.afftok.management.access.password.Passwords;
import com.afftok.management.access.password.ProvePassword;
import com.afftok.management.access.session.SessionKind;
import com.afftok.management.access.session.Sessions;
import com.afftok.management.access.session.TellNewDevice;
import com.afftok.management.access.session.Tokens;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.id.AdminId;
import io.micronaut.http.HttpRequest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Signs administrators in by passkey, or by password, and then by a second factor once enrolled.
/// If it is required, a session without it can only enrol one.
@Singleton
final class AdminSignIn {

    private final AdminRepository admins;
    private final ProvePassword proofs;
    private final Passwords passwords;
    private final SecondFactor secondFactor;
    private final Sessions sessions;
    private final TellNewDevice newDevice;
    private final MailRequests mailRequests;
    private final TransactionOperations<Connection> transactions;
    private final Audit audit;
    private final InstantSource clock;

    AdminSignIn(
            AdminRepository admins,
            ProvePassword proofs,
            Passwords passwords,
            SecondFactor secondFactor,
            Sessions sessions,
            TellNewDevice newDevice,
            MailRequests mailRequests,
            TransactionOperations<Connection> transactions,
            Audit audit,
            InstantSource clock) {
        this.admins = admins;
        this.proofs = proofs;
        this.passwords = passwords;
        this.secondFactor = secondFactor;
        this.sessions = sessions;
        this.newDevice = newDevice;
        this.mailRequests = mailRequests;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    sealed interface Outcome {

        record SignedIn(AdminRow admin, Tokens tokens) implements Outcome {}

        record Wrong() implements Outcome {}

        /// The password was right, and a code is required.
        record CodeMissing() implements Outcome {}

        record CodeWrong() implements Outcome {}

        record Disabled() implements Outcome {}

        record Later(Duration retryAfter) implements Outcome {}
    }

    Outcome signIn(HttpRequest<?> request, AdminRequests.SignIn given) {
        String email = given.email();
        if (passwords.isFull()) {
            return new Outcome.Later(Passwords.RETRY_AFTER);
        }
        Optional<AdminRow> admin = admins.findByEmail(email);
        // Not as it was typed: PostgreSQL ignores the case of more characters than the count does.
        String account = ProvePassword.ofAdmin(admin.map(AdminRow::email).orElse(email));
        ProvePassword.Proof proof =
                proofs.prove(
                        request,
                        account,
                        given.password(),
                        admin.map(AdminRow::passwordHash).orElse(null));
        return switch (proof) {
            case ProvePassword.Proof.Later later -> {
                if (later.guessed()) {
                    mailRequests.signInsRefused(email);
                }
                yield new Outcome.Later(later.retryAfter());
            }
            case ProvePassword.Proof.Failed _ -> new Outcome.Wrong();
            case ProvePassword.Proof.Given _ -> {
                AdminRow known = admin.orElseThrow();
                proofs.forgive(request, account, known.passwordHash());
                Optional<String> renewed =
                        passwords.renewed(given.password(), known.passwordHash());
                renewed.ifPresent(hash -> admins.renewHash(known.id(), known.passwordHash(), hash));
                yield enter(request, known, renewed.orElse(known.passwordHash()), given);
            }
        };
    }

    /// @param hash of the password that was proven
    private Outcome enter(
            HttpRequest<?> request, AdminRow admin, String hash, AdminRequests.SignIn given) {
        if (!admin.isActive()) {
            return new Outcome.Disabled();
        }
        return switch (secondFactor.prove(new FactorOwner.Admin(admin.adminId()), given.code())) {
            case SecondFactor.Proof.NotEnrolled _ ->
                    opened(request, admin, hash, false, given.kind());
            case SecondFactor.Proof.Given _ -> opened(request, admin, hash, true, given.kind());
            case SecondFactor.Proof.Missing _ -> new Outcome.CodeMissing();
            case SecondFactor.Proof.Failed _ -> new Outcome.CodeWrong();
            case SecondFactor.Proof.Later later -> {
                mailRequests.signInsRefused(admin.email());
                yield new Outcome.Later(later.retryAfter());
            }
        };
    }

    private Outcome opened(
            HttpRequest<?> request, AdminRow admin, String hash, boolean factor, SessionKind kind) {
        Map<String, Object> how = Map.of("mfa", factor);
        Outcome outcome = transactions.executeWrite(_ -> open(admin, hash, factor, kind, how));
        if (outcome instanceof Outcome.SignedIn) {
            proofs.proven(request, ProvePassword.ofAdmin(admin.email()), hash);
        }
        return outcome;
    }

    /// Opens a session. A passkey is two factors, so no code is asked for.
    ///
    /// @param used notes its use, in the same transaction, unless it was removed or a copy was used
    ///   meanwhile
    Outcome signInByPasskey(AdminId id, SessionKind kind, Predicate<Instant> used) {
        return transactions.executeWrite(transaction -> {
            AdminRow admin = admins.find(id.value()).filter(AdminRow::isActive).orElse(null);
            if (admin == null) {
                return new Outcome.Disabled();
            }
            Map<String, Object> how = Map.of("mfa", true, "passkey", true);
            Outcome outcome = open(admin, admin.passwordHash(), true, kind, how);
            if (outcome instanceof Outcome.SignedIn && !used.test(clock.instant())) {
                transaction.setRollbackOnly();
                return new Outcome.Wrong();
            }
            return outcome;
        });
    }

    private Outcome open(
            AdminRow admin,
            String hash,
            boolean factor,
            SessionKind kind,
            Map<String, Object> how) {
        if (admins.signedIn(admin.id(), hash, clock.instant()) == 0) {
            return new Outcome.Wrong();
        }
        if (admin.lastLoginAt() != null) {
            newDevice.to(admin.adminId(), admin.email());
        }
        Tokens tokens = sessions.open(admin.adminId(), kind, factor);
        audit.note(admin.adminId(), "admin.sign_in", AuditedObject.of(admin.adminId()), null, how);
        return new Outcome.SignedIn(admin, tokens);
    }
}
