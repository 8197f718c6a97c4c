package com.afftok.bench;

/// How shoppers come: over connections that stay open, as behind a proxy, or each over one of its
/// own.
enum Connections {
    KEEP_ALIVE,
    NEW;

    /// As on the command line.
    @Override
    public String toString() {
        return switch (this) {
            case KEEP_ALIVE -> "keep-alive";
            case NEW -> "new";
        };
    }

    String words() {
        return switch (this) {
            case KEEP_ALIVE -> "keep-alive";
            case NEW -> "a new connection per click";
        };
    }

    /// The header that asks for it, as HTTP/1.1 takes the other for granted.
    String header() {
        return switch (this) {
            case KEEP_ALIVE -> "";
            case NEW -> "Connection: close\r\n";
        };
    }
}
