package com.afftok.bench;

/// Redirects that were received, against the rows that there are for them.
///
/// @param redirects answers 302 that were read to their end
/// @param unread requests that may have been redirected without anybody reading the answer: wrk
///   stops with one on each connection
record Account(long redirects, long rows, long unread) {

    static final Account NOTHING = new Account(0, 0, 0);

    /// Whether every redirect has its row, and every row can have had a redirect.
    boolean holds() {
        return rows >= redirects && rows <= redirects + unread;
    }

    Account plus(Account other) {
        return new Account(redirects + other.redirects, rows + other.rows, unread + other.unread);
    }
}
