package com.afftok.management.access.factor;

import com.afftok.management.platform.limit.GrowingDelay;
import com.afftok.management.platform.limit.Pace;
import com.afftok.management.platform.mail.MailKind;
import com.afftok.shared.secret.SealSecrets;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Checks the second factor of a user or administrator: a code of an authenticator app, or one of
/// ten recovery codes if the app is lost. Each works once, also if it is sent twice at once. A mail
/// tells the owner of the use of a recovery code.
///
/// Wrong app codes are counted per owner, not per address: only a caller who has proven the first
/// factor can try one, so that strangers can neither guess codes nor delay the owner. Recovery
/// codes cannot be guessed. They are not counted, so that not even a caller who knows the password
/// can lock out its owner.
@Singleton
public final class SecondFactor {

    private final FactorRepository factors;
    private final TotpCodes codes;
    private final SealSecrets seal;
    private final GrowingDelay tries;
    private final TellFactorOwner tell;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    SecondFactor(
            FactorRepository factors,
            TotpCodes codes,
            SealSecrets seal,
            GrowingDelay tries,
            TellFactorOwner tell,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.factors = factors;
        this.codes = codes;
        this.seal = seal;
        this.tries = tries;
        this.tell = tell;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// The result of checking a code.
    public sealed interface Proof {

        /// The owner has no second factor.
        record NotEnrolled() implements Proof {}

        record Given() implements Proof {}

        /// A code is required.
        record Missing() implements Proof {}

        record Failed() implements Proof {}

        /// The code was not checked.
        record Later(Duration retryAfter) implements Proof {}
    }

    /// The state of a second factor that is active.
    ///
    /// @param codesLeft the number of recovery codes that were not used
    public record Enrolled(Instant since, long codesLeft) {}

    /// The second factor; empty if none is active.
    public Optional<Enrolled> find(FactorOwner owner) {
        return active(owner)
                .map(factor ->
                        new Enrolled(
                                Objects.requireNonNull(factor.enrolledAt()),
                                factors.codesLeft(factor.id())));
    }

    public boolean isEnrolled(FactorOwner owner) {
        return active(owner).isPresent();
    }

    private Optional<FactorRow> active(FactorOwner owner) {
        return factors.find(owner.userId(), owner.adminId()).filter(FactorRow::isEnrolled);
    }

    /// Checks a code, after the first factor was proven.
    ///
    /// @param code of the app, or a recovery code; null if none was given
    public Proof prove(FactorOwner owner, @Nullable String code) {
        FactorRow factor = active(owner).orElse(null);
        if (factor == null) {
            return new Proof.NotEnrolled();
        }
        return code == null ? new Proof.Missing() : prove(owner, factor, code);
    }

    /// Checks a code for a factor that may not be active yet.
    Proof prove(FactorOwner owner, FactorRow factor, String code) {
        String plain = RecoveryCodes.plain(code);
        if (RecoveryCodes.fits(plain)) {
            return transactions.executeWrite(_ -> useRecoveryCode(owner, factor, plain));
        }
        Duration wait = tries.begin(owner.attempts(), Pace.OF_ONE);
        if (wait.isPositive()) {
            return new Proof.Later(wait);
        }
        OptionalLong step = codes.step(seal.open(factor.secret(), owner.place()), plain);
        if (step.isEmpty()
                || factors.useStep(factor.id(), owner.userId(), owner.adminId(), step.getAsLong())
                        == 0) {
            return new Proof.Failed();
        }
        tries.forget(owner.attempts());
        return new Proof.Given();
    }

    private Proof useRecoveryCode(FactorOwner owner, FactorRow factor, String code) {
        byte[] hash = RecoveryCodes.hash(code);
        if (factors.useRecoveryCode(owner.userId(), owner.adminId(), hash, clock.instant()) == 0) {
            return new Proof.Failed();
        }
        String left = Long.toString(factors.codesLeft(factor.id()));
        tell.of(owner, MailKind.RECOVERY_CODE_USED, Map.of("left", left));
        return new Proof.Given();
    }
}
