package com.afftok.bench;

/// The fsync policy of Redis, its setting `appendfsync`.
enum Fsync {
    /// Every second, after the answer: a crash of the machine may lose the clicks of a second.
    EVERYSEC,
    /// Before each answer: acknowledged clicks are on disk.
    ALWAYS;

    /// The value of the setting.
    @Override
    public String toString() {
        return switch (this) {
            case EVERYSEC -> "everysec";
            case ALWAYS -> "always";
        };
    }
}
