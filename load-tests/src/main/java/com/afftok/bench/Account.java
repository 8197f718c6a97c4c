package com.afftok.bench;

/// Compares received redirects with stored rows.
///
/// @param redirects answers 302 that were read completely
/// @param unread requests that may have an unread redirect: wrk stops with a request in flight on
///   each connection
record Account(long redirects, long rows, long unread) {

    static final Account NOTHING = new Account(0, 0, 0);

    /// Whether each redirect has its row, and the other rows are at most those of unread redirects.
    boolean holds() {
        return rows >= redirects && rows <= redirects + unread;
    }

    Account plus(Account other) {
        return new Account(redirects + other.redirects, rows + other.rows, unread + other.unread);
    }
}
