package com.afftok.edge.health;

/// Whether this edge accepts traffic: after the warm-up and before the drain.
public final class Readiness {

    private volatile boolean ready;

    public boolean isReady() {
        return ready;
    }

    public void open() {
        ready = true;
    }

    public void close() {
        ready = false;
    }
}
