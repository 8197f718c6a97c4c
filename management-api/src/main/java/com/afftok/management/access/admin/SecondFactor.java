package com.afftok.management.access.admin;

import com.afftok.management.access.session.Sessions;
import com.afftok.management.platform.limit.GrowingDelay;
import com.afftok.management.platform.limit.Pace;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.secret.SealSecrets;
import com.afftok.shared.secret.SecretPlace;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;

/// The second factor of an administrator: a code of an authenticator app, or one of ten recovery
/// codes if the app is lost. Each works once.
///
/// Wrong app codes are counted per administrator, not per address: only a caller who knows the
/// password can try one, so that strangers can neither guess codes nor delay the administrator.
/// Recovery codes have 80 random bits and cannot be guessed. They are not counted, so that not even
/// a caller who knows the password can lock out their owner.
@Singleton
final class SecondFactor {

    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_BYTES = 10;

    private final AdminRepository admins;
    private final TotpCodes codes;
    private final SealSecrets seal;
    private final GrowingDelay tries;
    private final Sessions sessions;
    private final TransactionOperations<Connection> transactions;
    private final Audit audit;
    private final SecureRandom random;
    private final InstantSource clock;

    SecondFactor(
            AdminRepository admins,
            TotpCodes codes,
            SealSecrets seal,
            GrowingDelay tries,
            Sessions sessions,
            TransactionOperations<Connection> transactions,
            Audit audit,
            SecureRandom random,
            InstantSource clock) {
        this.admins = admins;
        this.codes = codes;
        this.seal = seal;
        this.tries = tries;
        this.sessions = sessions;
        this.transactions = transactions;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
    }

    /// The result of checking a code.
    sealed interface Proof {

        record Given() implements Proof {}

        record Failed() implements Proof {}

        record Later(Duration retryAfter) implements Proof {}
    }

    /// A new secret for the app; empty if a second factor is active.
    Optional<byte[]> open(AdminRow admin) {
        byte[] secret = new byte[TotpCodes.SECRET_BYTES];
        random.nextBytes(secret);
        return admins.openEnrolment(admin.id(), seal.seal(secret, place(admin))) == 1
                ? Optional.of(secret)
                : Optional.empty();
    }

    /// Activates the enrolment. Its code must have been proven.
    ///
    /// @param admin the row for which the code was proven
    /// @param session in which it was proven
    /// @return the recovery codes; empty if a second factor is active, or another enrolment was
    ///   begun meanwhile
    Optional<List<String>> enrol(AdminRow admin, UUID session) {
        return transactions.executeWrite(_ -> {
            if (admins.enrol(admin.id(), admin.totpSecret(), clock.instant()) == 0) {
                return Optional.empty();
            }
            List<String> made = replaceRecoveryCodes(admin);
            sessions.secondFactorProven(session);
            note(admin, "admin.mfa_enrol");
            return Optional.of(made);
        });
    }

    List<String> renewRecoveryCodes(AdminRow admin) {
        return transactions.executeWrite(_ -> {
            List<String> made = replaceRecoveryCodes(admin);
            note(admin, "admin.mfa_recovery_codes");
            return made;
        });
    }

    void dismiss(AdminRow admin) {
        transactions.executeWrite(_ -> {
            admins.deleteRecoveryCodes(admin.id());
            admins.dismiss(admin.id());
            sessions.secondFactorDismissed(admin.adminId());
            note(admin, "admin.mfa_disable");
            return admin;
        });
    }

    private void note(AdminRow admin, String action) {
        audit.note(admin.adminId(), action, AuditedObject.of(admin.adminId()), null, null);
    }

    /// A code of the app, or a recovery code.
    Proof prove(AdminRow admin, String code) {
        byte[] sealed = admin.totpSecret();
        if (sealed.length == 0) {
            return new Proof.Failed();
        }
        if (admins.useRecoveryCode(admin.id(), hash(code), clock.instant()) == 1) {
            return new Proof.Given();
        }
        String key = "second factor " + admin.id();
        Duration wait = tries.begin(key, Pace.OF_ONE);
        if (wait.isPositive()) {
            return new Proof.Later(wait);
        }
        OptionalLong step = codes.step(seal.open(sealed, place(admin)), code);
        if (step.isPresent() && admins.useStep(admin.id(), step.getAsLong()) == 1) {
            tries.forget(key);
            return new Proof.Given();
        }
        return new Proof.Failed();
    }

    private List<String> replaceRecoveryCodes(AdminRow admin) {
        List<String> made = Stream.generate(this::recoveryCode).limit(RECOVERY_CODES).toList();
        admins.deleteRecoveryCodes(admin.id());
        made.forEach(code -> admins.addRecoveryCode(admin.id(), hash(code)));
        return made;
    }

    /// Sixteen letters and digits in groups of four.
    private String recoveryCode() {
        byte[] bytes = new byte[RECOVERY_BYTES];
        random.nextBytes(bytes);
        return Base32.encode(bytes).toLowerCase(Locale.ROOT).replaceAll("(.{4})(?!$)", "$1-");
    }

    /// Independent of case and separators.
    private static byte[] hash(String recoveryCode) {
        String plain = recoveryCode.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(plain.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static SecretPlace place(AdminRow admin) {
        return new SecretPlace("admin_users", admin.id(), "totp");
    }
}
