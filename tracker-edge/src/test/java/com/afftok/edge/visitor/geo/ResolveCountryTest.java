package com.afftok.edge.visitor.geo;

import static com.afftok.edge.visitor.geo.GeoTests.address;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.address.TrustedProxies;
import io.vertx.core.MultiMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResolveCountryTest {

    private static final String PROXY = "10.0.0.1";
    private static final String SAUDI = "212.26.18.1";

    private final ResolveCountry resolveCountry =
            new ResolveCountry(
                    TrustedProxies.parse(List.of("10.0.0.0/8")), new CountryFile(null), null);

    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();

    @Test
    void asks_the_file_without_headers() {
        assertThat(country(PROXY, SAUDI)).isEqualTo("SA");
        assertThat(country(SAUDI, SAUDI)).isEqualTo("SA");
    }

    @Test
    void believes_the_headers_of_a_trusted_proxy_in_their_order() {
        headers.set("X-Vercel-IP-Country", "FR");
        assertThat(country(PROXY, SAUDI)).isEqualTo("FR");
        headers.set("X-Geo-Country", "IT");
        assertThat(country(PROXY, SAUDI)).isEqualTo("IT");
        headers.set("X-Country", "ES");
        assertThat(country(PROXY, SAUDI)).isEqualTo("ES");
        headers.set("CF-IPCountry", "PT");
        assertThat(country(PROXY, SAUDI)).isEqualTo("PT");
    }

    @Test
    void believes_no_header_of_a_stranger() {
        headers.set("CF-IPCountry", "PT");

        assertThat(country("203.0.113.1", SAUDI)).isEqualTo("SA");
        // the forwarded address would be trusted, the peer is not
        assertThat(country("203.0.113.1", PROXY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "XX", "T1", "ZZ", "EU", "A1", "", " ", "S", "SAU", "SA ", "ÄÖ", "S\u212a", "--"
            })
    void a_header_without_a_country_says_that_nobody_knows_it(String value) {
        headers.set("CF-IPCountry", value);

        assertThat(country(PROXY, SAUDI)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"XX", "T1", ""})
    void a_visitor_whose_country_the_proxy_does_not_know_cannot_choose_it(String value) {
        headers.set("CF-IPCountry", value);
        headers.set("X-Country", "DE");
        headers.set("X-Geo-Country", "DE");

        assertThat(country(PROXY, SAUDI)).isEmpty();
    }

    @Test
    void writes_countries_in_capitals() {
        headers.set("X-Country", "de");

        assertThat(country(PROXY, SAUDI)).isEqualTo("DE");
    }

    @Test
    void knows_kosovo() {
        headers.set("X-Country", "XK");

        assertThat(country(PROXY, SAUDI)).isEqualTo("XK");
    }

    @Test
    void finds_none_for_private_addresses() {
        assertThat(country(PROXY, "192.168.1.1")).isEmpty();
        assertThat(country("127.0.0.1", "127.0.0.1")).isEmpty();
    }

    @Test
    void believes_a_trusted_proxy_on_private_addresses_too() {
        headers.set("X-Country", "SA");

        assertThat(country(PROXY, "192.168.1.1")).isEqualTo("SA");
    }

    private String country(String peer, String visitor) {
        return resolveCountry.of(address(peer), address(visitor), headers);
    }
}
