package com.afftok.edge.keep;

import java.nio.file.Path;
import java.time.Duration;

/// The limits of the click buffer.
///
/// @param shards number of Redis streams for clicks; the same on every edge
/// @param redisTimeout how long a click waits for Redis before it goes to the journal
/// @param giveUp how long a connection may owe an answer before it is replaced
/// @param batchBytes maximum size of a write to Redis
/// @param journalDirectory the journal's directory, used by one edge alone
/// @param journalBytes maximum size of the journal; beyond it clicks are refused
/// @param journalTimeout how long a click waits for the disk before it is refused
public record BufferSettings(
        int shards,
        Duration redisTimeout,
        Duration giveUp,
        int batchBytes,
        Path journalDirectory,
        long journalBytes,
        Duration journalTimeout) {}
