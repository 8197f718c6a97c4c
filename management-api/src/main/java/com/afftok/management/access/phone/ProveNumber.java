package com.afftok.management.access.phone;

import com.afftok.management.access.session.RandomTokens;
import com.afftok.shared.id.UserId;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Verifies codes. An attempt is counted before its code is compared, so that no more than three
/// are compared, however many come at once.
@Singleton
public final class ProveNumber {

    private final OtpRepository requests;
    private final InstantSource clock;

    ProveNumber(OtpRepository requests, InstantSource clock) {
        this.requests = requests;
        this.clock = clock;
    }

    public sealed interface Outcome {

        /// The sender of the code receives messages at the number.
        record Proven(String phone) implements Outcome {

            /// Masks the number.
            @Override
            public String toString() {
                return "Proven[" + PhoneNumber.masked(phone) + "]";
            }
        }

        record Wrong() implements Outcome {}

        record Expired() implements Outcome {}

        /// Unknown, another's, used, or without attempts.
        record Spent() implements Outcome {}
    }

    /// For a sign-in, which uses the code afterwards: until then it is valid for further attempts.
    public Outcome check(CodeProof proof) {
        return outcome(proof, null);
    }

    /// Uses a code that was proven.
    ///
    /// @return false if it was used meanwhile
    public boolean use(CodeProof proof) {
        return requests.use(RandomTokens.hash(proof.requestId()), clock.instant()) == 1;
    }

    /// For a user who wants to have the number, and who requested the code. It is used.
    Outcome prove(CodeProof proof, UserId user) {
        Outcome outcome = outcome(proof, user.value());
        return outcome instanceof Outcome.Proven && !use(proof) ? new Outcome.Spent() : outcome;
    }

    private Outcome outcome(CodeProof proof, @Nullable Long user) {
        byte[] tokenHash = RandomTokens.hash(proof.requestId());
        Instant now = clock.instant();
        boolean counted = requests.attempt(tokenHash, user, now) == 1;
        OtpRow request = requests.find(tokenHash, user).orElse(null);
        if (request == null) {
            return new Outcome.Spent();
        }
        if (!counted) {
            return request.spent() ? new Outcome.Spent() : new Outcome.Expired();
        }
        byte[] given = SendCodes.hash(proof.requestId(), proof.code());
        if (!MessageDigest.isEqual(request.codeHash(), given)) {
            return new Outcome.Wrong();
        }
        return new Outcome.Proven(request.phone());
    }
}
