package com.afftok.shared.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.address.AddressText;
import com.afftok.shared.config.Environment;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedReceiversTest {

    private static final AllowedReceivers INTRANET =
            AllowedReceivers.read(
                    new Environment(Map.of("NETWORKS", "10.1.0.0/16, ::1")), "NETWORKS");

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "2606:4700::1111"})
    void public_addresses_always_are(String address) {
        assertThat(AllowedReceivers.PUBLIC.contain(bytes(address))).isTrue();
        assertThat(INTRANET.contain(bytes(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "::ffff:10.1.2.3", "::1"})
    void others_are_where_the_operator_says_so(String address) {
        assertThat(AllowedReceivers.PUBLIC.contain(bytes(address))).isFalse();
        assertThat(INTRANET.contain(bytes(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.2.0.1",
                "169.254.169.254",
                "168.63.129.16",
                "2001::1",
                "::ffff:10.0.0.1",
                "fd00::1"
            })
    void no_others_are(String address) {
        assertThat(INTRANET.contain(bytes(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2130706433", "0x7f.1", "0177.0.0.1", "127.1", "shop.123", "."})
    void numbers_that_some_take_for_addresses_are_told_from_names(String host) {
        assertThat(AllowedReceivers.isNumber(host)).isTrue();
        assertThat(AllowedReceivers.isNumber("shop.example.com")).isFalse();
    }

    private static byte[] bytes(String address) {
        return Objects.requireNonNull(AddressText.parse(address));
    }
}
