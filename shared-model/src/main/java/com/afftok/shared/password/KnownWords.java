package com.afftok.shared.password;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Words that somebody who knows the product or the owner guesses first. Only letters and digits
/// are compared, whatever their case, and words of fewer than four are left out.
public final class KnownWords {

    private static final int SHORTEST = 4;

    /// Of the product, with the names of all roles.
    static final KnownWords OF_PRODUCT =
            of(
                    "afftok",
                    "affiliate",
                    "promoter",
                    "advertiser",
                    "super_admin",
                    "finance_admin",
                    "tech_admin",
                    "fraud_reviewer");

    private final List<String> words;

    private KnownWords(List<String> words) {
        this.words = words;
    }

    public static KnownWords of(String... words) {
        return new KnownWords(
                Arrays.stream(words)
                        .map(KnownWords::bare)
                        .filter(word -> word.codePointCount(0, word.length()) >= SHORTEST)
                        .toList());
    }

    /// The first of the words that a password contains.
    public Optional<String> in(String password) {
        String bare = bare(password);
        return words.stream().filter(bare::contains).findFirst();
    }

    private static String bare(String text) {
        return text.codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .toLowerCase(Locale.ROOT);
    }
}
