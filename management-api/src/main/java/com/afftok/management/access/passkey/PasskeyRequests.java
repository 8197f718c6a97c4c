package com.afftok.management.access.passkey;

import com.afftok.management.access.factor.FactorOwner;
import com.afftok.management.access.session.RandomTokens;
import com.yubico.webauthn.data.ByteArray;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Challenges that authenticators sign.
///
/// A request is open for five minutes. It is answered once, by the browser that has its token, and
/// by the user or administrator who made it: a request to sign in adds no passkey, and one to add a
/// passkey signs nobody in.
@Singleton
final class PasskeyRequests {

    static final Duration LIFETIME = Duration.ofMinutes(5);

    private final PasskeyRequestRepository requests;
    private final RandomTokens tokens;
    private final InstantSource clock;

    PasskeyRequests(PasskeyRequestRepository requests, RandomTokens tokens, InstantSource clock) {
        this.requests = requests;
        this.tokens = tokens;
        this.clock = clock;
    }

    /// @param token is not stored
    record Begun(String token, Instant expiresAt) {

        ByteArray challenge() {
            return PasskeyRequests.challenge(token);
        }

        /// Omits the token.
        @Override
        public String toString() {
            return "Begun[" + expiresAt + "]";
        }
    }

    enum Use {
        USED,
        EXPIRED,
        /// Another browser's or user's, or used before.
        UNKNOWN
    }

    /// Opens a request, which replaces the open one of its owner.
    ///
    /// @param owner who is signed in and wants to add a passkey; null for a sign-in
    /// @return empty if too many are open for sign-ins
    Optional<Begun> begin(@Nullable FactorOwner owner) {
        String token = tokens.next();
        Instant now = clock.instant();
        Instant expiresAt = now.plus(LIFETIME);
        byte[] hash = RandomTokens.hash(token);
        return requests.add(hash, user(owner), admin(owner), now, expiresAt) == 1
                ? Optional.of(new Begun(token, expiresAt))
                : Optional.empty();
    }

    /// Uses a request, whether or not its answer is right.
    ///
    /// @param owner who wants to add a passkey; null for a sign-in
    Use use(String token, @Nullable FactorOwner owner) {
        byte[] tokenHash = RandomTokens.hash(token);
        PasskeyRequestRow request =
                requests.find(tokenHash, user(owner), admin(owner), clock.instant()).orElse(null);
        if (request == null) {
            return Use.UNKNOWN;
        }
        if (request.expired()) {
            return Use.EXPIRED;
        }
        return requests.use(tokenHash, user(owner), admin(owner)) == 1 ? Use.USED : Use.UNKNOWN;
    }

    /// It differs from the hash in the database.
    static ByteArray challenge(String token) {
        return new ByteArray(RandomTokens.hash("passkey " + token));
    }

    private static @Nullable Long user(@Nullable FactorOwner owner) {
        return owner == null ? null : owner.userId();
    }

    private static @Nullable Long admin(@Nullable FactorOwner owner) {
        return owner == null ? null : owner.adminId();
    }
}
