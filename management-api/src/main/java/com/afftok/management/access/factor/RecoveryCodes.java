package com.afftok.management.access.factor;

import com.afftok.management.access.session.RandomTokens;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Codes that stand in for a lost app. Each has 120 random bits, so that a plain hash protects it,
/// and nobody needs to count guesses.
final class RecoveryCodes {

    private static final int COUNT = 10;
    private static final int BYTES = 15;

    /// Of today's length, and that of administrators' earlier codes.
    private static final Pattern FORM = Pattern.compile("[a-z2-7]{16}([a-z2-7]{8})?");

    private RecoveryCodes() {}

    /// Twenty-four letters and digits each, in groups of four.
    static List<String> make(SecureRandom random) {
        return Stream.generate(() -> one(random)).limit(COUNT).toList();
    }

    private static String one(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base32.encode(bytes).toLowerCase(Locale.ROOT).replaceAll("(.{4})(?!$)", "$1-");
    }

    /// Whether a code without separators has the form of a recovery code. A code of an app never
    /// has it.
    static boolean fits(String plain) {
        return FORM.matcher(plain).matches();
    }

    /// A code in lower case and without separators.
    static String plain(String code) {
        return code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    }

    static byte[] hash(String code) {
        return RandomTokens.hash(plain(code));
    }
}
