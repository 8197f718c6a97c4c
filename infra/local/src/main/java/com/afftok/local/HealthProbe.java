package com.afftok.local;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/// Checks the health of a service, without an HTTP client, whose loading would delay every start.
final class HealthProbe {

    private static final int LIMIT_MILLIS = 1000;
    private static final String ANSWER = "HTTP/1.1 ";
    private static final String READY = ANSWER + "200";

    private HealthProbe() {}

    static boolean ready(InetSocketAddress address) {
        return ask(address, "/health/ready", READY);
    }

    /// Whether it answers at all, possibly not ready.
    static boolean alive(InetSocketAddress address) {
        return ask(address, "/health", ANSWER);
    }

    private static boolean ask(InetSocketAddress address, String path, String expected) {
        try (Socket socket = new Socket()) {
            socket.connect(address, LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            String request =
                    "GET %s HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\n\r\n"
                            .formatted(path, address.getHostString(), address.getPort());
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(expected.length());
            return new String(answer, US_ASCII).equals(expected);
        } catch (IOException notYet) {
            return false;
        }
    }
}
