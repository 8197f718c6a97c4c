package com.afftok.shared.code;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Random;

/// Keys and an independent decoder of base 62, for tests of codes.
final class Codes {

    static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    static final KeyRing KEYS = KeyRing.parse("1:000102030405060708090a0b0c0d0e0f");

    private static final BigInteger RADIX = BigInteger.valueOf(ALPHABET.length());

    private Codes() {}

    static String randomKey(Random random, int id) {
        byte[] secret = new byte[SigningKey.MIN_SECRET_BYTES + random.nextInt(40)];
        random.nextBytes(secret);
        return id + ":" + HexFormat.of().formatHex(secret);
    }

    static BigInteger number(String code) {
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < code.length(); i++) {
            int digit = ALPHABET.indexOf(code.charAt(i));
            number = number.multiply(RADIX).add(BigInteger.valueOf(digit));
        }
        return number;
    }

    static String code(BigInteger number, int length) {
        StringBuilder code = new StringBuilder();
        BigInteger rest = number;
        for (int i = 0; i < length; i++) {
            BigInteger[] parts = rest.divideAndRemainder(RADIX);
            code.append(ALPHABET.charAt(parts[1].intValue()));
            rest = parts[0];
        }
        if (rest.signum() != 0) {
            throw new IllegalArgumentException("the number does not fit");
        }
        return code.reverse().toString();
    }
}
