package com.afftok.edge.link;

import java.time.Duration;

/// The times and sizes of the caches of links.
///
/// @param cacheSize the maximum number of links in memory; then the least used one is evicted. The
///   caches of aliases, offers and accounts have the same size
/// @param refresh the age from which a link is reread in the background
/// @param stale how long a link is served that can't be reread
/// @param unknown how long an unknown link is remembered
/// @param shared how long Redis keeps an entry
/// @param preloaded the number of links that are read before the edge is ready, the most clicked
///   first
/// @param redisTimeout how long a look-up waits for Redis before it asks PostgreSQL
public record LinkSettings(
        int cacheSize,
        Duration refresh,
        Duration stale,
        Duration unknown,
        Duration shared,
        int preloaded,
        Duration redisTimeout) {

    /// The longest duration of a look-up.
    Duration longestLookup() {
        return redisTimeout.plus(EdgeCache.LOOKUP_TIMEOUT);
    }
}
