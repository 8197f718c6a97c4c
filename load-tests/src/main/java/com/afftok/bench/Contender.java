package com.afftok.bench;

/// A server that is measured under the same load as others.
///
/// @param port for clicks
/// @param process its first process
record Contender(Kind kind, int port, ProcessHandle process) {

    enum Kind {
        EDGE("edge"),
        LUA("nginx + Lua + XADD"),
        STATIC("nginx static 302");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        /// Whether its work depends on the fsync policy of Redis.
        boolean keepsClicks() {
            return this != STATIC;
        }
    }
}
