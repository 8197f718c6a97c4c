package com.afftok.management.access.session;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the owner of a session has proven in it.
///
/// @param enrolled whether the owner has a second factor; of an administrator also whether a
///   passkey, so that the password alone adds no other factor
/// @param secondFactor whether the second factor was proven
/// @param provenAt the last sign-in or repeated proof; null if there was none in this session
@Introspected
public record SessionProof(boolean enrolled, boolean secondFactor, @Nullable Instant provenAt) {

    /// How long a proof permits changes that need one.
    public static final Duration VALID = Duration.ofMinutes(5);

    /// Whether all factors of the owner were proven lately.
    public boolean isFresh(Instant now) {
        return until(now) != null;
    }

    private @Nullable Instant until(Instant now) {
        if (provenAt == null || (enrolled && !secondFactor)) {
            return null;
        }
        Instant until = provenAt.plus(VALID);
        return now.isBefore(until) ? until : null;
    }

    public View view(Instant now) {
        return new View(enrolled, enrolled && secondFactor, until(now));
    }

    /// As its owner sees it.
    ///
    /// @param provenUntil until when changes need no further proof; null if they need one
    @Serdeable
    public record View(boolean enrolled, boolean proven, @Nullable Instant provenUntil) {}
}
