package com.afftok.edge.http;

import com.afftok.edge.visitor.address.ClientAddress;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Request ids, which are in the answer and in the log lines of a request: a random start per
/// process, then consecutive.
public final class RequestIds {

    private static final String PREFIX = "req_";

    static final AsciiString HEADER = AsciiString.cached("X-Request-ID");
    private static final Pattern GIVEN = Pattern.compile("[A-Za-z0-9._:+/=-]{1,128}");

    private final AtomicLong next;
    private final Predicate<byte[]> trusted;

    /// @param trusted whether an address belongs to our own proxies
    public RequestIds(long first, Predicate<byte[]> trusted) {
        this.next = new AtomicLong(first);
        this.trusted = trusted;
    }

    /// The id set by a trusted proxy, else a new one.
    public String of(HttpServerRequest request) {
        String given = request.getHeader(HEADER);
        return given != null
                        && GIVEN.matcher(given).matches()
                        && trusted.test(ClientAddress.peer(request.remoteAddress()))
                ? given
                : next();
    }

    private String next() {
        return PREFIX + Long.toUnsignedString(next.getAndIncrement(), 36);
    }
}
