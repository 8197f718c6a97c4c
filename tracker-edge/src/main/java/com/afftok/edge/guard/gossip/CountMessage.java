package com.afftok.edge.guard.gossip;

import com.afftok.edge.guard.tables.SharedCounts;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/// The counts of one edge since its last message: for each table up to [#MAX_ENTRIES] keys with
/// their increments.
///
/// Format: version (1 byte), edge (8); then per table its number (1), number of entries (2), and
/// for each entry key (8), count (2).
final class CountMessage {

    static final int MAX_ENTRIES = 1024;

    private static final byte VERSION = 1;
    private static final int HEAD = 9;
    private static final int TABLE_HEAD = 3;
    private static final int ENTRY = 10;
    private static final int MAX_COUNT = 0xFFFF;

    private CountMessage() {}

    /// Drains all tables; empty if there are no increments.
    static Buffer drained(long edge, List<SharedCounts> tables) {
        Buffer message = Buffer.buffer().appendByte(VERSION).appendLong(edge);
        for (int table = 0; table < tables.size(); table++) {
            int head = message.length();
            message.appendByte((byte) table).appendUnsignedShort(0);
            int[] entries = {0};
            tables.get(table)
                    .increments()
                    .drainTo((key, count) -> {
                        if (entries[0] < MAX_ENTRIES) {
                            entries[0]++;
                            message.appendLong(key).appendUnsignedShort(Math.min(count, MAX_COUNT));
                        }
                    });
            message.setUnsignedShort(head + 1, entries[0]);
        }
        return message.length() == HEAD + tables.size() * TABLE_HEAD ? Buffer.buffer() : message;
    }

    /// Adds the counts of another edge; this edge's own message is ignored.
    ///
    /// @return false if the message is invalid; then nothing was added
    static boolean add(Buffer message, long edge, List<SharedCounts> tables, long nowMillis) {
        if (!isWhole(message)) {
            return false;
        }
        if (message.getLong(1) == edge) {
            return true;
        }
        int at = HEAD;
        while (at < message.length()) {
            int table = message.getUnsignedByte(at);
            int entries = message.getUnsignedShort(at + 1);
            at += TABLE_HEAD;
            for (int i = 0; i < entries; i++, at += ENTRY) {
                int count = message.getUnsignedShort(at + 8);
                if (table < tables.size() && count > 0) { // a newer version may have more tables
                    tables.get(table).addFromOthers(message.getLong(at), count, nowMillis);
                }
            }
        }
        return true;
    }

    private static boolean isWhole(Buffer message) {
        if (message.length() < HEAD || message.getByte(0) != VERSION) {
            return false;
        }
        int at = HEAD;
        while (at + TABLE_HEAD <= message.length()) {
            int entries = message.getUnsignedShort(at + 1);
            if (entries > MAX_ENTRIES) {
                return false;
            }
            at += TABLE_HEAD + entries * ENTRY;
        }
        return at == message.length();
    }
}
