package com.afftok.shared.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTextTest {

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 00000000",
        "255.255.255.255, ffffffff",
        "192.0.2.1, c0000201",
        "::, 00000000000000000000000000000000",
        "::1, 00000000000000000000000000000001",
        "1::, 00010000000000000000000000000000",
        "2001:db8::8:800:200C:417A, 20010db80000000000080800200c417a",
        "1:2:3:4:5:6:7:8, 00010002000300040005000600070008",
        "1:2:3:4:5:6:7::, 00010002000300040005000600070000",
        "::2:3:4:5:6:7:8, 00000002000300040005000600070008",
        "64:ff9b::192.0.2.33, 0064ff9b0000000000000000c0000221",
        "1:2:3:4:5:6:1.2.3.4, 00010002000300040005000601020304",
        "::ffff:192.0.2.1, c0000201",
        "::FFFF:c000:0201, c0000201",
        "0:0:0:0:0:ffff:10.0.0.1, 0a000001",
    })
    void reads_literals(String text, String hex) {
        byte[] address = AddressText.parse(text);

        assertThat(address).isEqualTo(HexFormat.of().parseHex(hex));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "unknown",
                "1",
                "127.1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "01.2.3.4",
                "1.2.3.04",
                "1.2.3.-4",
                "1.2.3.4 ",
                "1.2.3.4/32",
                "1.2.3.4:80",
                "１.2.3.4",
                ":",
                ":::",
                "1:",
                ":1",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "12345::",
                "g::",
                "fe80::1%eth0",
                "[::1]",
                "::1.2.3",
                "::1.2.3.4.5",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::1.2.3.4:5",
                "1.2.3.4::",
            })
    void refuses_everything_else(String text) {
        assertThat(AddressText.parse(text)).isNull();
    }

    @Test
    void writes_what_it_reads_and_agrees_with_the_jdk() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] address = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(address);
            for (int zeros = random.nextInt(12); zeros > 0; zeros--) {
                address[random.nextInt(address.length)] = 0;
            }

            String text = AddressText.format(address);

            assertThat(AddressText.parse(text)).as("seed %d: %s", seed, text).isEqualTo(address);
            String jdk = InetAddress.getByAddress(address).getHostAddress();
            assertThat(AddressText.parse(jdk)).as("seed %d: %s", seed, jdk).isEqualTo(address);
        }
    }

    @Test
    void writes_ipv6_in_its_short_form() {
        assertThat(formatted("0:0:0:0:0:0:0:0")).isEqualTo("::");
        assertThat(formatted("2001:0DB8:0:0:1:0:0:1")).isEqualTo("2001:db8::1:0:0:1");
        assertThat(formatted("1:0:2:3:4:5:6:7")).isEqualTo("1:0:2:3:4:5:6:7");
        assertThat(formatted("1:2:3:4:5:6:0:0")).isEqualTo("1:2:3:4:5:6::");
        assertThat(formatted("0:0:1:0:0:0:1:1")).isEqualTo("0:0:1::1:1");
    }

    @Test
    void survives_any_text() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "0123456789abcdefF:.%[]/, xg";
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(24); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }

            byte[] address = AddressText.parse(text);

            if (address != null) {
                assertThat(AddressText.parse(AddressText.format(address)))
                        .as("seed %d: %s", seed, text)
                        .isEqualTo(address);
            }
        }
    }

    private static String formatted(String text) {
        return AddressText.format(Objects.requireNonNull(AddressText.parse(text)));
    }
}
