package com.afftok.edge.guard.tables;

/// Counts that the edges tell each other about.
public interface SharedCounts {

    /// What this edge counted and the others should know.
    Increments increments();

    /// Takes in what another edge counted; it is not passed on.
    ///
    /// @param nowMillis for a table that goes by the wall clock
    void addFromOthers(long key, int count, long nowMillis);
}
