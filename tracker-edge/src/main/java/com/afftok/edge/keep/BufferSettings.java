package com.afftok.edge.keep;

import java.nio.file.Path;
import java.time.Duration;

/// The bounds of the click buffer.
///
/// @param shards how many Redis streams the clicks are spread over; the same on every edge
/// @param redisTimeout how long a click waits for Redis before it goes to the journal
/// @param giveUp how long a connection may owe an answer before a new one takes its place
/// @param batchBytes the most that one write to Redis carries
/// @param journalDirectory where the journal lives; one edge has it for itself
/// @param journalBytes how large the journal may grow; beyond it clicks are refused
/// @param journalTimeout how long a click waits for the disk before it is refused
public record BufferSettings(
        int shards,
        Duration redisTimeout,
        Duration giveUp,
        int batchBytes,
        Path journalDirectory,
        long journalBytes,
        Duration journalTimeout) {}
