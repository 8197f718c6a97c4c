package com.afftok.edge.webhook.delivery;

import com.afftok.shared.secret.CannotOpen;
import com.afftok.shared.secret.SealSecrets;
import com.afftok.shared.secret.SecretPlace;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Signs messages per Standard Webhooks. Each webhook has a secret of its own.
///
/// The database contains the secret sealed. Unsealed it is the text that its owner was shown:
/// `whsec_` and the key in base64.
public final class SignMessage {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    private final SealSecrets secrets;

    public SignMessage(SealSecrets secrets) {
        this.secrets = secrets;
    }

    /// The context to which a sealed secret is bound.
    public static SecretPlace place(long account) {
        return new SecretPlace("webhooks", account, "secret");
    }

    /// A signature for `webhook-signature`, or null if the secret can't be used.
    ///
    /// @param timestamp in seconds, as in `webhook-timestamp`
    @Nullable String sign(byte[] sealed, long account, String id, long timestamp, byte[] payload) {
        try {
            String secret =
                    new String(secrets.open(sealed, place(account)), StandardCharsets.US_ASCII);
            return secret.startsWith(PREFIX)
                    ? sign(secret.substring(PREFIX.length()), id, timestamp, payload)
                    : null;
        } catch (CannotOpen | IllegalArgumentException e) {
            return null;
        }
    }

    private static String sign(String base64, String id, long timestamp, byte[] payload) {
        byte[] key = Base64.getDecoder().decode(base64);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update((id + '.' + timestamp + '.').getBytes(StandardCharsets.US_ASCII));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(payload));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
