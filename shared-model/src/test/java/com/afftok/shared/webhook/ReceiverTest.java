package com.afftok.shared.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiverTest {

    @ParameterizedTest
    @CsvSource({
        "https://shop.example.com, true, shop.example.com, 443, /",
        "http://Shop.Example.com/in?x=1#top, false, shop.example.com, 80, /in?x=1",
        "https://shop.example.com:8443?x=1, true, shop.example.com, 8443, /?x=1",
        "http://[2001:DB8::1]:8080/a, false, 2001:db8::1, 8080, /a",
        "https://shop.example.com/{sub1}?a={b}, true, shop.example.com, 443, /{sub1}?a={b}",
    })
    void takes_a_url_apart(String url, boolean tls, String host, int port, String target) {
        assertThat(Receiver.parse(url)).isEqualTo(new Receiver(tls, host, port, target));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://shop.example.com/",
                "file:///etc/passwd",
                "HTTP//shop.example.com",
                "https://",
                "https:///in",
                "https://user:secret@shop.example.com/",
                "https://shop.example.com@10.0.0.1/",
                "https://{sub1}.example.com/",
                "https://{sub1}/",
                "https://shop.example.com:{sub1}/",
                "https://shop.example.com\\@10.0.0.1/",
                "https://shop.example.com%2f@10.0.0.1/",
                "https://[fe80::1%eth0]/",
                "https://münchen.example/",
                "https://shop.example.com:25/",
                "https://shop.example.com:22/",
                "https://shop.example.com:0/",
                "https://shop.example.com:70000/",
            })
    void nothing_is_sent_to_what_leads_elsewhere_than_it_says(String url) {
        assertThat(Receiver.parse(url)).isNull();
    }

    @Test
    void what_a_request_line_cannot_hold_is_encoded() {
        Receiver receiver = new Receiver(true, "shop.example.com", 443, "/ü?a=b c&d=%20|{x\r\n");

        assertThat(receiver.wireTarget()).isEqualTo("/%C3%BC?a=b%20c&d=%20%7C%7Bx%0D%0A");
    }
}
