package com.afftok.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.afftok.shared.config.RedisUrl;
import com.afftok.shared.config.TrustedCertificates;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// Sends one command to Redis and reads the first line of its answer, to check whether it serves.
final class RedisConversation {

    private static final int LIMIT_MILLIS = 1000;

    private RedisConversation() {}

    /// Whether the server accepts the password and has loaded its data.
    static boolean serves(RedisUrl url) {
        try {
            return ask(url, "PING").equals("+PONG");
        } catch (IOException notYet) {
            return false;
        }
    }

    /// @throws IOException if the server is unreachable, refuses the sign-in or does not answer
    static String ask(RedisUrl url, String question) throws IOException {
        InetSocketAddress address = new InetSocketAddress(url.host(), url.port());
        if (address.isUnresolved()) {
            throw new IOException("unknown host");
        }
        try (Socket socket = socket(url)) {
            socket.connect(address, LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            if (!url.password().isEmpty()) {
                String user = url.user().isEmpty() ? "default" : url.user();
                send(socket, "AUTH", user, url.password());
                String answer = line(answers);
                if (!answer.equals("+OK")) {
                    throw new IOException(answer.substring(1));
                }
            }
            send(socket, question.split(" "));
            return line(answers);
        }
    }

    private static Socket socket(RedisUrl url) throws IOException {
        if (!url.tls()) {
            return new Socket();
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, TrustedCertificates.of(url.ca()).getTrustManagers(), null);
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket();
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            return socket;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static void send(Socket socket, String... words) throws IOException {
        StringBuilder command = new StringBuilder().append('*').append(words.length).append("\r\n");
        for (String word : words) {
            command.append('$').append(word.getBytes(UTF_8).length).append("\r\n");
            command.append(word).append("\r\n");
        }
        socket.getOutputStream().write(command.toString().getBytes(UTF_8));
    }

    private static String line(BufferedReader answers) throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("The server closed the connection");
        }
        return line;
    }
}
