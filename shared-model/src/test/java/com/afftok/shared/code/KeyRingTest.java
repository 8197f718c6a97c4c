package com.afftok.shared.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {

    private static final String SECRET = "000102030405060708090a0b0c0d0e0f";
    private static final String OTHER = "FFfe02030405060708090a0b0c0d0e0f";

    @Test
    void signs_with_the_last_key() {
        assertThat(KeyRing.parse("1:" + SECRET).signingKeyId()).isEqualTo(1);
        assertThat(KeyRing.parse("31:" + SECRET + ", 2:" + OTHER).signingKeyId()).isEqualTo(2);
    }

    @Test
    void never_shows_a_secret() {
        assertThat(KeyRing.parse("3:" + SECRET + ",7:" + OTHER)).hasToString("KeyRing[3, 7]");
        assertThat(new SigningKey(3, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7}))
                .hasToString("SigningKey[3]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "1",
                "1:",
                ":" + SECRET,
                SECRET,
                "one:" + SECRET,
                "-1:" + SECRET,
                "1:" + SECRET + ":",
                "1:" + SECRET + "0",
                "1:" + SECRET + "zz",
                "1: " + SECRET,
                "1:" + SECRET + ",",
                "1:" + SECRET + ";2:" + OTHER
            })
    void refuses_what_is_not_a_list_of_keys_without_repeating_it(String text) {
        assertThatThrownBy(() -> KeyRing.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("key [12] must be written as id:secret.*")
                .hasMessageNotContaining("0001");
    }

    @ParameterizedTest
    @CsvSource({
        "0:" + SECRET + ", key 1 must have an id from 1 to 31",
        "32:" + SECRET + ", key 1 must have an id from 1 to 31",
        "1:000102030405060708090a0b0c0d0e, key 1 must have a secret of 16 to 64 bytes",
        "1:abababababababababababababababab, key 1 must have a secret that cannot be guessed"
    })
    void names_the_flaw_of_a_key(String text, String message) {
        assertThatThrownBy(() -> KeyRing.parse(text)).hasMessage(message);
        assertThatThrownBy(() -> KeyRing.parse("2:" + OTHER + "," + text))
                .hasMessage(message.replace("key 1", "key 2"));
    }

    @Test
    void refuses_an_id_twice() {
        assertThatThrownBy(() -> KeyRing.parse("4:" + SECRET + ",4:" + OTHER))
                .hasMessage("must not use the key id 4 twice");
    }

    @Test
    void keeps_its_own_copy_of_a_secret() {
        byte[] secret = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        SigningKey key = new SigningKey(1, secret);
        SigningKey same = new SigningKey(1, secret);

        secret[0] = 'x';
        key.secret()[1] = 'x';

        assertThat(key).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(key).isNotEqualTo(new SigningKey(1, secret));
    }
}
