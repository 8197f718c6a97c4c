package com.afftok.management.party.member;

import io.micronaut.core.annotation.Introspected;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An account as mails name it: `“Noor Shop” (ADV1234)`.
///
/// Mails go to strangers in the name of the platform, so a name must not say more than a name says.
/// Nothing of it becomes a link or a telephone number: other characters than letters, digits and
/// those of usual names are left out, and so is a name with many digits. Its length is limited.
///
/// @param name as the members call it, or else that of its first owner; null without both
@Introspected
record AccountTitle(@Nullable String name, String code) {

    private static final Pattern OF_NO_NAME = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}&'’,_-]+");
    private static final int MOST_CHARACTERS = 40;
    private static final int MOST_DIGITS = 5;

    String text() {
        String plain = name == null ? "" : OF_NO_NAME.matcher(name.strip()).replaceAll(" ").strip();
        long digits = plain.codePoints().filter(Character::isDigit).count();
        return plain.isEmpty() || digits > MOST_DIGITS
                ? code
                : "“%s” (%s)".formatted(shortened(plain), code);
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= MOST_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS)).strip() + "…";
    }
}
