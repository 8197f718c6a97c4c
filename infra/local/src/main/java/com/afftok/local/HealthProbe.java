package com.afftok.local;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/// Asks a service whether it is ready. Lighter than an HTTP client, whose loading alone would delay
/// every start.
final class HealthProbe {

    private static final int LIMIT_MILLIS = 1000;
    private static final String READY = "HTTP/1.1 200";

    private HealthProbe() {}

    static boolean ready(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            String request =
                    "GET /health/ready HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\n\r\n"
                            .formatted(address.getHostString(), address.getPort());
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(READY.length());
            return new String(answer, US_ASCII).equals(READY);
        } catch (IOException notYet) {
            return false;
        }
    }
}
