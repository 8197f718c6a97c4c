package com.afftok.management.access.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TotpCodesTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void are_those_of_rfc_6238(long time, String code) {
        TotpCodes codes = new TotpCodes(InstantSource.fixed(Instant.ofEpochSecond(time)));

        assertThat(codes.step(SECRET, code)).hasValue(time / 30);
    }

    @ParameterizedTest
    @CsvSource({"-60, false", "-30, true", "0, true", "30, true", "60, false"})
    void are_good_for_a_step_before_and_after(int offset, boolean good) {
        TotpCodes then =
                new TotpCodes(InstantSource.fixed(Instant.ofEpochSecond(1_111_111_111 + offset)));

        assertThat(then.step(SECRET, "050471").isPresent()).isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({"'',''", "f,MY", "fo,MZXQ", "foo,MZXW6", "foob,MZXW6YQ", "foobar,MZXW6YTBOI"})
    void have_secrets_in_the_letters_of_rfc_4648(String bytes, String text) {
        assertThat(Base32.encode(bytes.getBytes(StandardCharsets.US_ASCII))).isEqualTo(text);
    }
}
