package com.afftok.management.money.payout.file;

import com.ibm.icu.text.Transliterator;
import java.util.regex.Pattern;

/// Writes texts in the characters that all banks take: the Latin set of the SEPA rule books.
///
/// Other scripts are transliterated, so that a name keeps its sound. What remains becomes a blank.
/// For one thread, because a transliterator is; it is expensive to make.
final class BankText {

    private static final String NOTHING = "NOTPROVIDED";
    private static final Pattern OTHERS = Pattern.compile("[^A-Za-z0-9/?:().,'+ -]");
    private static final Pattern BLANKS = Pattern.compile(" +");

    private final Transliterator latin = Transliterator.getInstance("NFKC; Any-Latin; Latin-ASCII");

    /// One line, never empty.
    ///
    /// @param longest the number of characters that it may have
    String of(String text, int longest) {
        String ascii = latin.transliterate(text.replace("&", " + "));
        String plain =
                BLANKS.matcher(OTHERS.matcher(ascii).replaceAll(" ")).replaceAll(" ").strip();
        String cut = plain.length() > longest ? plain.substring(0, longest).strip() : plain;
        return cut.isEmpty() ? NOTHING : cut;
    }
}
