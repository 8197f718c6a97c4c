package com.afftok.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

final class HealthProbeTest {

    @Test
    void a_service_that_is_not_ready_is_alive() throws Exception {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(503, -1);
                    exchange.close();
                });
        server.start();
        try {
            assertThat(HealthProbe.ready(server.getAddress())).isFalse();
            assertThat(HealthProbe.alive(server.getAddress())).isTrue();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_service_that_takes_connections_and_says_nothing_is_not_alive() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(HealthProbe.alive((InetSocketAddress) silent.getLocalSocketAddress()))
                    .isFalse();
        }
    }
}
