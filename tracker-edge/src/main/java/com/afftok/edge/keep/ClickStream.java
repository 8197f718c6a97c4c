package com.afftok.edge.keep;

/// The Redis streams from edges to writers. The braces are a hash tag, so that all keys of a shard
/// are on one node of a cluster.
public final class ClickStream {

    public static final String FIELD = "b";

    /// The field that marks entries whose clicks may already be written: those of the journal and
    /// replayed ones.
    public static final String REPEATED = "again";

    public static final String GROUP = "writers";

    private ClickStream() {}

    public static String name(int shard) {
        return "clicks:{" + shard + "}";
    }

    /// The stream of batches with a damaged or refused click, for inspection and replay.
    public static String poison(int shard) {
        return "clicks:poison:{" + shard + "}";
    }
}
