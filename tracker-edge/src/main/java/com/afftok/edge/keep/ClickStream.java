package com.afftok.edge.keep;

/// The Redis streams that carry clicks from the edges to the writers. The braces are a hash tag:
/// each shard lives whole on one node of a cluster.
public final class ClickStream {

    public static final String FIELD = "b";

    /// The field of an entry whose clicks may be written already: the journal's and replayed ones.
    public static final String REPEATED = "again";

    public static final String GROUP = "writers";

    private ClickStream() {}

    public static String name(int shard) {
        return "clicks:{" + shard + "}";
    }

    /// Where batches go that hold a damaged or unwritable click, to be looked at and replayed.
    public static String poison(int shard) {
        return "clicks:poison:{" + shard + "}";
    }
}
