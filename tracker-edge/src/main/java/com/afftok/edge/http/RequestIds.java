package com.afftok.edge.http;

import java.util.concurrent.atomic.AtomicLong;

/// Names requests, so that an answer and its log lines can be brought together: a start of the
/// process's own, then counted on.
public final class RequestIds {

    private static final String PREFIX = "req_";

    private final AtomicLong next;

    public RequestIds(long first) {
        this.next = new AtomicLong(first);
    }

    public String next() {
        return PREFIX + Long.toUnsignedString(next.getAndIncrement(), 36);
    }
}
