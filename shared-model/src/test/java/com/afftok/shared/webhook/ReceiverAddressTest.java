package com.afftok.shared.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiverAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"shop.example.com", "localhost", "8.8.8.8", "2606:4700::1111"})
    void takes_names_and_public_addresses(String host) {
        assertThat(ReceiverAddress.mayBePublic(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "169.254.169.254",
                "168.63.129.16",
                "::1",
                "::ffff:10.0.0.1",
                "fd00::1",
                "2130706433",
                "0x7f.1",
                "0177.0.0.1",
                "127.1",
            })
    void takes_no_other_addresses_in_whatever_form(String host) {
        assertThat(ReceiverAddress.mayBePublic(host)).isFalse();
    }
}
