package com.afftok.bench;

/// One of those that are measured under the same load.
///
/// @param port where it answers clicks
/// @param process the first of its processes
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

        /// Whether what it does depends on when Redis forces clicks to disk.
        boolean keepsClicks() {
            return this != STATIC;
        }
    }
}
