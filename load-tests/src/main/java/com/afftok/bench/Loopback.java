package com.afftok.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// Ports on the loopback interface.
final class Loopback {

    private static final int LIMIT_MILLIS = 2000;
    private static final int MOST_BYTES = 1 << 20;

    private Loopback() {}

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Sends a request over a new connection, and returns the complete answer unparsed.
    ///
    /// @param request with `Connection: close`
    static String ask(int port, String request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readNBytes(MOST_BYTES), US_ASCII);
        }
    }

    /// A GET request for a path, without the headers of a visitor.
    static String get(int port, String path) throws IOException {
        return ask(
                port,
                "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".formatted(path));
    }
}
