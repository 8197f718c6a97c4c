package com.afftok.management.money.payout.file;

import com.ibm.icu.text.Transliterator;
import java.util.regex.Pattern;

/// Texts in the characters that all banks take: the Latin set of the SEPA rule books.
///
/// Other scripts are transliterated, so that a name keeps its sound. What remains becomes a blank.
final class BankText {

    private static final String NOTHING = "NOTPROVIDED";
    private static final Pattern OTHERS = Pattern.compile("[^A-Za-z0-9/?:().,'+ -]");
    private static final Pattern BLANKS = Pattern.compile(" +");

    private BankText() {}

    /// Not thread-safe, so each text has its own.
    private static Transliterator transliterator() {
        return Transliterator.getInstance("NFKC; Any-Latin; Latin-ASCII");
    }

    /// One line, never empty.
    ///
    /// @param longest the number of characters that it may have
    static String of(String text, int longest) {
        String latin = transliterator().transliterate(text.replace("&", " + "));
        String plain =
                BLANKS.matcher(OTHERS.matcher(latin).replaceAll(" ")).replaceAll(" ").strip();
        String cut = plain.length() > longest ? plain.substring(0, longest).strip() : plain;
        return cut.isEmpty() ? NOTHING : cut;
    }
}
