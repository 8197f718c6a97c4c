package com.afftok.shared.postback;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.redis.BoundedStream;

/// The Redis stream in which postbacks wait to be recorded, in the order in which they came, and
/// the hash beside it that counts what waits per transaction. The braces are a hash tag: all live
/// on one node of a cluster.
public final class PostbackStream {

    public static final String STREAM = "postbacks:{0}";
    public static final String WAITING = "postbacks:waiting:{0}";

    /// Counts the bytes that wait.
    public static final String BYTES = BoundedStream.bytes(STREAM);

    /// A script that appends an entry to the stream and counts its transaction: 1, or 0 where so
    /// much waits that there is no room.
    ///
    /// Keys: the stream, the hash, the counter of bytes. Arguments: the most entries and the most
    /// bytes that may wait, the transaction, what waits.
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

    /// Under which a transaction is counted: whatever comes after one of the same waits behind it.
    ///
    /// @param mode `live` or `test`
    public static String transaction(String mode, AccountId advertiser, String transaction) {
        return mode + ":" + advertiser.value() + ":" + transaction;
    }
}
