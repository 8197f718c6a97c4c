package com.afftok.edge;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One reused connection to an edge, by a client that needs little CPU beside the edges.
final class KeepAlive implements AutoCloseable {

    private static final int SILENCE_MILLIS = 20_000;
    private static final String LENGTH = "\r\ncontent-length: ";

    private final Socket socket;
    private final InputStream in;
    private byte[] buffer = new byte[16 << 10];
    private int filled;

    /// An answer.
    ///
    /// @param head the status line and the headers
    record Answer(int status, String head, String body) {

        /// Null if the header is absent; names must be spelled as the edge does.
        @Nullable String header(String name) {
            int at = head.indexOf("\r\n" + name + ": ");
            if (at < 0) {
                return null;
            }
            int start = at + name.length() + 4;
            return head.substring(start, head.indexOf("\r\n", start));
        }
    }

    KeepAlive(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(SILENCE_MILLIS);
        in = socket.getInputStream();
    }

    /// Sends a whole request and waits for its answer.
    ///
    /// @param bodiless whether it is a HEAD request
    Answer ask(byte[] request, boolean bodiless) throws IOException {
        socket.getOutputStream().write(request);
        int headEnd = headEnd();
        while (headEnd < 0) {
            fill();
            headEnd = headEnd();
        }
        String head = new String(buffer, 0, headEnd, StandardCharsets.ISO_8859_1);
        int length = bodiless ? 0 : length(head);
        while (filled < headEnd + length) {
            fill();
        }
        String body = new String(buffer, headEnd, length, StandardCharsets.UTF_8);
        filled -= headEnd + length;
        System.arraycopy(buffer, headEnd + length, buffer, 0, filled);
        return new Answer(Integer.parseInt(head.substring(9, 12)), head, body);
    }

    private static int length(String head) throws IOException {
        int at = head.indexOf(LENGTH);
        if (at < 0) {
            throw new IOException("an answer of no known length: " + head);
        }
        int start = at + LENGTH.length();
        return Integer.parseInt(head.substring(start, head.indexOf('\r', start)));
    }

    private int headEnd() {
        for (int at = 0; at + 3 < filled; at++) {
            if (buffer[at] == '\r' && buffer[at + 2] == '\r' && buffer[at + 3] == '\n') {
                return at + 4;
            }
        }
        return -1;
    }

    private void fill() throws IOException {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * filled);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            throw new EOFException("the edge closed the connection");
        }
        filled += read;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
