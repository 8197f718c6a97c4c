package com.afftok.shared.block;

/// Where blocks are kept, and how many.
public final class SharedBlocks {

    /// The sorted set in Redis that holds each blocked address, by its key, with the time in
    /// milliseconds at which the block ends.
    ///
    /// A sorted set, because finding single keys would mean to scan all of Redis, and because it
    /// can be cut to a bound.
    public static final String ADDRESSES = "addresses:blocked";

    /// The most blocked addresses; the earliest to end are evicted first.
    public static final int MAX_ADDRESSES = 50_000;

    /// The most blocked networks, which are in the database.
    public static final int MAX_NETWORKS = 10_000;

    private SharedBlocks() {}
}
