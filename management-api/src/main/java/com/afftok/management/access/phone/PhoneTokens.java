package com.afftok.management.access.phone;

import com.afftok.management.access.session.RandomTokens;
import com.afftok.shared.error.ErrorCode;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/// Tokens that prove a number of no user, each for one registration within fifteen minutes.
@Singleton
public final class PhoneTokens {

    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private final PhoneTokenRepository kept;
    private final RandomTokens tokens;
    private final InstantSource clock;

    PhoneTokens(PhoneTokenRepository kept, RandomTokens tokens, InstantSource clock) {
        this.kept = kept;
        this.tokens = tokens;
        this.clock = clock;
    }

    public sealed interface Reading {

        record Valid(String phone) implements Reading {

            /// Masks the number.
            @Override
            public String toString() {
                return "Valid[" + PhoneNumber.masked(phone) + "]";
            }
        }

        record Refused(ErrorCode code) implements Reading {}
    }

    public String issue(String phone) {
        String token = tokens.next();
        kept.add(RandomTokens.hash(token), phone, clock.instant().plus(LIFETIME));
        return token;
    }

    public Reading read(String token) {
        return kept.find(RandomTokens.hash(token), clock.instant())
                .map(row ->
                        row.expired()
                                ? new Reading.Refused(ErrorCode.AUTH_002)
                                : new Reading.Valid(row.phone()))
                .orElseGet(() -> new Reading.Refused(ErrorCode.AUTH_003));
    }

    /// Uses a token, in the transaction of the caller.
    ///
    /// @return false if it was used meanwhile
    public boolean use(String token) {
        return kept.use(RandomTokens.hash(token)) == 1;
    }
}
