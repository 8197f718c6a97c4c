package com.afftok.edge.keep;

/// Where a click is kept by the time its shopper is answered.
public enum Kept {
    REDIS,
    JOURNAL,
    /// Neither would take it: the shopper must not be redirected.
    NOWHERE
}
