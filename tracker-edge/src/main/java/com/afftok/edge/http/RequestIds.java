package com.afftok.edge.http;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Names requests, so that an answer and its log lines can be brought together: a random start per
/// process, then counted on.
public final class RequestIds {

    private static final String PREFIX = "req_";

    private final AtomicLong next = new AtomicLong(new SecureRandom().nextLong());

    public String next() {
        return PREFIX + Long.toUnsignedString(next.getAndIncrement(), 36);
    }
}
