package com.afftok.shared.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCodeTest {

    @ParameterizedTest
    @CsvSource({
        "401, AUTH_001 AUTH_002 AUTH_003 CONV_001",
        "403, AUTH_004 PERM_001 GEO_001 CLICK_002 CLICK_003",
        "404, OFFER_001 LINK_001 CLICK_001 CONV_004",
        "409, AUTH_005 OFFER_003 LINK_002 CONV_002 PAYOUT_002",
        "410, OFFER_002 CONV_003",
        "422, CONV_005 PAYOUT_001",
        "429, CLICK_004 RATE_001",
        "503, AUTH_008 DB_001 DB_002 REDIS_001",
        "400, VALID_001"
    })
    void keeps_the_status_that_clients_rely_on(int status, String codes) {
        assertThat(codes.split(" "))
                .allSatisfy(code -> assertThat(ErrorCode.valueOf(code).status()).isEqualTo(status));
    }

    @ParameterizedTest
    @EnumSource
    void has_a_sentence_for_everyone(ErrorCode code) {
        assertThat(code.message()).matches("[A-Z].*\\.");
    }
}
