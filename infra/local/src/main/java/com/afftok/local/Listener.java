package com.afftok.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An address to listen on, and the variable with its port.
record Listener(String variable, String host, int port) {

    static Listener onLoopback(String variable, int port) {
        return new Listener(variable, "127.0.0.1", port);
    }

    /// The same listeners, each with a port that was free when checked; port 0 becomes a real one.
    ///
    /// @throws CannotStart with a line for every port that is taken, used twice or not permitted
    static List<Listener> free(List<Listener> wanted) {
        List<ServerSocket> held = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<Listener> free = new ArrayList<>();
        try {
            for (Listener listener : wanted) {
                listener.sameAsAnother(free)
                        .ifPresentOrElse(problems::add, () -> listener.bind(held, free, problems));
            }
        } finally {
            held.forEach(Listener::close);
        }
        if (!problems.isEmpty()) {
            throw new CannotStart(String.join("\n", problems));
        }
        return free;
    }

    /// The address for clients on this machine.
    InetSocketAddress address() {
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
        return new InetSocketAddress(everywhere ? "127.0.0.1" : host, port);
    }

    private Optional<String> sameAsAnother(List<Listener> others) {
        return others.stream()
                .filter(other -> port != 0 && other.port == port)
                .findFirst()
                .map(other ->
                        "%s: port %d is already used by %s"
                                .formatted(variable, port, other.variable));
    }

    private void bind(List<ServerSocket> held, List<Listener> free, List<String> problems) {
        try {
            ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(host));
            held.add(socket);
            free.add(new Listener(variable, host, socket.getLocalPort()));
        } catch (IOException failure) {
            problems.add(
                    failure instanceof BindException
                                    && String.valueOf(failure.getMessage()).contains("in use")
                            ? "%s: port %d is in use; stop the program that listens there, or choose another port"
                                    .formatted(variable, port)
                            : "%s: cannot listen on %s port %d: %s"
                                    .formatted(variable, host, port, failure.getMessage()));
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
