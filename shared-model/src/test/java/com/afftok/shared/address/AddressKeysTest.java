package com.afftok.shared.address;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.code.KeyRing;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressKeysTest {

    private static final AddressKeys KEYS =
            AddressKeys.of(KeyRing.parse("1:000102030405060708090a0b0c0d0e0f"));

    @Test
    void siphash_gives_the_values_of_its_authors() {
        SipHash hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

        // vectors_sip64 for the inputs 00 01 … of eight and of sixteen bytes
        assertThat(hash.of(0x0706050403020100L)).isEqualTo(0x93f5f5799a932462L);
        assertThat(hash.of(0x0706050403020100L, 0x0f0e0d0c0b0a0908L))
                .isEqualTo(0x3f2acc7f57c29bdbL);
    }

    @Test
    void siphash_shows_no_key() {
        assertThat(new SipHash(1, 2)).hasToString("SipHash[secret]");
    }

    @Test
    void a_key_added_to_the_ring_changes_no_address_key() {
        AddressKeys rotated =
                AddressKeys.of(
                        KeyRing.parse(
                                "1:000102030405060708090a0b0c0d0e0f,"
                                        + "2:101112131415161718191a1b1c1d1e1f"));
        AddressKeys others = AddressKeys.of(KeyRing.parse("1:101112131415161718191a1b1c1d1e1f"));

        assertThat(rotated.of(ip("203.0.113.7"))).isEqualTo(KEYS.of(ip("203.0.113.7")));
        assertThat(others.of(ip("203.0.113.7"))).isNotEqualTo(KEYS.of(ip("203.0.113.7")));
    }

    @Test
    void a_client_is_an_ipv4_address_or_a_network_of_ipv6() {
        byte[] mapped = new byte[16];
        mapped[10] = -1;
        mapped[11] = -1;
        System.arraycopy(ip("203.0.113.7"), 0, mapped, 12, 4);

        assertThat(KEYS.of(mapped)).isEqualTo(KEYS.of(ip("203.0.113.7")));
        assertThat(KEYS.of(ip("2001:db8::1"))).isEqualTo(KEYS.of(ip("2001:db8::2")));
        assertThat(KEYS.of(ip("203.0.113.7"))).isNotEqualTo(KEYS.of(ip("0:0:cb00:7107::1")));
    }

    @Test
    void a_key_is_read_as_it_was_written() {
        long key = KEYS.of(ip("203.0.113.7"));

        assertThat(AddressKeys.format(key)).hasSize(16);
        assertThat(AddressKeys.parse(AddressKeys.format(key))).isEqualTo(key);
        assertThat(AddressKeys.format(7)).isEqualTo("0000000000000007");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "203.0.113.7",
                "00000000000000zz",
                "00000000000000007",
                "-000000000000007"
            })
    void what_is_no_key_is_none(String text) {
        assertThat(AddressKeys.parse(text)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "2a00::1"})
    void the_internet_is_public(String address) {
        assertThat(PublicAddress.isPublic(ip(address))).isTrue();
        assertThat(PublicAddress.isInternal(ip(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.7", "198.18.0.1", "2001:db8::1", "2002:808:808::1", "::2"})
    void what_is_set_apart_is_neither_public_nor_internal(String address) {
        assertThat(PublicAddress.isPublic(ip(address))).isFalse();
        assertThat(PublicAddress.isInternal(ip(address))).isFalse();
    }

    private static byte[] ip(String literal) {
        return InetAddress.ofLiteral(literal).getAddress();
    }
}
