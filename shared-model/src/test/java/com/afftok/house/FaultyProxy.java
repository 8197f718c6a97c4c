package com.afftok.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/// A TCP proxy on loopback, in front of Redis or PostgreSQL, that simulates faults of a network.
///
/// Clients connect to [#port()]. It forwards bytes in both directions until a test sets a fault. A
/// fault applies to open connections and to new ones; [#pass()] ends all of them.
///
/// A connection that has lost bytes never forwards any again, also after [#pass()], because TCP has
/// no gaps. It stays open until one side closes it, like a connection to a failed host. Loopback
/// differs from a network that loses packets in one way: the proxy's kernel acknowledges what the
/// client sends, so `TCP_USER_TIMEOUT` does not end such a connection. Only a limit of the client
/// does.
public final class FaultyProxy implements AutoCloseable {

    /// A direction in which bytes can be lost.
    public enum Way {
        TO_SERVER,
        TO_CLIENT
    }

    /// An answer to be lost.
    private record Loss(Pattern request, Pattern answer) {}

    private static final int BUFFER = 64 << 10;
    private static final int BACKLOG = 512;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Pattern ANY = Pattern.compile("");

    private final ServerSocket server;
    private final int target;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicReference<@Nullable Loss> loss = new AtomicReference<>();
    private volatile Set<Way> swallowed = Set.of();
    private volatile boolean hanging;
    private volatile Duration delay = Duration.ZERO;

    private FaultyProxy(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
        Thread.ofVirtual().name("proxy").start(this::accept);
    }

    /// A proxy on a free port, in front of the given port of loopback.
    public static FaultyProxy before(int port) throws IOException {
        return before(port, ServerSocketFactory.getDefault());
    }

    /// A proxy whose own sockets are made by the factory, for example with TLS.
    public static FaultyProxy before(int port, ServerSocketFactory sockets) throws IOException {
        return new FaultyProxy(
                sockets.createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), port);
    }

    public int port() {
        return server.getLocalPort();
    }

    /// The URL with this proxy's port in place of the server's.
    public String url(String url) {
        return url.replaceFirst(":" + target + "(?=$|[/?])", ":" + port());
    }

    /// How many connections were accepted so far.
    public int accepted() {
        return accepted.get();
    }

    /// How many connections are open.
    public int open() {
        return lines.size();
    }

    /// How many of the first accepted connections have lost bytes and are still open.
    public int deadAmongFirst(int accepted) {
        return (int) lines.stream().filter(line -> line.number <= accepted && line.dead).count();
    }

    /// How many answers were lost because of [#loseAnswer].
    public int lostAnswers() {
        return lost.get();
    }

    /// Ends all faults. Connections that have lost bytes stay as they are.
    public void pass() {
        swallowed = Set.of();
        hanging = false;
        delay = Duration.ZERO;
        loss.set(null);
    }

    /// Drops the bytes of both directions; connections stay open.
    public void swallow() {
        swallow(Way.TO_SERVER, Way.TO_CLIENT);
    }

    /// Drops the bytes of the given directions; connections stay open.
    public void swallow(Way first, Way... more) {
        swallowed = Set.copyOf(EnumSet.of(first, more));
    }

    /// Accepts new connections without a server behind them. Open ones continue.
    public void hang() {
        hanging = true;
    }

    /// Closes all open connections on the server's side alone. New ones pass.
    public void halfOpen() {
        lines.forEach(Line::leaveHalfOpen);
    }

    /// Delays each piece of data.
    public void delay(Duration by) {
        delay = by;
    }

    /// Drops the next answer and closes its connection. The server has executed the request.
    public void loseNextAnswer() {
        loss.set(new Loss(ANY, ANY));
    }

    /// The same for the next request that contains the pattern, when its answer contains the other
    /// pattern: for example an `XREADGROUP` that found entries. Patterns are applied to bytes
    /// received together, as ISO 8859-1.
    public void loseAnswer(String request, String answer) {
        loss.set(new Loss(Pattern.compile(request), Pattern.compile(answer)));
    }

    /// Closes all open connections on both sides. New ones pass.
    public void cut() {
        lines.forEach(Line::close);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    private void accept() {
        while (!server.isClosed()) {
            Socket client;
            try {
                client = server.accept();
            } catch (IOException e) {
                continue; // closed, or the client has left
            }
            Line line = new Line(client, accepted.get() + 1);
            lines.add(line);
            accepted.incrementAndGet();
            if (server.isClosed()) {
                line.close();
            } else {
                line.open();
            }
        }
    }

    /// A client's connection and, unless the proxy hangs, the one to the server.
    private final class Line {

        private final Socket client;
        private final int number;
        private final Socket upstream = new Socket();
        private volatile boolean dead;
        private volatile @Nullable Pattern losing;

        /// A line for the connection that was accepted as the given number.
        Line(Socket client, int number) {
            this.client = client;
            this.number = number;
        }

        void open() {
            dead = hanging;
            Thread.ofVirtual().name("proxy-to-server").start(this::toServer);
        }

        /// Connects first, so that other connections need not wait.
        private void toServer() {
            try {
                client.setTcpNoDelay(true);
                if (!dead) {
                    upstream.connect(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), target),
                            (int) CONNECT.toMillis());
                    upstream.setTcpNoDelay(true);
                    Thread.ofVirtual().name("proxy-to-client").start(this::toClient);
                }
                pump(client, upstream, Way.TO_SERVER);
            } catch (IOException e) {
                close(); // what one side does, the other sees
            }
        }

        private void toClient() {
            try {
                pump(upstream, client, Way.TO_CLIENT);
            } catch (IOException e) {
                if (!dead) {
                    close();
                }
            }
        }

        /// Ends when one side closes: the other is closed, too, unless it must not notice.
        private void pump(Socket from, Socket to, Way way) throws IOException {
            byte[] buffer = new byte[BUFFER];
            for (int n = from.getInputStream().read(buffer);
                    n >= 0;
                    n = from.getInputStream().read(buffer)) {
                Duration wait = delay;
                if (wait.isPositive()) {
                    LockSupport.parkNanos(wait.toNanos());
                }
                if (swallowed.contains(way)) {
                    dead = true;
                }
                if (dead) {
                    continue;
                }
                if (isLost(buffer, n, way)) {
                    lost.incrementAndGet();
                    close();
                    return;
                }
                write(to, buffer, n);
            }
            if (way == Way.TO_SERVER || !dead) {
                close();
            }
        }

        /// A line that becomes half open while it writes stays open to the client.
        private void write(Socket to, byte[] buffer, int length) throws IOException {
            try {
                to.getOutputStream().write(buffer, 0, length);
                to.getOutputStream().flush();
            } catch (IOException e) {
                if (!dead) {
                    throw e;
                }
            }
        }

        private boolean isLost(byte[] buffer, int n, Way way) {
            Loss wanted = loss.get();
            if (wanted == null) {
                return false;
            }
            String text = new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
            if (way == Way.TO_SERVER) {
                losing = wanted.request().matcher(text).find() ? wanted.answer() : null;
                return false;
            }
            return Optional.ofNullable(losing).filter(of -> of.matcher(text).find()).isPresent()
                    && loss.compareAndSet(wanted, null);
        }

        void leaveHalfOpen() {
            dead = true;
            close(upstream);
        }

        void close() {
            lines.remove(this);
            close(client);
            close(upstream);
        }

        private static void close(Socket socket) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
