package com.afftok.management.access.factor;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/// The codes of authenticator apps (RFC 6238): six digits, a new one every thirty seconds.
///
/// The previous and the next code are also accepted, to allow for clock skew.
@Singleton
final class TotpCodes {

    static final int SECRET_BYTES = 20;

    private static final Duration STEP = Duration.ofSeconds(30);

    private final TimeBasedOneTimePasswordGenerator generator =
            new TimeBasedOneTimePasswordGenerator(STEP);
    private final InstantSource clock;

    TotpCodes(InstantSource clock) {
        this.clock = clock;
    }

    /// The time step of a code; empty if the code is not valid now.
    OptionalLong step(byte[] secret, String code) {
        long now = clock.instant().getEpochSecond() / STEP.toSeconds();
        byte[] given = code.getBytes(StandardCharsets.UTF_8);
        OptionalLong found = OptionalLong.empty();
        for (long step = now - 1; step <= now + 1; step++) {
            if (MessageDigest.isEqual(code(secret, step).getBytes(StandardCharsets.UTF_8), given)) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    String code(byte[] secret, long step) {
        try {
            return generator.generateOneTimePasswordString(
                    new SecretKeySpec(secret, generator.getAlgorithm()),
                    Instant.ofEpochSecond(step * STEP.toSeconds()),
                    Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("20 bytes are a key of every HMAC", e);
        }
    }
}
