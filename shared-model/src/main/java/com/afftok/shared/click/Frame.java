package com.afftok.shared.click;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The frame of each record of a batch: mark, version, payload length, payload, CRC-32C.
///
/// The checksum covers everything between mark and checksum. Neither byte of the mark occurs in
/// UTF-8, so that no text of a click can be mistaken for a record after damage.
final class Frame {

    static final byte MARK_0 = (byte) 0xFF;
    static final byte MARK_1 = (byte) 0xC1;
    static final byte VERSION = 1;

    static final int VERSION_OFFSET = 2;
    static final int LENGTH_OFFSET = 3;
    static final int PAYLOAD_OFFSET = 5;
    static final int CHECKSUM_BYTES = 4;
    static final int OVERHEAD = PAYLOAD_OFFSET + CHECKSUM_BYTES;

    /// A text up to this many bytes is preceded by one byte of length, a longer one by two with the
    /// top bit set.
    static final int MAX_SHORT_TEXT = 0x7F;

    static final VarHandle SHORT = view(short[].class);
    static final VarHandle INT = view(int[].class);
    static final VarHandle LONG = view(long[].class);

    private Frame() {}

    private static VarHandle view(Class<?> type) {
        return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.BIG_ENDIAN);
    }
}
