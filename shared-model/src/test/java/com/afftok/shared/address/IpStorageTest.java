package com.afftok.shared.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IpStorageTest {

    private final byte[] address = {(byte) 203, 0, 113, 77};

    @Test
    void keeps_the_network_unless_all_is_kept() {
        assertThat(AddressText.format(IpStorage.TRUNCATED.kept(address))).isEqualTo("203.0.113.0");
        assertThat(AddressText.format(IpStorage.FULL.kept(address))).isEqualTo("203.0.113.77");
    }
}
