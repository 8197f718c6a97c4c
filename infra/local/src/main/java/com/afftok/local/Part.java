package com.afftok.local;

import java.io.IOException;

/// A process of the platform that must run as long as the platform.
interface Part {

    String name();

    /// Returns when it serves.
    void start() throws IOException, InterruptedException;

    boolean isRunning() throws IOException;

    /// Whether it answers within a short limit; true if it cannot be checked.
    default boolean answers() {
        return true;
    }

    /// Whether its last start failed in a way that a restart does not cure.
    default boolean refusesToStart() {
        return false;
    }

    /// Returns when it has ended, by a shutdown if possible.
    void stop() throws IOException, InterruptedException;
}
