package com.afftok.bench;

/// The connections of visitors: kept open, as behind a proxy, or a new connection for each click.
enum Connections {
    KEEP_ALIVE,
    NEW;

    /// Its name on the command line.
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

    /// The request header for new connections; HTTP/1.1 keeps connections open by default.
    String header() {
        return switch (this) {
            case KEEP_ALIVE -> "";
            case NEW -> "Connection: close\r\n";
        };
    }
}
