package com.afftok.edge.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import com.afftok.edge.webhook.delivery.WriteMessage.Message;
import com.afftok.edge.webhook.outbox.RealReceiver;
import com.afftok.edge.webhook.outbox.Sending;
import com.afftok.shared.webhook.Receiver;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.StandardConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is made of servers that don't answer as they should, and how TLS is insisted on.
class SendMessageTest {

    private static final String PASSWORD = "changeit";

    private final Vertx vertx = Vertx.vertx();
    private final SendMessage send = new SendMessage(vertx, 4);
    @TempDir Path folder;

    @AfterEach
    void close() {
        Sending.await(vertx.close());
    }

    @ParameterizedTest
    @CsvSource({
        "SSH-2.0-OpenSSH_9.2, NO_HTTP",
        "HTTP/1.1 999 Odd, NO_HTTP",
        "HTTP/1.1 42 Odd, NO_HTTP",
        "'', CLOSED",
    })
    void what_is_no_answer_is_said_to_be_none(String line, NotSent why) throws IOException {
        try (ServerSocket server = listen()) {
            serve(server, line.isEmpty() ? "" : line + "\r\nContent-Length: 0\r\n\r\n");

            assertThat(reason(server.getLocalPort(), false)).isEqualTo(why);
        }
    }

    @Test
    void an_address_of_ipv6_is_written_in_brackets_where_it_is_a_host() {
        assumeThatCode(() -> new ServerSocket(0, 1, InetAddress.ofLiteral("::1")).close())
                .doesNotThrowAnyException();
        RealReceiver receiver = new RealReceiver(vertx, "::1");
        Receiver six = new Receiver(false, "::1", receiver.port(), "/in");

        Sending.await(
                send.send(
                        new Message(HttpMethod.GET, six, Map.of(), Buffer.buffer()),
                        "::1",
                        Duration.ofSeconds(5)));

        assertThat(receiver.first().header("host")).isEqualTo("[::1]:" + receiver.port());
    }

    @Test
    void nobody_listens() throws IOException {
        int port;
        try (ServerSocket server = listen()) {
            port = server.getLocalPort();
        }

        assertThat(reason(port, false)).isEqualTo(NotSent.NO_CONNECTION);
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused_and_the_name_is_said() throws Exception {
        Queue<String> names = new ConcurrentLinkedQueue<>();
        try (SSLServerSocket server = listenWithTls(names)) {
            serve(server, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

            assertThat(reason(server.getLocalPort(), true)).isEqualTo(NotSent.NO_TLS);
        }
        assertThat(names).containsExactly("shop.example.com");
    }

    private NotSent reason(int port, boolean tls) {
        Receiver receiver = new Receiver(tls, "shop.example.com", port, "/");
        Message message = new Message(HttpMethod.POST, receiver, Map.of(), Buffer.buffer("{}"));
        return Sending.await(
                send.send(message, "127.0.0.1", Duration.ofSeconds(5))
                        .map(answered -> NotSent.URL_UNUSABLE)
                        .otherwise(SendMessage::reason));
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
    }

    private static void serve(ServerSocket server, String answer) {
        Thread.ofVirtual()
                .start(() -> {
                    try (Socket socket = server.accept();
                            InputStream request = socket.getInputStream()) {
                        byte[] some = new byte[4096];
                        if (request.read(some) > 0) {
                            socket.getOutputStream()
                                    .write(answer.getBytes(StandardCharsets.US_ASCII));
                        }
                    } catch (IOException e) {
                        // the client hung up, which is what is tested
                    }
                });
    }

    private SSLServerSocket listenWithTls(Queue<String> names) throws Exception {
        Path file = folder.resolve("own.p12");
        int made =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "own",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=shop.example.com",
                                "-ext",
                                "san=dns:shop.example.com",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                PASSWORD)
                        .start()
                        .waitFor();
        assertThat(made).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = new FileInputStream(file.toFile())) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        SSLServerSocket server =
                (SSLServerSocket)
                        context.getServerSocketFactory()
                                .createServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
        SSLParameters parameters = server.getSSLParameters();
        parameters.setSNIMatchers(
                List.of(
                        new SNIMatcher(StandardConstants.SNI_HOST_NAME) {
                            @Override
                            public boolean matches(SNIServerName name) {
                                names.add(new SNIHostName(name.getEncoded()).getAsciiName());
                                return true;
                            }
                        }));
        server.setSSLParameters(parameters);
        return server;
    }
}
