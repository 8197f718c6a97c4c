package com.afftok.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.id.ClickId;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Sends a number of clicks over connections that stay open, and reads each answer completely, so
/// that the click ids of redirects and rows can be compared.
final class CountClicks {

    private static final int CONNECTIONS = 64;
    private static final int LIMIT_MILLIS = 30_000;
    private static final int MOST_HEAD_BYTES = 16 << 10;
    private static final int FAR_FROM_WRK = 500_000;

    private final Visitors visitors;
    private final ClickCodes codes;

    CountClicks(Visitors visitors, ClickCodes codes) {
        this.visitors = visitors;
        this.codes = codes;
    }

    /// @param redirects answers with status 302
    /// @param ids the signed click ids in the redirects
    record Counted(long redirects, Set<UUID> ids) {

        Counted {
            ids = Set.copyOf(ids);
        }
    }

    private record Answer(boolean redirect, @Nullable String clickId) {}

    Counted send(int port, int clicks) throws IOException, InterruptedException {
        List<Future<Counted>> parts = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int part = 0; part < CONNECTIONS; part++) {
                int first = (int) ((long) clicks * part / CONNECTIONS);
                int end = (int) ((long) clicks * (part + 1) / CONNECTIONS);
                Callable<Counted> share = () -> send(port, first, end);
                parts.add(threads.submit(share));
            }
        }
        long redirects = 0;
        Set<UUID> ids = new HashSet<>();
        for (Future<Counted> part : parts) {
            Counted counted = result(part);
            redirects += counted.redirects();
            ids.addAll(counted.ids());
        }
        return new Counted(redirects, ids);
    }

    private static Counted result(Future<Counted> part) throws IOException, InterruptedException {
        try {
            return part.get();
        } catch (ExecutionException failure) {
            throw new IOException("a connection broke: " + failure.getCause(), failure);
        }
    }

    private Counted send(int port, int first, int end) throws IOException {
        long redirects = 0;
        Set<UUID> ids = new HashSet<>();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int click = first; click < end; click++) {
                String request =
                        visitors.request(
                                click % visitors.count(),
                                FAR_FROM_WRK + click / visitors.count(),
                                Connections.KEEP_ALIVE);
                socket.getOutputStream().write(request.getBytes(US_ASCII));
                Answer answer = read(in);
                if (answer.redirect()) {
                    redirects++;
                }
                ClickId id = answer.clickId() == null ? null : codes.verify(answer.clickId());
                if (id != null) {
                    ids.add(id.uuid());
                }
            }
        }
        return new Counted(redirects, ids);
    }

    private static Answer read(InputStream in) throws IOException {
        boolean redirect = line(in).startsWith("HTTP/1.1 302");
        String clickId = null;
        long body = 0;
        String header = line(in);
        while (!header.isEmpty()) {
            int colon = header.indexOf(':');
            String value = header.substring(colon + 1).strip();
            switch (header.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT)) {
                case "x-click-id" -> clickId = value;
                case "content-length" -> body = Long.parseLong(value);
                default -> {}
            }
            header = line(in);
        }
        in.skipNBytes(body);
        return new Answer(redirect, clickId);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        while (next != '\n') {
            if (next < 0 || line.length() > MOST_HEAD_BYTES) {
                throw new IOException("an answer broke off");
            }
            if (next != '\r') {
                line.append((char) next);
            }
            next = in.read();
        }
        return line.toString();
    }
}
