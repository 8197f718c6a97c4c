package com.afftok.shared.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedForTest {

    private static final String PROXY = "10.0.0.1";
    private static final String STRANGER = "203.0.113.9";

    private final ForwardedFor forwarded =
            new ForwardedFor(TrustedProxies.parse(List.of("10.0.0.0/8", "fd00::/8")));

    @Test
    void is_the_peer_when_nobody_forwards() {
        assertThat(visitor(STRANGER)).isEqualTo(STRANGER);
        assertThat(visitor(PROXY)).isEqualTo(PROXY);
    }

    @Test
    void is_the_peer_when_a_stranger_claims_to_forward() {
        assertThat(visitor(STRANGER, "198.51.100.1")).isEqualTo(STRANGER);
    }

    @Test
    void is_whom_a_trusted_proxy_names() {
        assertThat(visitor(PROXY, "198.51.100.1")).isEqualTo("198.51.100.1");
        assertThat(visitor("fd00::1", "2001:db8::5")).isEqualTo("2001:db8::5");
    }

    @Test
    void is_the_rightmost_that_is_not_trusted() {
        assertThat(visitor(PROXY, "1.1.1.1, 198.51.100.1, 10.0.0.3, 10.0.0.2"))
                .isEqualTo("198.51.100.1");
    }

    @Test
    void cannot_be_chosen_by_the_visitor() {
        assertThat(visitor(PROXY, "8.8.8.8, 10.0.0.5, 198.51.100.1")).isEqualTo("198.51.100.1");
        assertThat(visitor(PROXY, "8.8.8.8,junk,198.51.100.1")).isEqualTo("198.51.100.1");
    }

    @Test
    void reads_several_headers_as_one() {
        assertThat(visitor(PROXY, "8.8.8.8, 198.51.100.1", "10.0.0.3", "10.0.0.2"))
                .isEqualTo("198.51.100.1");
    }

    @Test
    void is_the_first_when_all_are_trusted() {
        assertThat(visitor(PROXY, "10.0.0.9, 10.0.0.8")).isEqualTo("10.0.0.9");
    }

    @Test
    void stops_at_what_is_no_address() {
        assertThat(visitor(PROXY, "198.51.100.1, unknown, 10.0.0.2")).isEqualTo("10.0.0.2");
        assertThat(visitor(PROXY, "unknown")).isEqualTo(PROXY);
        assertThat(visitor(PROXY, "198.51.100.1, _hidden")).isEqualTo(PROXY);
    }

    @Test
    void passes_over_empty_entries() {
        assertThat(visitor(PROXY, "198.51.100.1, ,, ")).isEqualTo("198.51.100.1");
        assertThat(visitor(PROXY, "", ",", " ")).isEqualTo(PROXY);
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.1:443, 198.51.100.1",
        "[2001:db8::5], 2001:db8::5",
        "[2001:db8::5]:443, 2001:db8::5",
        "'\"[2001:db8::5]:443\"', 2001:db8::5",
        "\t198.51.100.1\t, 198.51.100.1",
        "::ffff:198.51.100.1, 198.51.100.1",
        "[::ffff:198.51.100.1]:80, 198.51.100.1",
        "198.51.100.1:http, 10.0.0.1",
        "198.51.100.1:, 10.0.0.1",
        "[2001:db8::5, 10.0.0.1",
        "[2001:db8::5]x, 10.0.0.1",
        "[], 10.0.0.1",
        "1.2.3.4.5, 10.0.0.1",
    })
    void reads_entries_as_proxies_write_them(String entry, String expected) {
        assertThat(visitor(PROXY, entry)).isEqualTo(expected);
    }

    @Test
    void takes_a_mapped_peer_for_ipv4() {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 0, 0, 1};

        assertThat(forwarded.of(mapped, List.of())).isEqualTo(address(PROXY));
        assertThat(forwarded.of(mapped, List.of("198.51.100.1")))
                .isEqualTo(address("198.51.100.1"));
    }

    @Test
    void survives_any_header() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "0123456789abf:.[],, \"";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder header = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                header.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }

            byte[] visitor = forwarded.of(address(PROXY), List.of(header.toString()));

            assertThat(visitor.length).as("seed %d: %s", seed, header).isIn(4, 16);
        }
    }

    private String visitor(String peer, String... forwardedFor) {
        return AddressText.format(forwarded.of(address(peer), List.of(forwardedFor)));
    }

    private static byte[] address(String text) {
        return Objects.requireNonNull(AddressText.parse(text), text);
    }
}
