package com.afftok.management.access.phone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PhoneNumberTest {

    @ParameterizedTest
    @CsvSource({
        "+966501234567, SA",
        "+971501234567, AE",
        "+201001234567, EG",
        "+962791234567, JO",
        "+447400123456, GB",
        "+919876543210, IN",
        "+12025550123, US",
        "+393331234567, IT"
    })
    void knows_the_country_of_a_mobile_phone(String text, String country) {
        assertThat(PhoneNumber.of(text)).contains(new PhoneNumber(text, country));
    }

    @Test
    void shows_no_log_the_whole_number() {
        PhoneNumber number = PhoneNumber.of("+966501234567").orElseThrow();

        assertThat(number).hasToString("PhoneNumber[+966…67]");
    }
}
