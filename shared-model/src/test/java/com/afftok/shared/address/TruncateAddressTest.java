package com.afftok.shared.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class TruncateAddressTest {

    @Test
    void keeps_24_bits_of_ipv4_and_48_of_ipv6() {
        assertThat(truncated("203.0.113.77")).isEqualTo("203.0.113.0");
        assertThat(truncated("2001:db8:1234:5678:9abc:def0:1234:5678"))
                .isEqualTo("2001:db8:1234:0:0:0:0:0");
        assertThat(TruncateAddress.of(new byte[0])).isEmpty();
    }

    @Test
    void leaves_the_given_address_as_it_is() {
        byte[] address = {1, 2, 3, 4};

        TruncateAddress.of(address);

        assertThat(address).containsExactly(1, 2, 3, 4);
    }

    private static String truncated(String address) {
        try {
            byte[] kept = TruncateAddress.of(InetAddress.ofLiteral(address).getAddress());
            return InetAddress.getByAddress(kept).getHostAddress();
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
