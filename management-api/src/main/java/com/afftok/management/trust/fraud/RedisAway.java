package com.afftok.management.trust.fraud;

/// Redis cannot be reached, and what was asked cannot be done without it.
final class RedisAway extends RuntimeException {

    private static final long serialVersionUID = 1;

    RedisAway(Throwable cause) {
        super(cause);
    }
}
