package com.afftok.edge.visitor.address;

import static com.afftok.edge.visitor.geo.GeoTests.address;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.address.TrustedProxies;
import io.vertx.core.MultiMap;
import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientAddressTest {

    private static final String PROXY = "10.0.0.1";
    private static final String STRANGER = "203.0.113.9";

    private final ClientAddress clientAddress =
            new ClientAddress(TrustedProxies.parse(List.of("10.0.0.0/8", "fd00::/8")));

    @Test
    void reads_the_headers_of_a_request() {
        MultiMap headers =
                MultiMap.caseInsensitiveMultiMap()
                        .add("x-forwarded-for", "8.8.8.8, 198.51.100.1")
                        .add("X-Forwarded-For", "10.0.0.3");

        assertThat(clientAddress.of(address(PROXY), headers)).isEqualTo(address("198.51.100.1"));
        assertThat(clientAddress.of(address(STRANGER), headers)).isEqualTo(address(STRANGER));
        headers.clear();
        assertThat(clientAddress.of(address(PROXY), headers)).isEqualTo(address(PROXY));
    }

    @Test
    void reads_the_peer_of_a_connection() throws UnknownHostException {
        SocketAddress ipv4 = SocketAddress.inetSocketAddress(443, "198.51.100.1");
        InetAddress loopbackZone = Inet6Address.getByAddress(null, address("fe80::1"), 1);
        SocketAddress zoned =
                SocketAddress.inetSocketAddress(new InetSocketAddress(loopbackZone, 443));
        SocketAddress local = SocketAddress.domainSocketAddress("/run/edge.sock");

        assertThat(ClientAddress.peer(ipv4)).isEqualTo(address("198.51.100.1"));
        assertThat(ClientAddress.peer(zoned)).isEqualTo(address("fe80::1"));
        assertThat(ClientAddress.peer(local)).isEmpty();
        assertThat(ClientAddress.peer(null)).isEmpty();
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("X-Forwarded-For", "8.8.8.8");
        assertThat(clientAddress.of(ClientAddress.peer(local), headers)).isEmpty();
    }
}
