package com.afftok.management.platform.health;

import jakarta.inject.Singleton;

/// Whether new requests are welcome: not before the start is through, and not once the end began.
@Singleton
public final class Readiness {

    private volatile boolean ready;

    public void serving() {
        ready = true;
    }

    public void draining() {
        ready = false;
    }

    boolean isReady() {
        return ready;
    }
}
