package com.afftok.edge.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.secret.DataKeys;
import com.afftok.shared.secret.SealSecrets;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SignMessageTest {

    private static final long USER = 7;

    /// The example that the libraries of Standard Webhooks share.
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long TIMESTAMP = 1614265330;
    private static final byte[] PAYLOAD = utf8("{\"test\": 2432232314}");
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private final SealSecrets secrets =
            new SealSecrets(
                    DataKeys.parse("1:" + "0123456789abcdef".repeat(4)), new SecureRandom());
    private final SignMessage sign = new SignMessage(secrets);

    @Test
    void signs_the_example_of_standard_webhooks() {
        assertThat(sign.sign(sealed(SECRET), USER, ID, TIMESTAMP, PAYLOAD)).isEqualTo(SIGNATURE);
    }

    @Test
    void a_second_implementation_agrees_and_notices_every_change() {
        assertThat(verify(SECRET, ID, "1614265330", PAYLOAD)).isTrue();
        assertThat(verify(SECRET, ID, "1614265331", PAYLOAD)).isFalse();
        assertThat(verify(SECRET, ID + "x", "1614265330", PAYLOAD)).isFalse();
        assertThat(verify(SECRET, ID, "1614265330", utf8("{\"test\":2432232314}"))).isFalse();
        assertThat(verify("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSx", ID, "1614265330", PAYLOAD))
                .isFalse();
    }

    @Test
    void does_not_sign_with_the_secret_of_another_user() {
        assertThat(sign.sign(sealed(SECRET), USER + 1, ID, TIMESTAMP, PAYLOAD)).isNull();
    }

    @Test
    void does_not_sign_with_what_is_no_secret() {
        assertThat(sign.sign(sealed("hunter2"), USER, ID, TIMESTAMP, PAYLOAD)).isNull();
        assertThat(sign.sign(sealed("whsec_?"), USER, ID, TIMESTAMP, PAYLOAD)).isNull();
        assertThat(sign.sign(sealed("whsec_"), USER, ID, TIMESTAMP, PAYLOAD)).isNull();
        assertThat(sign.sign(new byte[40], USER, ID, TIMESTAMP, PAYLOAD)).isNull();
    }

    private byte[] sealed(String secret) {
        return secrets.seal(utf8(secret), SignMessage.place(USER));
    }

    private static boolean verify(String secret, String id, String timestamp, byte[] payload) {
        return VerifySignature.verify(secret, id, timestamp, SIGNATURE, payload);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
