package com.afftok.management.sale.integration;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.secret.SealSecrets;
import com.afftok.shared.secret.SecretPlace;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/// Creates the secrets that sign postbacks: 32 random bytes, written in hex. The characters of the
/// hex form are the key. The secrets are sealed, and the edge opens them.
@Singleton
final class PostbackSecrets {

    private static final int BYTES = 32;
    private static final int HINT = 4;

    /// Two secrets of a mode may be active, so after this many attempts, each of which a concurrent
    /// request can defeat, no slot is free.
    private static final int ATTEMPTS = 3;

    private final SecretRepository secrets;
    private final SealSecrets seal;
    private final SecureRandom random;

    PostbackSecrets(SecretRepository secrets, SealSecrets seal, SecureRandom random) {
        this.secrets = secrets;
        this.seal = seal;
        this.random = random;
    }

    /// A new secret. It is shown once.
    record Made(SecretRow row, String secret) {

        /// Omits the secret.
        @Override
        public String toString() {
            return "Made[" + row.id() + "]";
        }
    }

    /// A new secret; empty if two of the mode are active.
    Optional<Made> make(AccountId advertiser, String mode) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String secret = HexFormat.of().formatHex(bytes);
        byte[] sealed =
                seal.seal(
                        secret.getBytes(StandardCharsets.UTF_8),
                        new SecretPlace("postback_secrets", advertiser.value(), mode));
        String hint = secret.substring(secret.length() - HINT);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Long id = secrets.add(advertiser.value(), mode, sealed, hint);
            if (id != null) {
                return Optional.of(
                        new Made(secrets.find(advertiser.value(), id).orElseThrow(), secret));
            }
        }
        return Optional.empty();
    }
}
