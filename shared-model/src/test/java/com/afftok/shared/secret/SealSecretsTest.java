package com.afftok.shared.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SealSecretsTest {

    private static final String FIRST = "1:" + "0123456789abcdef".repeat(4);
    private static final String SECOND = "2:" + "fedcba9876543210".repeat(4);
    private static final SecretPlace PLACE = new SecretPlace("postback_secrets", 17, "live");
    private static final byte[] SECRET = "sesame".getBytes(StandardCharsets.UTF_8);

    private final SealSecrets seal = with(FIRST);

    @Test
    void opens_what_was_sealed() {
        assertThat(seal.open(seal.seal(SECRET, PLACE), PLACE)).isEqualTo(SECRET);
        assertThat(seal.open(seal.seal(new byte[0], PLACE), PLACE)).isEmpty();
    }

    @Test
    void never_seals_twice_in_the_same_way() {
        assertThat(seal.seal(SECRET, PLACE)).isNotEqualTo(seal.seal(SECRET, PLACE));
    }

    @Test
    void hides_the_secret() {
        String sealed = new String(seal.seal(SECRET, PLACE), StandardCharsets.ISO_8859_1);

        assertThat(sealed).doesNotContain("sesame");
    }

    @Test
    void opens_in_no_other_place() {
        byte[] sealed = seal.seal(SECRET, PLACE);

        assertThatThrownBy(() -> seal.open(sealed, new SecretPlace("postback_secrets", 18, "live")))
                .isInstanceOf(CannotOpen.class);
        assertThatThrownBy(() -> seal.open(sealed, new SecretPlace("postback_secrets", 17, "test")))
                .isInstanceOf(CannotOpen.class);
        assertThatThrownBy(() -> seal.open(sealed, new SecretPlace("webhooks", 17, "live")))
                .isInstanceOf(CannotOpen.class);
    }

    @Test
    void opens_nothing_in_which_a_bit_was_changed() {
        byte[] sealed = seal.seal(SECRET, PLACE);

        for (int bit = 0; bit < sealed.length * Byte.SIZE; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThatThrownBy(() -> seal.open(changed, PLACE)).isInstanceOf(CannotOpen.class);
        }
    }

    @Test
    void opens_nothing_that_is_cut_short() {
        byte[] sealed = seal.seal(SECRET, PLACE);

        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> seal.open(cut, PLACE)).isInstanceOf(CannotOpen.class);
        }
    }

    @Test
    void goes_on_opening_after_a_new_key_came() {
        byte[] old = seal.seal(SECRET, PLACE);
        SealSecrets both = with(FIRST + "," + SECOND);

        assertThat(both.open(old, PLACE)).isEqualTo(SECRET);
        assertThat(with(SECOND).open(both.seal(SECRET, PLACE), PLACE)).isEqualTo(SECRET);
        assertThatThrownBy(() -> with(SECOND).open(old, PLACE))
                .isInstanceOf(CannotOpen.class)
                .hasMessageContaining("data key 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "1:",
                "1:00",
                "0:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "100:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "1:0123456789abcdef0123456789abcdef",
                "1:0000000000000000000000000000000000000000000000000000000000000000",
                "1:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef,"
                        + "1:1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            })
    void takes_no_weak_or_malformed_keys(String text) {
        assertThatThrownBy(() -> DataKeys.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(text.contains(",") ? "must" : "key 1 must")
                .hasMessageNotContaining("0123456789");
    }

    @Test
    void shows_no_key() {
        assertThat(DataKeys.parse(FIRST + "," + SECOND)).hasToString("DataKeys[1, 2]");
    }

    private static SealSecrets with(String keys) {
        return new SealSecrets(DataKeys.parse(keys), new SecureRandom());
    }
}
