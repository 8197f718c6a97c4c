package com.afftok.edge.guard.gossip;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/// The message with the counted clicks of a batch, or with their withdrawal. Reusable, for one
/// event loop.
///
/// Format: kind (1 byte: 1 counted, 2 withdrawn), edge (8), time of the first click (8); then for
/// each click its key (8) and milliseconds since the first (2). Clicks beyond [#MAX_CLICKS] are
/// omitted.
public final class SeenClicks {

    /// Receives a click counted by another edge.
    interface Taker {
        void take(long visitorLink, long atMillis);
    }

    static final int MAX_CLICKS = 8192;

    private static final byte COUNTED = 1;
    private static final byte TAKEN_BACK = 2;
    private static final int HEAD = 17;
    private static final int ENTRY = 10;
    private static final int MAX_LATER = 0xFFFF;

    private long[] keys = new long[64];
    private long[] times = new long[64];
    private int size;

    /// Adds a click that counts.
    ///
    /// @param visitorLink made by `ClickKeys.visitorLink`
    public void add(long visitorLink, long atMillis) {
        if (size == MAX_CLICKS) {
            return;
        }
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            times = Arrays.copyOf(times, 2 * size);
        }
        keys[size] = visitorLink;
        times[size] = atMillis;
        size++;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public void clear() {
        size = 0;
    }

    Buffer counted(long edge) {
        return message(COUNTED, edge);
    }

    Buffer takenBack(long edge) {
        return message(TAKEN_BACK, edge);
    }

    private Buffer message(byte kind, long edge) {
        long first = size == 0 ? 0 : times[0];
        Buffer message =
                Buffer.buffer(HEAD + size * ENTRY)
                        .appendByte(kind)
                        .appendLong(edge)
                        .appendLong(first);
        for (int i = 0; i < size; i++) {
            long later = Math.clamp(times[i] - first, 0, MAX_LATER);
            message.appendLong(keys[i]).appendUnsignedShort((int) later);
        }
        return message;
    }

    /// Whether the bytes are a complete message; others are ignored.
    static boolean isWhole(Buffer message) {
        int clicks = message.length() - HEAD;
        return clicks >= 0
                && (message.getByte(0) == COUNTED || isTakenBack(message))
                && clicks % ENTRY == 0
                && clicks / ENTRY <= MAX_CLICKS;
    }

    /// Whether a complete message withdraws clicks.
    static boolean isTakenBack(Buffer message) {
        return message.getByte(0) == TAKEN_BACK;
    }

    /// The edge that sent a complete message.
    static long sender(Buffer message) {
        return message.getLong(1);
    }

    /// Reads the clicks of a complete message.
    static void read(Buffer message, Taker taker) {
        long first = message.getLong(9);
        for (int at = HEAD; at < message.length(); at += ENTRY) {
            taker.take(message.getLong(at), first + message.getUnsignedShort(at + 8));
        }
    }
}
