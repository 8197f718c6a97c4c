package com.afftok.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.code.KeyRing;
import com.afftok.shared.code.LinkCodes;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VisitorsTest {

    private static final KeyRing KEYS = KeyRing.parse(StartEdge.KEYS);

    private final Visitors visitors = new Visitors(KEYS, 1000);

    @Test
    void come_from_200_000_addresses_with_200_browsers() {
        Set<String> addresses = new HashSet<>();
        for (int visitor = 0; visitor < visitors.count(); visitor++) {
            addresses.add(header(visitors.request(visitor, 0, Connections.NEW), "X-Forwarded-For"));
        }

        assertThat(addresses).hasSize(200_000);
        assertThat(visitors.headers()).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void follow_signed_links_as_browsers_do() {
        String request = visitors.request(1234, 0, Connections.KEEP_ALIVE);

        String code = request.substring("GET /c/".length(), request.indexOf(" HTTP/1.1\r\n"));
        assertThat(new LinkCodes(KEYS).verify(code)).isEqualTo(235);
        assertThat(header(request, "User-Agent")).startsWith("Mozilla/5.0 (");
        assertThat(header(request, "Accept")).startsWith("text/html,");
        assertThat(header(request, "Accept-Language")).isNotEmpty();
        assertThat(request).endsWith("\r\n\r\n").doesNotContain("Connection:");
    }

    @Test
    void never_repeat_a_click_before_they_have_followed_all_links() {
        Set<String> requests = new HashSet<>();
        for (int lap = 0; lap < 1000; lap++) {
            requests.add(visitors.request(199_999, lap, Connections.NEW));
        }

        assertThat(requests).hasSize(1000);
    }

    private static String header(String request, String name) {
        return request.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }
}
