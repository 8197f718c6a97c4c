package com.afftok.shared.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    @Test
    void knows_the_edges_of_its_networks() {
        TrustedProxies trusted =
                TrustedProxies.parse(
                        List.of("10.0.0.0/8", "192.0.2.7", "::1/128", "2001:db8::/33", "fd00::/8"));

        assertThat(List.of("10.0.0.0", "10.255.255.255", "192.0.2.7", "::1", "fdff::1"))
                .allMatch(text -> trusted.contains(address(text)));
        assertThat(trusted.contains(address("2001:db8:7fff:ffff:ffff:ffff:ffff:ffff"))).isTrue();
        assertThat(List.of("9.255.255.255", "11.0.0.0", "192.0.2.6", "192.0.2.8", "::", "::2"))
                .noneMatch(text -> trusted.contains(address(text)));
        assertThat(List.of("2001:db8:8000::", "2001:db7:ffff::", "fc00::1", "fe00::"))
                .noneMatch(text -> trusted.contains(address(text)));
    }

    @Test
    void trusts_nobody_unless_told() {
        assertThat(TrustedProxies.NONE.contains(address("127.0.0.1"))).isFalse();
        assertThat(TrustedProxies.parse(List.of()).contains(address("::1"))).isFalse();
    }

    @Test
    void trusts_everybody_when_told() {
        TrustedProxies trusted = TrustedProxies.parse(List.of("0.0.0.0/0", "::/0"));

        assertThat(trusted.contains(address("255.255.255.255"))).isTrue();
        assertThat(trusted.contains(address("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"))).isTrue();
    }

    @Test
    void keeps_the_families_apart() {
        TrustedProxies trusted = TrustedProxies.parse(List.of("::/0"));

        assertThat(trusted.contains(address("2001:db8::1"))).isTrue();
        assertThat(trusted.contains(address("203.0.113.1"))).isFalse();
    }

    @Test
    void takes_a_mapped_address_for_ipv4() {
        TrustedProxies trusted = TrustedProxies.parse(List.of("10.0.0.0/8"));
        byte[] mapped = new byte[16];
        mapped[10] = -1;
        mapped[11] = -1;
        mapped[12] = 10;

        assertThat(trusted.contains(mapped)).isTrue();
    }

    @Test
    void answers_like_a_comparison_bit_by_bit() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Network> networks = new ArrayList<>();
            for (int i = random.nextInt(30); i >= 0; i--) {
                networks.add(Network.random(random));
            }
            TrustedProxies trusted =
                    TrustedProxies.parse(networks.stream().map(Network::text).toList());
            for (int i = 0; i < 200; i++) {
                byte[] asked = randomAddress(random);

                boolean expected = networks.stream().anyMatch(network -> network.contains(asked));

                assertThat(trusted.contains(asked))
                        .as("seed %d: %s in %s", seed, AddressText.format(asked), networks)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy.example.com",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.0.0.0/8/8",
                "10.0.0.1/8",
                "::/129",
                "2001:db8::1/64",
                "/8",
            })
    void names_a_network_that_is_none(String network) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedProxies.parse(List.of("10.0.0.0/8", network)))
                .withMessageContaining(network);
    }

    /// Few distinct bytes, so that networks overlap and touch.
    private static byte[] randomAddress(Random random) {
        byte[] address = new byte[random.nextBoolean() ? 4 : 16];
        for (int i = 0; i < address.length; i++) {
            address[i] = (byte) (random.nextInt(3) - 1);
        }
        return AddressText.unmapped(address);
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Network(byte[] address, int prefix) {

        static Network random(Random random) {
            byte[] address = randomAddress(random);
            int prefix = random.nextInt(8 * address.length + 1);
            int free = 8 * address.length - prefix;
            byte[] bits = new BigInteger(1, address).shiftRight(free).shiftLeft(free).toByteArray();
            byte[] cut = new byte[address.length];
            for (int i = 1; i <= Math.min(bits.length, cut.length); i++) {
                cut[cut.length - i] = bits[bits.length - i];
            }
            return new Network(cut, prefix);
        }

        boolean contains(byte[] asked) {
            int free = 8 * address.length - prefix;
            return asked.length == address.length
                    && new BigInteger(1, asked)
                            .shiftRight(free)
                            .equals(new BigInteger(1, address).shiftRight(free));
        }

        String text() {
            return AddressText.format(address) + "/" + prefix;
        }

        @Override
        public String toString() {
            return text();
        }
    }

    private static byte[] address(String text) {
        return Objects.requireNonNull(AddressText.parse(text), text);
    }
}
