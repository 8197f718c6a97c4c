package com.afftok.local;

import java.io.IOException;

/// One process of the platform that is to run as long as the platform does.
interface Part {

    String name();

    /// Returns when it serves.
    void start() throws IOException, InterruptedException;

    boolean isRunning() throws IOException;

    /// Whether it still answers, asked within a short limit while it runs; one that can't be asked
    /// is taken to.
    default boolean answers() {
        return true;
    }

    /// Whether it said, when it was started last, that another start is of no use.
    default boolean refusesToStart() {
        return false;
    }

    /// Returns when it has ended, in order if it can be.
    void stop() throws IOException, InterruptedException;
}
