package com.afftok.shared.code;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Numbers in base 62, digits before upper case before lower case, so that codes sort like their
/// numbers.
///
/// Base 62 has no `-` and `_`, at which some messengers end a link.
final class Base62 {

    /// The maximum of digits that [#decode] takes at once, and the value of the next digit.
    static final int CHUNK = 10;

    static final long CHUNK_VALUE = 839_299_365_868_340_224L;

    private static final int RADIX = 62;
    private static final int SMALL_CHUNK = 5;
    private static final long SMALL_CHUNK_VALUE = 916_132_832L;

    private static final byte[] DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VALUES = new byte[128];

    static {
        Arrays.fill(VALUES, (byte) -1);
        for (int i = 0; i < RADIX; i++) {
            VALUES[DIGITS[i]] = (byte) i;
        }
    }

    private Base62() {}

    /// Encodes a number with leading zeros.
    ///
    /// @param words its unsigned 32-bit words, most significant first; they are overwritten
    static String encode(int[] words, int length) {
        byte[] text = new byte[length];
        int end = length;
        while (end > 0) {
            long chunk = divide(words);
            int start = Math.max(0, end - SMALL_CHUNK);
            for (int i = end - 1; i >= start; i--) {
                text[i] = DIGITS[(int) (chunk % RADIX)];
                chunk /= RADIX;
            }
            end = start;
        }
        return new String(text, StandardCharsets.US_ASCII);
    }

    /// Decodes up to [#CHUNK] digits; -1 if there are other characters.
    static long decode(CharSequence text, int start, int end) {
        long value = 0;
        int seen = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            int digit = c < VALUES.length ? VALUES[c] : -1;
            seen |= digit;
            value = value * RADIX + digit;
        }
        return seen < 0 ? -1 : value;
    }

    private static long divide(int[] words) {
        long remainder = 0;
        for (int i = 0; i < words.length; i++) {
            long dividend = remainder << Integer.SIZE | Integer.toUnsignedLong(words[i]);
            words[i] = (int) (dividend / SMALL_CHUNK_VALUE);
            remainder = dividend % SMALL_CHUNK_VALUE;
        }
        return remainder;
    }
}
