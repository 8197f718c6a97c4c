package com.afftok.shared.geo;

import static com.afftok.shared.geo.RangeFileBytes.aRangeFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.afftok.shared.address.AddressText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class RangeFileTest {

    @Test
    void gives_each_address_the_label_of_its_range() throws IOException {
        AddressRanges ranges =
                read(
                        aRangeFile()
                                .ipv4From(0x01000000, "SA")
                                .ipv4From(0x01000100, "DE")
                                .ipv4From(0x01000101, "")
                                .ipv4From(0xfffffffFL, "EG")
                                .ipv6From(0x2a00_0000_0000_0000L, "SA")
                                .ipv6From(0x2a00_0000_0000_0001L, "")
                                .ipv6From(0xf000_0000_0000_0000L, "DE")
                                .bytes());

        assertThat(ranges.label(address("0.0.0.0"))).isEmpty();
        assertThat(ranges.label(address("0.255.255.255"))).isEmpty();
        assertThat(ranges.label(address("1.0.0.0"))).isEqualTo("SA");
        assertThat(ranges.label(address("1.0.0.255"))).isEqualTo("SA");
        assertThat(ranges.label(address("1.0.1.0"))).isEqualTo("DE");
        assertThat(ranges.label(address("1.0.1.1"))).isEmpty();
        assertThat(ranges.label(address("127.255.255.255"))).isEmpty();
        assertThat(ranges.label(address("128.0.0.0"))).isEmpty();
        assertThat(ranges.label(address("255.255.255.255"))).isEqualTo("EG");
        assertThat(ranges.label(address("2a00::1"))).isEqualTo("SA");
        assertThat(ranges.label(address("2a00:0:0:1::"))).isEmpty();
        assertThat(ranges.label(address("8000::"))).isEmpty();
        assertThat(ranges.label(address("ffff::"))).isEqualTo("DE");
    }

    @Test
    void answers_like_a_sorted_map() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            TreeMap<Long, String> expected = new TreeMap<>();
            RangeFileBytes file = aRangeFile();
            expected.put(0L, "");
            for (int i = random.nextInt(500); i > 0; i--) {
                // clustered, so that some /16 contain many ranges and most none
                long cluster = (long) random.nextInt(8) << 29;
                long start = cluster | (1 + random.nextInt(1 << (1 + random.nextInt(28))));
                expected.put(start, random.nextBoolean() ? "SA" : "DE");
            }
            expected.tailMap(1L).forEach(file::ipv4From);
            AddressRanges ranges = read(file.bytes());
            for (int i = 0; i < 2000; i++) {
                long asked = random.nextInt() & 0xffff_ffffL;
                if (random.nextBoolean()) {
                    asked = expected.floorKey(asked);
                }
                byte[] address = {
                    (byte) (asked >>> 24), (byte) (asked >>> 16), (byte) (asked >>> 8), (byte) asked
                };

                assertThat(ranges.label(address))
                        .as("seed %d: %s", seed, AddressText.format(address))
                        .isEqualTo(expected.floorEntry(asked).getValue());
            }
        }
    }

    @Test
    void refuses_a_file_that_was_cut_anywhere() {
        byte[] whole = someRanges().bytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);

            assertThatIOException().as("cut to %d", length).isThrownBy(() -> read(cut));
        }
    }

    @Test
    void refuses_a_file_whose_content_was_cut_before_it_was_packed() throws IOException {
        byte[] content = unpacked(someRanges().bytes());
        for (int length = 0; length < content.length; length++) {
            byte[] cut = packed(Arrays.copyOf(content, length));

            assertThatIOException().as("cut to %d", length).isThrownBy(() -> read(cut));
        }
    }

    @Test
    void never_fails_otherwise_than_by_refusing() throws IOException {
        byte[] content = unpacked(someRanges().bytes());
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = content.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                AddressRanges ranges = read(packed(damaged));
                ranges.label(address("8.8.8.8"));
                ranges.label(address("2a00::1"));
            } catch (IOException e) {
                assertThat(e.getMessage()).as("seed %d", seed).isNotBlank();
            }
        }
    }

    @Test
    void refuses_a_damaged_file() {
        byte[] whole = someRanges().bytes();
        whole[whole.length / 2] ^= 1;

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(whole));
    }

    @Test
    void says_what_is_wrong_with_a_file() {
        assertThatIOException()
                .isThrownBy(() -> read(aRangeFile().version(9).bytes()))
                .withMessage("version 9 of the file is not known");
        assertThatIOException()
                .isThrownBy(() -> read(aRangeFile().magic(7).bytes()))
                .withMessage("not a file of address ranges");
        assertThatIOException()
                .isThrownBy(() -> read(aRangeFile().of("planets").bytes()))
                .withMessage("holds \"planets\", not \"countries\"");
        assertThatIOException()
                .isThrownBy(() -> read(aRangeFile().followedBy(new byte[] {0}).bytes()))
                .withMessage("the file goes on after its end");
        assertThatIOException()
                .isThrownBy(() -> read(aRangeFile().ipv4From(5, "SA").ipv4From(5, "DE").bytes()))
                .withMessage("range 2 is out of order");
        assertThatIOException()
                .isThrownBy(() -> read(aRangeFile().ipv4From(1L << 32, "SA").bytes()))
                .withMessage("the ranges do not cover the addresses");
    }

    private static RangeFileBytes someRanges() {
        return aRangeFile()
                .ipv4From(0x01000000, "SA")
                .ipv4From(0x09000000, "DE")
                .ipv4From(0xc0000000L, "")
                .ipv6From(0x2a00_0000_0000_0000L, "SA")
                .ipv6From(0xf000_0000_0000_0000L, "");
    }

    private static AddressRanges read(byte[] bytes) throws IOException {
        return RangeFile.read(new ByteArrayInputStream(bytes), GeoData.COUNTRIES);
    }

    private static byte[] address(String text) {
        return Objects.requireNonNull(AddressText.parse(text), text);
    }

    private static byte[] unpacked(byte[] bytes) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
    }

    private static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
