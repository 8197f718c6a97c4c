package com.afftok.management.access.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.KnownKey;
import com.afftok.shared.id.ApiKeyId;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyTextTest {

    private static final String SECRET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ";

    private final KeyText key = new KeyText(new ApiKeyId(17), SECRET);

    @Test
    void is_read_as_it_was_written() {
        assertThat(key.text())
                .matches("aft_17_[0-9A-Za-z]{49}")
                .isEqualTo(KnownKey.checked("aft_17_" + SECRET));
        assertThat(KeyText.read(key.text())).contains(key);
    }

    @Test
    void is_refused_with_any_letter_changed() {
        String text = key.text();
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == '1' ? '2' : '1';
            assertThat(KeyText.read(text.substring(0, i) + other + text.substring(i + 1)))
                    .as("letter %d", i)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "aft_",
                "aft_17_abc",
                "aft_0_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ",
                "aft_-1_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ",
                "aft_017_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ",
                "aft_1000000000000000000_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ",
                "aft_17_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO-_",
                "AFT_17_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ",
                "aft_17_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP\u0661",
            })
    void is_refused_in_another_form(String text) {
        assertThat(KeyText.read(text)).isEmpty();
        assertThat(KeyText.read(KnownKey.checked(text))).isEmpty();
    }

    @Test
    void has_a_secret_of_43_letters_and_digits_that_no_other_has_and_that_is_not_printed() {
        SecureRandom random = new SecureRandom();
        Set<String> secrets = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            secrets.add(KeyText.secret(random));
        }

        assertThat(secrets).hasSize(1000).allMatch(secret -> secret.matches("[0-9A-Za-z]{43}"));
        assertThat(String.join("", secrets).chars().distinct().count()).isEqualTo(62);
        assertThat(key.toString()).isEqualTo("aft_17_");
    }
}
