package com.afftok.shared.password;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.password.PasswordRule.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRuleTest {

    @Test
    void counts_characters_up_to_the_bounds() {
        assertThat(PasswordRule.violation("Ab3defg")).contains(Violation.WEAK);
        assertThat(PasswordRule.violation("Ab3defgh")).isEmpty();
        assertThat(PasswordRule.violation("Ab3" + "x".repeat(125))).isEmpty();
        assertThat(PasswordRule.violation("Ab3" + "x".repeat(126))).contains(Violation.WEAK);
        assertThat(PasswordRule.violation("Ab3" + "\uD83D\uDD11".repeat(125))).isEmpty();
        assertThat(PasswordRule.violation("Ab3" + "\uD83D\uDD11".repeat(126)))
                .contains(Violation.WEAK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-capital-1", "No-digit-here", "Half-a-character-1\uD83D"})
    void asks_for_a_capital_and_a_digit_in_valid_text(String password) {
        assertThat(PasswordRule.violation(password)).contains(Violation.WEAK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Password1", "TRUSTNO1", "Qwerty123", "Blink182"})
    void refuses_common_ones_whatever_their_case(String password) {
        assertThat(PasswordRule.violation(password)).contains(Violation.COMMON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Elena1977", "DESMOND1", "Woodson2!?", "Qwerty123!!!", "Welcome2024"})
    void refuses_leaked_ones_also_with_signs_at_the_end(String password) {
        assertThat(PasswordRule.violation(password)).contains(Violation.COMMON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"My-AffTok-Pass-7", "Super-Admin-77", "x.PROMOTER_support9", "4Aff-iliate4"})
    void refuses_words_of_the_product_however_they_are_written(String password) {
        assertThat(PasswordRule.violation(password)).contains(Violation.KNOWN_WORD);
    }

    @Test
    void compares_letters_and_digits_of_words_from_four_on() {
        KnownWords words = KnownWords.of("Ali", "o'Brien");

        assertThat(words.in("Ali-Baba-40")).isEmpty();
        assertThat(words.in("From-OBRIEN-4")).contains("obrien");
    }
}
