package com.afftok.shared.postback;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.redis.BoundedStream;

/// The Redis stream of postbacks that wait to be recorded, in order of arrival, and the hash that
/// counts them per transaction. The braces are a hash tag, so that all keys are on one node of a
/// cluster.
public final class PostbackStream {

    public static final String STREAM = "postbacks:{0}";
    public static final String WAITING = "postbacks:waiting:{0}";

    /// The counter of waiting bytes.
    public static final String BYTES = BoundedStream.bytes(STREAM);

    /// A script that appends an entry and counts its transaction: 1, or 0 if there is no room.
    ///
    /// Keys: the stream, the hash, the counter of bytes. Arguments: maximum of entries, maximum of
    /// bytes, the transaction, the entry.
    public static final String APPEND =
            BoundedStream.FUNCTIONS
                    + """
                    local fields = {'k', ARGV[3], 'r', ARGV[4]}
                    if not bounded_has_room(KEYS[1], KEYS[3], ARGV[1], ARGV[2], fields) then
                      return 0
                    end
                    redis.call('HINCRBY', KEYS[2], ARGV[3], 1)
                    bounded_add(KEYS[1], KEYS[3], fields)
                    return 1
                    """;

    private PostbackStream() {}

    /// The name under which a transaction is counted: later entries with the same name wait behind
    /// it.
    ///
    /// @param mode `live` or `test`
    public static String transaction(String mode, AccountId advertiser, String transaction) {
        return mode + ":" + advertiser.value() + ":" + transaction;
    }
}
