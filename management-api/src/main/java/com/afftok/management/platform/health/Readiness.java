package com.afftok.management.platform.health;

import jakarta.inject.Singleton;

/// Whether the process accepts new requests: from the end of the start to the beginning of the
/// shutdown.
@Singleton
public final class Readiness {

    private volatile boolean ready;

    public void serving() {
        ready = true;
    }

    public void draining() {
        ready = false;
    }

    public boolean isReady() {
        return ready;
    }
}
