package com.afftok.edge.guard.tables;

/// Counts that are exchanged between edges.
public interface SharedCounts {

    /// The increments to send to other edges.
    Increments increments();

    /// Adds a count of another edge, which is not passed on.
    ///
    /// @param nowMillis for a table that uses the wall clock
    void addFromOthers(long key, int count, long nowMillis);
}
