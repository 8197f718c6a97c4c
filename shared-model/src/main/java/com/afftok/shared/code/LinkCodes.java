package com.afftok.shared.code;

import com.afftok.shared.id.LinkId;

/// Encodes link ids as the signed codes of tracking links, and verifies codes.
///
/// A code is 17 digits of base 62 for 12 bytes: 3 bits of version, 5 bits of key id, 5 bytes of
/// link id, and the first 6 bytes of HMAC-SHA256 over those 6 bytes. Thread-safe.
public final class LinkCodes {

    public static final int LENGTH = 17;

    /// The result of [#verify] for an invalid code.
    public static final long FORGED = -1;

    private static final int VERSION = 1;
    private static final int KEY_BITS = 5;
    private static final int HEADER_BYTES = 6;
    private static final int MAC_BITS = Hmac.TRUNCATED_BYTES * Byte.SIZE;
    private static final long MAC_MASK = (1L << MAC_BITS) - 1;
    private static final int HIGH_BITS = HEADER_BYTES * Byte.SIZE + MAC_BITS - Long.SIZE;

    private final KeyRing keys;

    public LinkCodes(KeyRing keys) {
        this.keys = keys;
    }

    public String encode(LinkId link) {
        long header =
                (long) (VERSION << KEY_BITS | keys.signingKeyId()) << LinkId.BITS | link.value();
        long mac = keys.signing().truncated(bytes(header));
        long low = header << MAC_BITS | mac;
        int[] words = {
            (int) (header >>> (Long.SIZE - MAC_BITS)), (int) (low >>> Integer.SIZE), (int) low
        };
        return Base62.encode(words, LENGTH);
    }

    /// The link id, or [#FORGED].
    public long verify(CharSequence code) {
        if (code.length() != LENGTH) {
            return FORGED;
        }
        long upper = Base62.decode(code, 0, LENGTH - Base62.CHUNK);
        long lower = Base62.decode(code, LENGTH - Base62.CHUNK, LENGTH);
        if (upper < 0 || lower < 0) {
            return FORGED;
        }
        long product = upper * Base62.CHUNK_VALUE;
        long low = product + lower;
        long carry = Long.compareUnsigned(low, product) < 0 ? 1 : 0;
        long high = Math.unsignedMultiplyHigh(upper, Base62.CHUNK_VALUE) + carry;
        if (high >>> HIGH_BITS != 0) {
            return FORGED;
        }
        return verify(high << (Long.SIZE - MAC_BITS) | low >>> MAC_BITS, low & MAC_MASK);
    }

    private long verify(long header, long mac) {
        int versionAndKey = (int) (header >>> LinkId.BITS);
        long link = header & LinkId.MAX;
        Hmac hmac = keys.find(versionAndKey & SigningKey.MAX_ID);
        if (hmac == null || versionAndKey >>> KEY_BITS != VERSION || link == 0) {
            return FORGED;
        }
        // comparing two machine words takes constant time
        return hmac.truncated(bytes(header)) == mac ? link : FORGED;
    }

    private static byte[] bytes(long header) {
        byte[] bytes = new byte[HEADER_BYTES];
        for (int i = 0; i < HEADER_BYTES; i++) {
            bytes[i] = (byte) (header >>> ((HEADER_BYTES - 1 - i) * Byte.SIZE));
        }
        return bytes;
    }
}
