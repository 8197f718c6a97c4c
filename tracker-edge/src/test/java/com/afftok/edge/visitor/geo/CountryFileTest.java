package com.afftok.edge.visitor.geo;

import static com.afftok.edge.visitor.geo.GeoTests.address;
import static com.afftok.shared.geo.RangeFileBytes.aRangeFile;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.file.WatchedFile;
import com.afftok.shared.address.AddressText;
import com.afftok.shared.address.PublicAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountryFileTest {

    private static final CountryFile BUNDLED = new CountryFile(null);

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, US",
        "193.0.6.139, NL",
        "133.11.0.1, JP",
        "212.26.18.1, SA",
        "197.32.0.1, EG",
        "2001:67c:2e8:22::c100:68b, NL",
        "2001:200::1, JP",
        "2001:16a0::1, SA",
        "2a02:8100::1, DE",
    })
    void knows_public_addresses_from_the_bundled_file(String address, String country) {
        assertThat(BUNDLED.country(address(address))).isEqualTo(country);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "127.0.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "192.0.2.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "255.255.255.255",
                "::ffff:10.0.0.1",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "2001:db8::1",
                "2001::1",
                "2002:808:808::1",
                "64:ff9b::808:808",
            })
    void gives_no_country_to_addresses_that_are_nowhere(String address) {
        assertThat(PublicAddress.isPublic(address(address))).isFalse();
        assertThat(BUNDLED.country(address(address))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.167.0.1",
                "192.0.1.1",
                "198.17.0.1",
                "198.20.0.1",
                "203.0.112.1",
                "223.255.255.255",
                "2001:4860::1",
                "2a00::1",
                "2600::1",
                "3ffe::1",
            })
    void takes_their_neighbours_for_public(String address) {
        assertThat(PublicAddress.isPublic(address(address))).isTrue();
    }

    @Test
    void answers_with_nothing_or_two_capitals_for_any_address() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int known = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] address = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(address);

            String country = BUNDLED.country(address);

            assertThat(country.isEmpty() || country.matches("[A-Z]{2}"))
                    .as("seed %d: %s of %s", seed, country, AddressText.format(address))
                    .isTrue();
            known += country.isEmpty() ? 0 : 1;
        }
        assertThat(known).isGreaterThan(50_000);
        assertThat(BUNDLED.country(new byte[0])).isEmpty();
        assertThat(BUNDLED.country(new byte[7])).isEmpty();
    }

    @Test
    void opens_files_of_ip_location_db() {
        Path file =
                MmdbFile.ofIpv6(MmdbFile.FLAT)
                        .with("1.0.0.0", 8, "SA")
                        .with("2a00::", 12, "DE")
                        .writeTo(folder.resolve("flat.mmdb"));

        CountryFile countries = new CountryFile(file);

        assertThat(countries.country(address("1.2.3.4"))).isEqualTo("SA");
        assertThat(countries.country(address("2a01::1"))).isEqualTo("DE");
        assertThat(countries.country(address("5.5.5.5"))).isEmpty();
        assertThat(countries.country(address("2600::1"))).isEmpty();
    }

    @Test
    void opens_files_in_the_layout_of_geolite2() {
        Path file =
                MmdbFile.ofIpv6(MmdbFile.NESTED)
                        .with("1.0.0.0", 8, "SA")
                        .with("2a00::", 12, "DE")
                        .writeTo(folder.resolve("nested.mmdb"));

        CountryFile countries = new CountryFile(file);

        assertThat(countries.country(address("1.2.3.4"))).isEqualTo("SA");
        assertThat(countries.country(address("2a01::1"))).isEqualTo("DE");
        assertThat(countries.country(address("5.5.5.5"))).isEmpty();
    }

    @Test
    void knows_no_ipv6_from_a_file_of_ipv4() {
        Path file =
                MmdbFile.ofIpv4(MmdbFile.FLAT)
                        .with("32.0.0.0", 3, "SA")
                        .writeTo(folder.resolve("ipv4.mmdb"));

        CountryFile countries = new CountryFile(file);

        assertThat(countries.country(address("32.1.2.3"))).isEqualTo("SA");
        // its first bytes are those of the address above
        assertThat(countries.country(address("2001:203::1"))).isEmpty();
    }

    @Test
    void opens_files_that_were_renewed_elsewhere() throws IOException {
        Path file =
                Files.copy(Path.of("../infra/geoip/countries.ranges"), folder.resolve("countries"));

        CountryFile countries = new CountryFile(file);

        assertThat(countries.country(address("212.26.18.1"))).isEqualTo("SA");
        assertThat(countries.description()).contains("DB-IP").contains("CC BY 4.0");
    }

    @Test
    void keeps_codes_that_are_none_to_itself() throws IOException {
        byte[] bytes =
                aRangeFile()
                        .ipv4From(0x01000000, "ZZ")
                        .ipv4From(0x02000000, "Arabia")
                        .ipv4From(0x03000000, "SA")
                        .bytes();

        CountryFile countries = new CountryFile(Files.write(folder.resolve("odd"), bytes));

        assertThat(countries.country(address("1.0.0.1"))).isEmpty();
        assertThat(countries.country(address("2.0.0.1"))).isEmpty();
        assertThat(countries.country(address("3.0.0.1"))).isEqualTo("SA");
    }

    @Test
    void runs_without_countries_while_its_file_is_missing() {
        Path file = folder.resolve("later.mmdb");
        try (GeoTests.Log log = new GeoTests.Log(WatchedFile.class)) {
            CountryFile countries = new CountryFile(file);
            countries.poll();
            countries.poll();

            assertThat(countries.isServing()).isFalse();
            assertThat(countries.country(address("8.8.8.8"))).isEmpty();
            assertThat(log.errors()).singleElement().asString().contains("no such file");

            everywhereIn("SA").writeTo(file);
            countries.poll();
            countries.poll();

            assertThat(countries.isServing()).isTrue();
            assertThat(countries.country(address("8.8.8.8"))).isEqualTo("SA");
        }
    }

    @Test
    void takes_a_replaced_file_when_it_has_come_to_rest() throws IOException {
        Path file = everywhereIn("SA").writeTo(folder.resolve("countries.mmdb"));
        CountryFile countries = new CountryFile(file);

        replace(file, everywhereIn("DE").bytes());
        countries.poll();
        String afterOneLook = countries.country(address("8.8.8.8"));
        countries.poll();

        assertThat(afterOneLook).isEqualTo("SA");
        assertThat(countries.country(address("8.8.8.8"))).isEqualTo("DE");
    }

    @Test
    void serves_on_while_a_file_is_being_written_over_the_old_one() throws IOException {
        Path file = everywhereIn("SA").writeTo(folder.resolve("countries.mmdb"));
        CountryFile countries = new CountryFile(file);
        byte[] next = Files.readAllBytes(Path.of("../infra/geoip/countries.ranges"));

        for (int part = 1; part < 8; part++) {
            Files.write(file, Arrays.copyOf(next, next.length / 8 * part));
            countries.poll();
            assertThat(countries.country(address("133.11.0.1"))).isEqualTo("SA");
        }
        Files.write(file, next);
        countries.poll();
        countries.poll();

        assertThat(countries.country(address("133.11.0.1"))).isEqualTo("JP");
    }

    @Test
    void reports_a_broken_file_once_and_serves_the_old_one() throws IOException {
        Path file = everywhereIn("SA").writeTo(folder.resolve("countries.mmdb"));
        CountryFile countries = new CountryFile(file);
        byte[] whole = everywhereIn("DE").bytes();
        try (GeoTests.Log log = new GeoTests.Log(WatchedFile.class)) {

            Files.write(file, Arrays.copyOf(whole, whole.length / 2));
            for (int look = 0; look < 5; look++) {
                countries.poll();
            }

            assertThat(log.errors()).singleElement().asString().contains("serving=\"test of");
            assertThat(countries.country(address("8.8.8.8"))).isEqualTo("SA");

            Files.write(file, whole);
            countries.poll();
            countries.poll();

            assertThat(countries.country(address("8.8.8.8"))).isEqualTo("DE");
        }
    }

    @Test
    void serves_on_when_its_file_is_deleted() throws IOException {
        Path file = everywhereIn("SA").writeTo(folder.resolve("countries.mmdb"));
        CountryFile countries = new CountryFile(file);
        try (GeoTests.Log log = new GeoTests.Log(WatchedFile.class)) {

            Files.delete(file);
            for (int look = 0; look < 5; look++) {
                countries.poll();
            }

            assertThat(log.errors()).hasSize(1);
            assertThat(countries.country(address("8.8.8.8"))).isEqualTo("SA");

            everywhereIn("DE").writeTo(file);
            countries.poll();
            countries.poll();

            assertThat(countries.country(address("8.8.8.8"))).isEqualTo("DE");
        }
    }

    @Test
    void refuses_files_that_hold_something_else() throws IOException {
        byte[] random = new byte[100_000];
        new Random(1).nextBytes(random);
        byte[] marked = Arrays.copyOf(random, random.length + 14);
        byte[] marker = "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(marker, 0, marked, 50_000, marker.length);

        assertRefused(new byte[0]);
        assertRefused(new byte[] {0x1f});
        assertRefused("countries".getBytes(StandardCharsets.UTF_8));
        assertRefused(random);
        assertRefused(marked);
        assertRefused(MmdbFile.ofIpv6(MmdbFile.FLAT).bytes());
        assertRefused(everywhere(MmdbFile.ofIpv6(MmdbFile.WITHOUT_COUNTRY), "SA").bytes());
        assertRefused(everywhereIn("ZZ").bytes());
        assertRefused(aRangeFile().of("data centres").bytes());
    }

    @Test
    void survives_damage_inside_a_file() throws IOException {
        byte[] whole = everywhereIn("SA").with("2a00::", 12, "DE").bytes();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path file = folder.resolve("damaged.mmdb");
        try (GeoTests.Log _ = new GeoTests.Log(WatchedFile.class);
                GeoTests.Log _ = new GeoTests.Log(MmdbCountries.class)) {
            for (int round = 0; round < 2000; round++) {
                byte[] damaged = whole.clone();
                for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
                Files.write(file, damaged);

                String country = new CountryFile(file).country(address("8.8.8.8"));

                assertThat(country.length()).as("seed %d", seed).isIn(0, 2);
            }
        }
    }

    @Test
    void is_replaced_under_readers_without_a_wrong_answer() throws Exception {
        Path file = everywhereIn("SA").writeTo(folder.resolve("countries.mmdb"));
        CountryFile countries = new CountryFile(file);
        AtomicBoolean done = new AtomicBoolean();
        Set<String> seen = ConcurrentHashMap.newKeySet();
        try (ExecutorService readers = Executors.newFixedThreadPool(2)) {
            Runnable read =
                    () -> {
                        while (!done.get()) {
                            seen.add(countries.country(address("8.8.8.8")));
                        }
                    };
            Future<?> first = readers.submit(read);
            Future<?> second = readers.submit(read);

            for (int round = 0; round < 100; round++) {
                replace(file, everywhereIn(round % 2 == 0 ? "DE" : "SA").bytes());
                countries.poll();
                countries.poll();
            }
            done.set(true);
            first.get();
            second.get();
        }
        assertThat(seen).containsExactlyInAnyOrder("SA", "DE");
    }

    private void assertRefused(byte[] content) throws IOException {
        try (GeoTests.Log log = new GeoTests.Log(WatchedFile.class)) {
            CountryFile countries = new CountryFile(Files.write(folder.resolve("odd"), content));

            assertThat(countries.isServing()).isFalse();
            assertThat(log.errors()).hasSize(1);
        }
    }

    private static MmdbFile everywhereIn(String country) {
        return everywhere(MmdbFile.ofIpv6(MmdbFile.NESTED), country);
    }

    private static MmdbFile everywhere(MmdbFile file, String country) {
        return file.with("0.0.0.0", 1, country).with("128.0.0.0", 1, country);
    }

    private void replace(Path file, byte[] content) throws IOException {
        Path next = Files.write(folder.resolve("next"), content);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
