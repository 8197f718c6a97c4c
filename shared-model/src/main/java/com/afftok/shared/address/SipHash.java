package com.afftok.shared.address;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SipHash-2-4: a 64-bit hash that cannot be predicted, inverted or made to collide without the
/// key.
///
/// @param k0 the first half of the key, as a little-endian number
/// @param k1 the second half
public record SipHash(long k0, long k1) {

    /// A separate key for each purpose and number, derived from one secret.
    public static SipHash keyed(long seed, String purpose, long number) {
        byte[] label = purpose.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer input =
                ByteBuffer.allocate(16 + label.length).putLong(seed).putLong(number).put(label);
        ByteBuffer key = ByteBuffer.wrap(sha256(input.array()));
        return new SipHash(key.getLong(), key.getLong());
    }

    /// The hash of eight bytes, given as a little-endian number.
    public long of(long m) {
        return hash(m, 0, 1, 8);
    }

    /// The hash of sixteen bytes, given as two little-endian numbers.
    public long of(long m0, long m1) {
        return hash(m0, m1, 2, 16);
    }

    private long hash(long m0, long m1, int blocks, int bytes) {
        long v0 = k0 ^ 0x736f6d6570736575L;
        long v1 = k1 ^ 0x646f72616e646f6dL;
        long v2 = k0 ^ 0x6c7967656e657261L;
        long v3 = k1 ^ 0x7465646279746573L;
        for (int block = 0; block <= blocks; block++) {
            long m = block == blocks ? (long) bytes << 56 : block == 0 ? m0 : m1;
            v3 ^= m;
            for (int round = 0; round < 2; round++) {
                v0 += v1;
                v2 += v3;
                v1 = Long.rotateLeft(v1, 13) ^ v0;
                v3 = Long.rotateLeft(v3, 16) ^ v2;
                v0 = Long.rotateLeft(v0, 32) + v3;
                v2 += v1;
                v3 = Long.rotateLeft(v3, 21) ^ v0;
                v1 = Long.rotateLeft(v1, 17) ^ v2;
                v2 = Long.rotateLeft(v2, 32);
            }
            v0 ^= m;
        }
        v2 ^= 0xff;
        for (int round = 0; round < 4; round++) {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32) + v3;
            v2 += v1;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "SipHash[secret]";
    }
}
