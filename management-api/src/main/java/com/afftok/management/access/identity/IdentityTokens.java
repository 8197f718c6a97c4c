package com.afftok.management.access.identity;

import com.afftok.management.access.oidc.IdClaims;
import com.afftok.management.access.session.RandomTokens;
import com.afftok.shared.error.ErrorCode;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/// Tokens that prove an account at a provider, each for one registration, or for one sign-in with a
/// second factor, within fifteen minutes.
@Singleton
public final class IdentityTokens {

    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private final IdentityTokenRepository kept;
    private final RandomTokens tokens;
    private final InstantSource clock;

    IdentityTokens(IdentityTokenRepository kept, RandomTokens tokens, InstantSource clock) {
        this.kept = kept;
        this.tokens = tokens;
        this.clock = clock;
    }

    public sealed interface Reading {

        record Valid(IdClaims claims) implements Reading {}

        record Refused(ErrorCode code) implements Reading {}
    }

    public String issue(IdClaims claims) {
        String token = tokens.next();
        kept.add(
                RandomTokens.hash(token),
                claims.issuer(),
                claims.subject(),
                claims.email(),
                claims.emailVerified(),
                clock.instant().plus(LIFETIME));
        return token;
    }

    public Reading read(String token) {
        return kept.find(RandomTokens.hash(token), clock.instant())
                .map(row ->
                        row.expired()
                                ? new Reading.Refused(ErrorCode.AUTH_002)
                                : new Reading.Valid(row.claims()))
                .orElseGet(() -> new Reading.Refused(ErrorCode.AUTH_003));
    }

    /// Uses a token, in the transaction of the caller.
    ///
    /// @return false if it was used meanwhile
    public boolean use(String token) {
        return kept.use(RandomTokens.hash(token)) == 1;
    }
}
