package com.afftok.shared.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeepLinkTest {

    private static final String DESTINATION = "https://shop.example.com/?c={click_id}";
    private static final List<String> HOSTS = List.of("m.example.com");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example.com",
                "https://SHOP.example.com/shoes?x={sub1}#top",
                "https://shop.example.com:443/shoes",
                "https://m.example.com/?at=10:30",
            })
    void an_offer_admits_its_own_host_and_those_that_it_names(String deepLink) {
        assertThat(DeepLink.isAdmitted(deepLink, DESTINATION, HOSTS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://shop.example.com/",
                "http://m.example.com/",
                "https://shop.example.com:8443/",
                "https://m.example.com:8443/",
                "https://evil.example/",
                "https://m.example.com.evil.example/",
                "https://m.example.com@evil.example/",
                "https://evil.example\\@m.example.com/",
                "https://evil.example#@m.example.com/",
                "javascript:alert('https://m.example.com/')",
                "//m.example.com/",
                "",
            })
    void it_admits_no_other_host_port_or_weaker_scheme(String deepLink) {
        assertThat(DeepLink.isAdmitted(deepLink, DESTINATION, HOSTS)).isFalse();
    }

    @Test
    void an_offer_on_a_port_of_its_own_admits_that_port_on_its_own_host() {
        String destination = "http://shop.example.com:8080/";

        assertThat(DeepLink.isAdmitted("http://shop.example.com:8080/a", destination, HOSTS))
                .isTrue();
        assertThat(DeepLink.isAdmitted("https://m.example.com/a", destination, HOSTS)).isTrue();
        assertThat(DeepLink.isAdmitted("http://shop.example.com/a", destination, HOSTS)).isFalse();
        assertThat(DeepLink.isAdmitted("http://m.example.com:8080/a", destination, HOSTS))
                .isFalse();
    }
}
