package com.afftok.local;

import com.afftok.shared.password.PasswordRule;
import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// Passwords that people type: generation and hashes.
final class Password {

    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz";
    private static final String CAPITALS = LETTERS.toUpperCase(Locale.ROOT);
    private static final String DIGITS = "23456789";
    private static final int GENERATED_LENGTH = 20;

    private static final int MEMORY_KIB = 19 * 1024;
    private static final int ITERATIONS = 2;
    private static final int HASH_BYTES = 32;

    private Password() {}

    /// A random password without characters that can be mistaken for each other.
    static String generate(SecureRandom random) {
        String password;
        do {
            password = letters(random);
        } while (PasswordRule.violation(password).isPresent());
        return password;
    }

    /// The Argon2id hash in its standard text form.
    static String hash(String password) {
        return Argon2Function.getInstance(MEMORY_KIB, ITERATIONS, 1, HASH_BYTES, Argon2.ID)
                .hash(password)
                .getResult();
    }

    private static String letters(RandomGenerator random) {
        String alphabet = LETTERS + CAPITALS + DIGITS;
        StringBuilder password = new StringBuilder(GENERATED_LENGTH);
        for (int i = 0; i < GENERATED_LENGTH; i++) {
            password.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return password.toString();
    }
}
