package com.afftok.edge.keep;

/// Where a click is stored when its shopper is answered.
public enum Kept {
    REDIS,
    JOURNAL,
    /// Neither accepted it: the shopper must not be redirected.
    NOWHERE
}
