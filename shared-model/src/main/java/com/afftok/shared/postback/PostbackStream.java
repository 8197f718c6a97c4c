package com.afftok.shared.postback;

import com.afftok.shared.id.UserId;

/// The Redis stream in which postbacks wait to be recorded, in the order in which they came, and
/// the hash beside it that counts what waits per transaction. The braces are a hash tag: both live
/// on one node of a cluster.
public final class PostbackStream {

    public static final String STREAM = "postbacks:{0}";
    public static final String WAITING = "postbacks:waiting:{0}";

    /// A script that appends an entry to the stream and counts its transaction: 1, or 0 where so
    /// many wait that there is no room.
    ///
    /// Keys: the stream, the hash. Arguments: the most that may wait, the transaction, what waits.
    public static final String APPEND =
            """
            if redis.call('XLEN', KEYS[1]) >= tonumber(ARGV[1]) then
              return 0
            end
            redis.call('HINCRBY', KEYS[2], ARGV[2], 1)
            redis.call('XADD', KEYS[1], '*', 'k', ARGV[2], 'r', ARGV[3])
            return 1
            """;

    private PostbackStream() {}

    /// Under which a transaction is counted: whatever comes after one of the same waits behind it.
    ///
    /// @param mode `live` or `test`
    public static String transaction(String mode, UserId advertiser, String transaction) {
        return mode + ":" + advertiser.value() + ":" + transaction;
    }
}
