package com.afftok.shared.code;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// HMAC-SHA256 with one key; thread-safe.
///
/// The states after the two padded key blocks are computed once and copied for each message, which
/// leaves two compressions for a short one. A shared `javax.crypto.Mac` would need a lock or one
/// per thread.
final class Hmac {

    /// The number of digest bytes in codes.
    static final int TRUNCATED_BYTES = 6;

    private static final int BLOCK_BYTES = 64;

    private final MessageDigest inner;
    private final MessageDigest outer;

    Hmac(byte[] secret) {
        byte[] key =
                Arrays.copyOf(
                        secret.length > BLOCK_BYTES ? sha256().digest(secret) : secret,
                        BLOCK_BYTES);
        this.inner = padded(key, 0x36);
        this.outer = padded(key, 0x5c);
    }

    byte[] digest(byte[] message) {
        MessageDigest second = copy(outer);
        second.update(copy(inner).digest(message));
        return second.digest();
    }

    /// The first six bytes of the digest as a number.
    long truncated(byte[] message) {
        byte[] digest = digest(message);
        long value = 0;
        for (int i = 0; i < TRUNCATED_BYTES; i++) {
            value = value << Byte.SIZE | (digest[i] & 0xff);
        }
        return value;
    }

    private static MessageDigest padded(byte[] key, int padding) {
        byte[] block = new byte[BLOCK_BYTES];
        for (int i = 0; i < BLOCK_BYTES; i++) {
            block[i] = (byte) (key[i] ^ padding);
        }
        MessageDigest digest = sha256();
        digest.update(block);
        return digest;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the SHA-256 of the JDK can be copied", e);
        }
    }
}
