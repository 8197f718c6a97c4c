package com.afftok.shared.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrencyTest {

    @ParameterizedTest
    @CsvSource({"USD, 2", "SAR, 2", "EUR, 2", "JPY, 0", "KWD, 3", "BHD, 3", "CLF, 4"})
    void knows_its_decimals(String code, int digits) {
        assertThat(Currency.of(code)).isEqualTo(new Currency(code, digits)).hasToString(code);
        assertThat(Currency.find(code)).hasValue(Currency.of(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "usd", "US", "USDX", " USD", "XXX", "XTS", "XAU", "DEM", "BTC"})
    void refuses_what_nobody_is_paid_in(String code) {
        assertThat(Currency.find(code)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> Currency.of(code));
    }

    @Test
    void cannot_be_made_with_other_decimals() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Currency("USD", 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new Currency("QQQ", 2));
    }

    @ParameterizedTest
    @MethodSource("com.afftok.shared.money.Currency#all")
    void agrees_with_iso_4217_as_the_jdk_has_it(Currency currency) {
        assertThat(java.util.Currency.getInstance(currency.code()).getDefaultFractionDigits())
                .isEqualTo(currency.digits());
    }

    @Test
    void lists_all_of_them_once() {
        assertThat(Currency.all()).hasSizeGreaterThan(150).doesNotHaveDuplicates();
    }
}
