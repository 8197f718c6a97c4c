package com.afftok.management.sale.webhook;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.secret.SealSecrets;
import com.afftok.shared.secret.SecretPlace;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/// Generates the secrets that sign webhooks, in the form of Standard Webhooks: `whsec_` and 32
/// random bytes in base64. This text is sealed for the edges.
@Singleton
final class WebhookSecrets {

    private static final int BYTES = 32;
    private static final String PREFIX = "whsec_";

    private final SealSecrets seal;
    private final SecureRandom random;

    WebhookSecrets(SealSecrets seal, SecureRandom random) {
        this.seal = seal;
        this.random = random;
    }

    String make() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    byte[] seal(AccountId owner, String secret) {
        return seal.seal(
                secret.getBytes(StandardCharsets.US_ASCII),
                new SecretPlace("webhooks", owner.value(), "secret"));
    }
}
