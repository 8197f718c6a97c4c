package com.afftok.edge.link;

import java.time.Duration;

/// How long the edge believes what it knows of a link.
///
/// @param cacheSize the most links kept in memory; beyond it the least used one goes. As many
///   aliases, offers and accounts are kept, of which there are fewer
/// @param refresh the age from which a link is read again in the background
/// @param stale how long a link that can't be read again serves on
/// @param unknown how long an unknown link is remembered as unknown
/// @param shared how long Redis keeps a link for edges that can't ask PostgreSQL
/// @param preloaded how many of the hottest links are in memory before the edge is ready
/// @param redisTimeout how long a look-up waits for Redis before it asks PostgreSQL
public record LinkSettings(
        int cacheSize,
        Duration refresh,
        Duration stale,
        Duration unknown,
        Duration shared,
        int preloaded,
        Duration redisTimeout) {

    /// The longest that a look-up takes.
    Duration longestLookup() {
        return redisTimeout.plus(EdgeCache.LOOKUP_TIMEOUT);
    }
}
