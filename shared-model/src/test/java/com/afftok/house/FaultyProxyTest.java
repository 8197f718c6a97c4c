package com.afftok.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.afftok.house.FaultyProxy.Way;
import com.afftok.shared.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The proxy in front of a server that echoes lines.
class FaultyProxyTest {

    private static final int SILENCE_MILLIS = 50;

    private ServerSocket echo;
    private Thread accepting;
    private FaultyProxy proxy;
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private final AtomicInteger served = new AtomicInteger();

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        accepting = Thread.ofVirtual().start(this::accept);
        proxy = FaultyProxy.before(echo.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void passes_bytes_both_ways() throws IOException {
        try (Client client = new Client()) {
            assertThat(client.ask("one")).isEqualTo("one");
            assertThat(client.ask("two")).isEqualTo("two");
        }
    }

    @Test
    void counts_connections_and_tells_each_side_that_the_other_closed() throws IOException {
        try (Client client = new Client();
                Client other = new Client()) {
            client.ask("one");
            other.ask("one");
            assertThat(proxy.accepted()).isEqualTo(2);
            assertThat(proxy.open()).isEqualTo(2);
            assertThat(other.ask("quit")).isNull();
        }

        Eventually.equal(0, proxy::open);
        Eventually.equal(0, served::get);
    }

    @Test
    void a_server_that_is_down_closes_the_connection() throws Exception {
        echo.close();
        // the port is open until its accept returns
        accepting.join();

        try (Client client = new Client()) {
            assertThat(client.answer()).isNull();
        }
    }

    @Test
    void swallows_both_directions_and_keeps_the_connection_open() throws IOException {
        try (Client client = new Client()) {
            client.ask("before");

            proxy.swallow();
            client.say("lost");

            client.hearsNothing();
            assertThat(heard).containsExactly("before");
        }
    }

    @Test
    void swallows_answers_alone() throws IOException {
        try (Client client = new Client()) {
            client.ask("before");

            proxy.swallow(Way.TO_CLIENT);
            client.say("done");

            client.hearsNothing();
            Eventually.equal(true, () -> heard.contains("done"));
        }
    }

    @Test
    void a_connection_that_lost_bytes_stays_dead_and_a_new_one_passes() throws IOException {
        try (Client client = new Client();
                Client quiet = new Client()) {
            client.ask("before");
            quiet.ask("before");
            proxy.swallow();
            client.say("lost");
            client.hearsNothing();

            proxy.pass();

            client.say("lost, too");
            client.hearsNothing();
            assertThat(quiet.ask("it had nothing to lose")).isEqualTo("it had nothing to lose");
            try (Client fresh = new Client()) {
                assertThat(fresh.ask("after")).isEqualTo("after");
            }
        }
    }

    @Test
    void hangs_new_connections_and_lets_open_ones_go_on() throws IOException {
        try (Client old = new Client()) {
            old.ask("before");
            proxy.hang();

            try (Client client = new Client()) {
                client.say("hello?");
                client.hearsNothing();
            }
            assertThat(old.ask("still here")).isEqualTo("still here");
            assertThat(heard).containsExactly("before", "still here");
        }
    }

    @Test
    void leaves_connections_half_open() throws IOException {
        try (Client client = new Client()) {
            client.ask("before");

            proxy.halfOpen();

            Eventually.equal(0, served::get);
            client.say("anybody?");
            client.hearsNothing();
            try (Client fresh = new Client()) {
                assertThat(fresh.ask("after")).isEqualTo("after");
            }
        }
    }

    @Test
    void delays_what_it_passes() throws IOException {
        try (Client client = new Client()) {
            client.ask("before");
            Duration delay = Duration.ofMillis(30);

            proxy.delay(delay);
            long began = System.nanoTime();
            client.ask("slow");

            assertThat(System.nanoTime() - began).isGreaterThan(delay.toNanos());
        }
    }

    @Test
    void loses_the_next_answer_with_its_connection() throws IOException {
        try (Client client = new Client()) {
            client.ask("before");

            proxy.loseNextAnswer();
            client.say("done");

            assertThat(client.answer()).isNull();
            assertThat(heard).contains("done");
            assertThat(proxy.lostAnswers()).isEqualTo(1);
        }
        try (Client fresh = new Client()) {
            assertThat(fresh.ask("after")).isEqualTo("after");
        }
    }

    @Test
    void loses_the_answer_to_one_kind_of_request() throws IOException {
        try (Client client = new Client()) {
            proxy.loseAnswer("^READ", "clicks");

            assertThat(client.ask("WRITE clicks")).isEqualTo("WRITE clicks");
            assertThat(client.ask("READ nothing")).isEqualTo("READ nothing");
            client.say("READ clicks");

            assertThat(client.answer()).isNull();
            assertThat(proxy.lostAnswers()).isEqualTo(1);
        }
    }

    @Test
    void cuts_what_is_open() throws IOException {
        try (Client client = new Client()) {
            client.ask("before");

            proxy.cut();

            assertThat(client.answer()).isNull();
            Eventually.equal(0, served::get);
        }
    }

    @Test
    void puts_its_port_into_the_url_of_the_server() {
        int port = echo.getLocalPort();

        assertThat(proxy.url("redis://127.0.0.1:" + port + "/0"))
                .isEqualTo("redis://127.0.0.1:" + proxy.port() + "/0");
        assertThat(proxy.url("redis://127.0.0.1:" + port))
                .isEqualTo("redis://127.0.0.1:" + proxy.port());
    }

    private void accept() {
        while (!echo.isClosed()) {
            try {
                Socket socket = echo.accept();
                served.incrementAndGet();
                Thread.ofVirtual().start(() -> echo(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void echo(Socket socket) {
        try (socket) {
            BufferedReader lines = reader(socket);
            for (String line = lines.readLine();
                    line != null && !line.equals("quit");
                    line = lines.readLine()) {
                heard.add(line);
                write(socket, line);
            }
        } catch (IOException e) {
            heard.add(e.toString());
        } finally {
            served.decrementAndGet();
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    private static void write(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private final class Client implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader lines;

        Client() throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
            lines = reader(socket);
        }

        @Nullable String ask(String line) throws IOException {
            say(line);
            return answer();
        }

        void say(String line) throws IOException {
            write(socket, line);
        }

        /// Null if the connection has ended.
        @Nullable String answer() throws IOException {
            socket.setSoTimeout(20_000);
            try {
                return lines.readLine();
            } catch (SocketException e) {
                return null; // reset rather than closed
            }
        }

        void hearsNothing() throws IOException {
            socket.setSoTimeout(SILENCE_MILLIS);
            assertThatThrownBy(lines::readLine).isInstanceOf(SocketTimeoutException.class);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
