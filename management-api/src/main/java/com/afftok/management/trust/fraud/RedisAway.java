package com.afftok.management.trust.fraud;

/// Redis is unreachable, and the operation needs it.
final class RedisAway extends RuntimeException {

    private static final long serialVersionUID = 1;

    RedisAway(Throwable cause) {
        super(cause);
    }
}
