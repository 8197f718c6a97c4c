package com.afftok.edge.visitor.geo;

import static com.afftok.edge.visitor.geo.GeoTests.address;
import static com.afftok.shared.geo.RangeFileBytes.aRangeFile;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.file.WatchedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataCentresTest {

    private static final DataCentres BUNDLED = new DataCentres(null);

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "52.95.110.1, aws",
        "3.5.140.1, aws",
        "54.239.28.85, aws",
        "2600:1f18::1, aws",
        "34.64.4.1, google-cloud",
        "2600:1900::1, google-cloud",
        "20.36.32.1, azure",
        "51.38.0.1, ovh",
        "2001:41d0::1, ovh",
        "88.198.0.1, hetzner",
        "2a01:4f8::1, hetzner",
        "159.65.0.1, digitalocean",
        "2604:a880::1, digitalocean",
        "45.33.32.156, linode",
        "45.76.0.1, vultr",
        "51.15.0.1, scaleway",
        "47.88.0.1, alibaba-cloud",
        "129.146.0.1, oracle-cloud",
    })
    void knows_rented_machines(String address, String network) {
        assertThat(BUNDLED.contains(address(address))).isTrue();
        assertThat(BUNDLED.network(address(address))).isEqualTo(network);
    }

    @ParameterizedTest
    @CsvSource({
        "Comcast, 73.0.0.1",
        "Verizon, 71.240.0.1",
        "Deutsche Telekom, 84.128.0.1",
        "Orange, 90.0.0.1",
        "Free, 82.64.0.1",
        "BT, 86.128.0.1",
        "STC, 212.26.18.1",
        "STC, 2001:16a0::1",
        "TE Data, 197.32.0.1",
        "Jio, 49.32.0.1",
        "T-Mobile USA, 172.56.0.1",
        "AT&T, 2600:1700::1",
        "Orange, 2a01:cb00::1",
        "Starlink, 98.97.0.1",
        "iCloud Private Relay at Cloudflare, 104.28.0.1",
        "iCloud Private Relay at Cloudflare, 2606:54c0::1",
        "iCloud Private Relay at Akamai, 172.224.224.1",
        "iCloud Private Relay at Akamai, 2a02:26f7::1",
        "iCloud Private Relay at Fastly, 146.75.128.1",
        "Cloudflare WARP, 2a09:bac1::1",
        "Google, 8.8.8.8",
        "Google, 66.249.64.1",
    })
    void leaves_homes_phones_and_relays_alone(String network, String address) {
        assertThat(BUNDLED.network(address(address))).as(network).isEmpty();
        assertThat(BUNDLED.contains(address(address))).as(network).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "127.0.0.1", "::1", "fe80::1", "fd00::1"})
    void leaves_private_addresses_alone(String address) {
        assertThat(BUNDLED.contains(address(address))).isFalse();
    }

    @Test
    void says_where_its_data_are_from() {
        assertThat(BUNDLED.description()).contains("Route Views").contains("CC BY 4.0");
        assertThat(BUNDLED.contains(new byte[0])).isFalse();
    }

    @Test
    void takes_a_list_of_the_operators_own() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("list.txt"),
                        """
                        # our own
                        198.51.100.0/24
                        2001:db8::/32   # of the test lab

                        203.0.113.7
                        """);

        DataCentres dataCentres = new DataCentres(file);

        assertThat(dataCentres.contains(address("198.51.100.255"))).isTrue();
        assertThat(dataCentres.contains(address("2001:db8:1::1"))).isTrue();
        assertThat(dataCentres.contains(address("203.0.113.7"))).isTrue();
        assertThat(dataCentres.contains(address("203.0.113.8"))).isFalse();
        assertThat(dataCentres.contains(address("52.95.110.1"))).isFalse();
    }

    @Test
    void takes_a_file_that_was_renewed_elsewhere_and_then_its_successor() throws IOException {
        Path file =
                Files.write(
                        folder.resolve("centres"),
                        aRangeFile()
                                .of("data centres")
                                .ipv4From(0x01000000, "old")
                                .ipv4From(0x02000000, "")
                                .bytes());
        DataCentres dataCentres = new DataCentres(file);
        assertThat(dataCentres.network(address("1.2.3.4"))).isEqualTo("old");

        Files.writeString(file, "5.0.0.0/8\n");
        dataCentres.poll();
        dataCentres.poll();

        assertThat(dataCentres.contains(address("1.2.3.4"))).isFalse();
        assertThat(dataCentres.contains(address("5.2.3.4"))).isTrue();
    }

    @Test
    void names_the_line_that_is_no_network() throws IOException {
        Path file = Files.writeString(folder.resolve("list.txt"), "10.0.0.0/8\nexample.com\n");
        try (GeoTests.Log log = new GeoTests.Log(WatchedFile.class)) {

            DataCentres dataCentres = new DataCentres(file);

            assertThat(dataCentres.contains(address("10.0.0.1"))).isFalse();
            assertThat(log.errors()).singleElement().asString().contains("example.com");
        }
    }
}
