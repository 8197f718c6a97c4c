package com.afftok.edge.guard.gossip;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/// The counted clicks of one batch, as the other edges are told of them, and told again should the
/// batch be kept nowhere after all. Reusable, for one event loop.
///
/// Bytes: kind 1 (1 for counted, 2 for taken back), edge 8, time of the first click 8; then for
/// each click its key 8 and the milliseconds since the first 2. At most [#MAX_CLICKS]: those beyond
/// are not told.
public final class SeenClicks {

    /// Takes in one click that another edge counted.
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

    /// Whether these bytes are such a message; of others nothing is read.
    static boolean isWhole(Buffer message) {
        int clicks = message.length() - HEAD;
        return clicks >= 0
                && (message.getByte(0) == COUNTED || isTakenBack(message))
                && clicks % ENTRY == 0
                && clicks / ENTRY <= MAX_CLICKS;
    }

    /// Whether a whole message takes back what another one said.
    static boolean isTakenBack(Buffer message) {
        return message.getByte(0) == TAKEN_BACK;
    }

    /// The edge that sent a whole message.
    static long sender(Buffer message) {
        return message.getLong(1);
    }

    /// Hands over the clicks of a whole message.
    static void read(Buffer message, Taker taker) {
        long first = message.getLong(9);
        for (int at = HEAD; at < message.length(); at += ENTRY) {
            taker.take(message.getLong(at), first + message.getUnsignedShort(at + 8));
        }
    }
}
