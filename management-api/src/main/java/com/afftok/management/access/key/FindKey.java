package com.afftok.management.access.key;

import com.afftok.management.access.Caller;
import com.afftok.management.access.session.RandomTokens;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Finds the caller of a request by its API key.
///
/// An unknown, a revoked and a wrong key have the same answer after the same work. That a key has
/// expired, or that its owner is disabled, is answered to those alone who have its secret.
@Singleton
public final class FindKey {

    /// How exactly the last use is known: most requests with a key write nothing.
    private static final Duration USES = Duration.ofMinutes(1);

    /// Compared where no such key exists. It is the hash of no known text.
    private static final byte[] NOBODYS = new byte[32];

    private final ApiKeyRepository keys;
    private final InstantSource clock;

    FindKey(ApiKeyRepository keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /// The result of reading a key.
    public sealed interface Finding {

        record Found(Caller.User caller) implements Finding {}

        record Unknown() implements Finding {}

        record Expired() implements Finding {}

        /// User or account are not active.
        record Disabled() implements Finding {}
    }

    /// Whether the text is meant as a key, right or wrong.
    public static boolean isKey(String text) {
        return text.startsWith(KeyText.PREFIX);
    }

    /// Finds the owner, and notes that the key was used.
    public Finding find(String text) {
        KeyText key = KeyText.read(text).orElse(null);
        if (key == null) {
            return new Finding.Unknown();
        }
        PresentedKeyRow found = keys.findPresented(key.id().value()).orElse(null);
        byte[] stored = found == null ? NOBODYS : found.secretHash();
        boolean right = MessageDigest.isEqual(stored, RandomTokens.hash(key.secret()));
        if (found == null || !right) {
            return new Finding.Unknown();
        }
        Instant now = clock.instant();
        if (!found.expiresAt().isAfter(now)) {
            return new Finding.Expired();
        }
        if (!found.enabled()) {
            return new Finding.Disabled();
        }
        noteUse(found, now);
        return new Finding.Found(found.caller());
    }

    private void noteUse(PresentedKeyRow key, Instant now) {
        Instant since = now.minus(USES);
        Instant last = key.lastUsedAt();
        if (last == null || last.isBefore(since)) {
            keys.use(key.accountId(), key.id(), now, since);
        }
    }
}
