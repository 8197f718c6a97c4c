package com.afftok.shared.password;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The rule that new passwords must meet, of users and administrators.
///
/// Characters are counted as people see them: one outside of the basic plane is one character.
public final class PasswordRule {

    public static final int MIN_LENGTH = 8;
    public static final int MAX_LENGTH = 128;

    private PasswordRule() {}

    /// How a password breaks the rule.
    public enum Violation {
        /// Too short or too long, without a capital letter or a digit, or no valid text.
        WEAK,
        /// One of those that are guessed first, or that leaks have published.
        COMMON,
        /// It contains a word of the product, such as the name of a role.
        KNOWN_WORD
    }

    public static Optional<Violation> violation(String password) {
        if (!isStrong(password)) {
            return Optional.of(Violation.WEAK);
        }
        if (isListed(password)) {
            return Optional.of(Violation.COMMON);
        }
        return KnownWords.OF_PRODUCT.in(password).map(_ -> Violation.KNOWN_WORD);
    }

    private static boolean isStrong(String password) {
        int length = password.codePointCount(0, password.length());
        return length >= MIN_LENGTH
                && length <= MAX_LENGTH
                && password.codePoints().anyMatch(Character::isUpperCase)
                && password.codePoints().anyMatch(point -> point >= '0' && point <= '9')
                // half a character is replaced when the text is encoded, by any other half
                && password.codePoints().noneMatch(PasswordRule::isHalf);
    }

    /// Ignores case, and signs at the end: `PassWord1!` is as easily guessed as `password1`.
    private static boolean isListed(String password) {
        String small = password.toLowerCase(Locale.ROOT);
        return Stream.of(small, small.replaceFirst("[^\\p{L}\\p{N}]+$", ""))
                .anyMatch(word -> GuessedPasswords.has(word) || LeakedPasswords.has(word));
    }

    private static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
