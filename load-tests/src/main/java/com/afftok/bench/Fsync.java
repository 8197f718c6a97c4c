package com.afftok.bench;

/// When Redis forces to disk what it was told: its `appendfsync`.
enum Fsync {
    /// Every second, after the answer: a crash of the machine may cost a second of clicks.
    EVERYSEC,
    /// Before each answer: what is acknowledged is on disk.
    ALWAYS;

    /// As Redis writes it.
    @Override
    public String toString() {
        return switch (this) {
            case EVERYSEC -> "everysec";
            case ALWAYS -> "always";
        };
    }
}
