package com.afftok.shared.code;

import java.util.Arrays;

/// A secret and the number by which codes name it; its text form contains the number alone.
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
public record SigningKey(int id, byte[] secret) {

    public static final int MAX_ID = 31;
    public static final int MIN_SECRET_BYTES = 16;
    public static final int MAX_SECRET_BYTES = 64;

    public SigningKey {
        if (id < 1 || id > MAX_ID) {
            throw new IllegalArgumentException("must have an id from 1 to " + MAX_ID);
        }
        if (secret.length < MIN_SECRET_BYTES || secret.length > MAX_SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "must have a secret of %d to %d bytes"
                            .formatted(MIN_SECRET_BYTES, MAX_SECRET_BYTES));
        }
        if (isOneByteRepeated(secret)) {
            throw new IllegalArgumentException("must have a secret that cannot be guessed");
        }
        secret = secret.clone();
    }

    @Override
    public byte[] secret() {
        return secret.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SigningKey(int otherId, byte[] otherSecret)
                && id == otherId
                && Arrays.equals(secret, otherSecret);
    }

    @Override
    public int hashCode() {
        return 31 * id + Arrays.hashCode(secret);
    }

    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }

    private static boolean isOneByteRepeated(byte[] secret) {
        for (byte b : secret) {
            if (b != secret[0]) {
                return false;
            }
        }
        return true;
    }
}
