package com.afftok.edge;

import static com.afftok.edge.Shop.sale;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Limits of visitors that are not authenticated.
class VisitorLimitsTest {

    private static final int CLOSED = -1;

    private static RunningServers servers;
    private static RunningEdge edge;

    @BeforeAll
    static void start() throws IOException {
        servers = RunningServers.start();
        servers.database().addParties();
        servers.database().addLink(1, "https://shop.example.com/");
        servers.database().execute(Shop.insertSecret(1, "live", 1, Shop.SECRET));
        edge =
                servers.edge(
                        "EDGE_CONNECTIONS",
                        "200",
                        "EDGE_KEEP_ALIVE",
                        "3s",
                        "COUPONS_PER_ADDRESS",
                        "1",
                        "COUPONS_PER_ADDRESS_BURST",
                        "2");
    }

    @AfterAll
    static void stop() throws IOException {
        edge.close();
        servers.close();
    }

    @Test
    void a_request_that_comes_byte_by_byte_is_cut_off() throws IOException {
        try (Socket slow = connect()) {
            slow.setSoTimeout(20);
            slow.getOutputStream().write(ascii("GET / HTTP/1.1\r\nHost: go.example.com\r\nX: "));
            int sent = 0;
            while (takesOneMore(slow)) {
                sent++;
                assertThat(sent).isLessThan(1000);
            }
        }
    }

    @Test
    void a_connection_beyond_the_limit_is_closed_and_counted() throws IOException {
        Socket[] many = new Socket[230];
        try {
            for (int i = 0; i < many.length; i++) {
                many[i] = connect();
            }
            Socket last = many[many.length - 1];
            last.setSoTimeout(400);

            Eventually.equal(CLOSED, () -> next(last));
            Eventually.equal(true, () -> refused() >= 30);
        } finally {
            for (Socket socket : many) {
                socket.close();
            }
        }
        Eventually.equal(302, () -> statusOfAClick());
    }

    @Test
    void coupons_of_one_address_are_looked_up_at_a_limited_rate() {
        Shop shop = new Shop(edge);
        Map<String, String> guess = sale("", "guess");
        guess.remove("click_id");
        guess.put("coupon", "GUESS");
        guess.put("advertiser_id", "1");

        assertThat(shop.send(guess).verdict()).isEqualTo("404 CONV_004");
        assertThat(shop.send(guess).verdict()).isEqualTo("404 CONV_004");
        Shop.Answer third = shop.send(guess);

        assertThat(third.verdict()).isEqualTo("429 RATE_001");
        assertThat(third.response().headers().firstValue("Retry-After")).isPresent();
        assertThat(shop.report(sale(Shop.click(1), "proven")).status()).isEqualTo(200);
    }

    @Test
    void large_bodies_wait_for_room_and_small_ones_do_not() throws IOException {
        List<Socket> halfSent = new ArrayList<>();
        try {
            for (int i = 0; i < 64; i++) {
                halfSent.add(post(200_000, 100_000));
            }
            Socket another = oneThatWaits();
            halfSent.add(another);

            assertThat(new Shop(edge).report(sale(Shop.click(1), "small")).status()).isEqualTo(200);
            halfSent.removeFirst().close();
            another.setSoTimeout(20_000);
            assertThat(next(another)).isEqualTo('H');
        } finally {
            for (Socket socket : halfSent) {
                socket.close();
            }
        }
    }

    /// A large postback without an answer; the first ones may precede those that exhaust the room.
    private static Socket oneThatWaits() throws IOException {
        for (int i = 0; i < 100; i++) {
            Socket socket = post(200_000, 200_000);
            socket.setSoTimeout(200);
            if (next(socket) == 0) {
                return socket;
            }
            socket.close();
        }
        throw new AssertionError("all large bodies were read");
    }

    /// A postback of a given length, of which a part is sent.
    private static Socket post(int length, int sent) throws IOException {
        Socket socket = connect();
        String head =
                """
                POST /api/postback HTTP/1.1
                Host: go.example.com
                Content-Type: application/json
                Content-Length: %d

                """
                        .replace("\n", "\r\n")
                        .formatted(length);
        socket.getOutputStream().write(ascii(head));
        socket.getOutputStream().write(ascii(" ".repeat(sent)));
        return socket;
    }

    /// Each event loop refuses connections of its own, so the last one closed need not be the last
    /// one counted.
    private static double refused() {
        return Double.parseDouble(edge.metric("afftok_connections_refused_total"));
    }

    private static int statusOfAClick() {
        try {
            return edge.click(1).statusCode();
        } catch (UncheckedIOException e) {
            return CLOSED; // one of the others was not closed yet
        }
    }

    private static Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), edge.port());
    }

    /// The next byte, 0 if none arrives in time.
    private static int next(Socket socket) {
        try {
            return socket.getInputStream().read();
        } catch (SocketTimeoutException e) {
            return 0;
        } catch (SocketException e) {
            return CLOSED; // reset
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean takesOneMore(Socket socket) throws IOException {
        if (next(socket) == CLOSED) {
            return false;
        }
        try {
            socket.getOutputStream().write('x');
            return true;
        } catch (SocketException e) {
            return false; // closed meanwhile
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
