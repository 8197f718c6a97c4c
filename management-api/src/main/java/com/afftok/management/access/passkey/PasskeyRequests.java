package com.afftok.management.access.passkey;

import com.afftok.management.access.session.RandomTokens;
import com.afftok.shared.id.UserId;
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
/// by the user who made it: a request to sign in adds no passkey, and one to add a passkey signs
/// nobody in.
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

    /// Opens a request, which replaces the open one of the user.
    ///
    /// @param user the signed-in user who wants to add a passkey; null for a sign-in
    /// @return empty if too many are open for sign-ins
    Optional<Begun> begin(@Nullable UserId user) {
        String token = tokens.next();
        Instant now = clock.instant();
        Instant expiresAt = now.plus(LIFETIME);
        return requests.add(RandomTokens.hash(token), id(user), now, expiresAt) == 1
                ? Optional.of(new Begun(token, expiresAt))
                : Optional.empty();
    }

    /// Uses a request, whether or not its answer is right.
    ///
    /// @param user who wants to add a passkey; null for a sign-in
    Use use(String token, @Nullable UserId user) {
        byte[] tokenHash = RandomTokens.hash(token);
        PasskeyRequestRow request =
                requests.find(tokenHash, id(user), clock.instant()).orElse(null);
        if (request == null) {
            return Use.UNKNOWN;
        }
        if (request.expired()) {
            return Use.EXPIRED;
        }
        return requests.use(tokenHash, id(user)) == 1 ? Use.USED : Use.UNKNOWN;
    }

    /// It differs from the hash in the database.
    static ByteArray challenge(String token) {
        return new ByteArray(RandomTokens.hash("passkey " + token));
    }

    private static @Nullable Long id(@Nullable UserId user) {
        return user == null ? null : user.value();
    }
}
