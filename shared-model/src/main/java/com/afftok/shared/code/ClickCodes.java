package com.afftok.shared.code;

import com.afftok.shared.id.ClickId;
import org.jspecify.annotations.Nullable;

/// Encodes click ids as signed public codes, and verifies codes.
///
/// A code is 30 digits of base 62 for 22 bytes: the 16 bytes of the id, and the first 6 bytes of
/// HMAC-SHA256 over them with the key that the id names. Thread-safe.
public final class ClickCodes {

    public static final int LENGTH = 30;

    private static final int MAC_BITS = Hmac.TRUNCATED_BYTES * Byte.SIZE;
    private static final int REST_BITS = Long.SIZE - MAC_BITS;
    private static final long MAC_MASK = (1L << MAC_BITS) - 1;

    private final KeyRing keys;

    public ClickCodes(KeyRing keys) {
        this.keys = keys;
    }

    /// The key id for new click ids.
    public int signingKeyId() {
        return keys.signingKeyId();
    }

    /// Signs the id with the key that it names.
    ///
    /// @throws IllegalArgumentException if the ring has no such key; use [#find] for ids that may
    ///   be old
    public String encode(ClickId id) {
        String code = find(id);
        if (code == null) {
            throw new IllegalArgumentException("there is no key " + id.keyId());
        }
        return code;
    }

    /// The code of a click, or null if its key is no longer in the ring.
    public @Nullable String find(ClickId id) {
        Hmac hmac = keys.find(id.keyId());
        return hmac == null ? null : encode(id, hmac);
    }

    private static String encode(ClickId id, Hmac hmac) {
        long mac = hmac.truncated(bytes(id.high(), id.low()));
        long top = id.high() >>> REST_BITS;
        long middle = id.high() << MAC_BITS | id.low() >>> REST_BITS;
        long bottom = id.low() << MAC_BITS | mac;
        int[] words = {
            (int) (top >>> Integer.SIZE),
            (int) top,
            (int) (middle >>> Integer.SIZE),
            (int) middle,
            (int) (bottom >>> Integer.SIZE),
            (int) bottom
        };
        return Base62.encode(words, LENGTH);
    }

    /// The click id, or null if the code is invalid.
    public @Nullable ClickId verify(CharSequence code) {
        if (code.length() != LENGTH) {
            return null;
        }
        long first = Base62.decode(code, 0, Base62.CHUNK);
        long second = Base62.decode(code, Base62.CHUNK, 2 * Base62.CHUNK);
        long third = Base62.decode(code, 2 * Base62.CHUNK, LENGTH);
        if (first < 0 || second < 0 || third < 0) {
            return null;
        }
        // (first * chunk + second) * chunk + third, in three words
        long upperLow = first * Base62.CHUNK_VALUE;
        long upperHigh =
                Math.unsignedMultiplyHigh(first, Base62.CHUNK_VALUE) + carry(upperLow, second);
        upperLow += second;
        long bottom = upperLow * Base62.CHUNK_VALUE;
        long overflow =
                Math.unsignedMultiplyHigh(upperLow, Base62.CHUNK_VALUE) + carry(bottom, third);
        bottom += third;
        long middle = upperHigh * Base62.CHUNK_VALUE;
        long top =
                Math.unsignedMultiplyHigh(upperHigh, Base62.CHUNK_VALUE) + carry(middle, overflow);
        middle += overflow;
        if (top >>> MAC_BITS != 0) {
            return null;
        }
        long high = top << REST_BITS | middle >>> MAC_BITS;
        long low = middle << REST_BITS | bottom >>> MAC_BITS;
        return verify(high, low, bottom & MAC_MASK);
    }

    private @Nullable ClickId verify(long high, long low, long mac) {
        Hmac hmac = keys.find(ClickId.keyOf(low));
        // comparing two machine words takes constant time
        return hmac != null && hmac.truncated(bytes(high, low)) == mac
                ? new ClickId(high, low)
                : null;
    }

    private static long carry(long a, long b) {
        return Long.compareUnsigned(a + b, a) < 0 ? 1 : 0;
    }

    private static byte[] bytes(long high, long low) {
        byte[] bytes = new byte[2 * Long.BYTES];
        for (int i = 0; i < Long.BYTES; i++) {
            int shift = (Long.BYTES - 1 - i) * Byte.SIZE;
            bytes[i] = (byte) (high >>> shift);
            bytes[Long.BYTES + i] = (byte) (low >>> shift);
        }
        return bytes;
    }
}
