package com.afftok.shared.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.Seeded;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class HmacTest {

    @Test
    void equals_the_mac_of_the_jdk_for_every_length_of_key_and_message() {
        Seeded.run(
                2000,
                random -> {
                    byte[] secret = bytes(random, 1 + random.nextInt(150));
                    byte[] message = bytes(random, random.nextInt(200));

                    assertThat(new Hmac(secret).digest(message)).isEqualTo(jdk(secret, message));
                });
    }

    @Test
    void equals_the_published_vector() {
        Hmac hmac = new Hmac("Jefe".getBytes(StandardCharsets.US_ASCII));

        byte[] digest =
                hmac.digest("what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII));

        assertThat(HexFormat.of().formatHex(digest))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void truncates_to_the_first_six_bytes() {
        byte[] secret = new byte[] {1, 2, 3};
        byte[] message = new byte[] {4, 5};

        long truncated = new Hmac(secret).truncated(message);

        byte[] whole = new Hmac(secret).digest(message);
        assertThat(HexFormat.of().toHexDigits(truncated, 12))
                .isEqualTo(HexFormat.of().formatHex(whole, 0, 6));
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] jdk(byte[] secret, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
