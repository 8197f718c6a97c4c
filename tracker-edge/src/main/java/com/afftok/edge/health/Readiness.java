package com.afftok.edge.health;

/// Whether this edge wants traffic: not before it is warm, not once it drains.
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
