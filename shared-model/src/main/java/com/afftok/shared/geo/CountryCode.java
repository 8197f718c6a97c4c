package com.afftok.shared.geo;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The two-letter codes of ISO 3166-1, and `XK`, the usual code of Kosovo.
public final class CountryCode {

    private static final int LETTERS = 26;
    private static final @Nullable String[] CODES = new @Nullable String[LETTERS * LETTERS];

    static {
        for (String code : Locale.getISOCountries()) {
            CODES[index(code.charAt(0), code.charAt(1))] = code;
        }
        CODES[index('X', 'K')] = "XK";
    }

    private CountryCode() {}

    /// Normalizes a code.
    ///
    /// @param text a code in any case
    /// @return the code in upper case, or "" for anything else, such as `XX`, `T1` or `EU`
    public static String of(@Nullable String text) {
        if (text == null || text.length() != 2) {
            return "";
        }
        int index = index(text.charAt(0), text.charAt(1));
        String code = index < 0 ? null : CODES[index];
        return code == null ? "" : code;
    }

    private static int index(char first, char second) {
        int high = letter(first);
        int low = letter(second);
        return high < 0 || low < 0 ? -1 : high * LETTERS + low;
    }

    private static int letter(char c) {
        int letter = (c | 0x20) - 'a';
        return c < 128 && letter >= 0 && letter < LETTERS ? letter : -1;
    }
}
