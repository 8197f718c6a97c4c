package com.afftok.management.platform.paper;

import com.ibm.icu.text.ArabicShaping;
import com.ibm.icu.text.ArabicShapingException;
import com.ibm.icu.text.Bidi;
import java.util.regex.Pattern;

/// Converts text from its logical order to the glyphs from left to right, with Arabic letters in
/// the form of their position. A PDF has no other order.
final class VisualText {

    private static final ArabicShaping SHAPING =
            new ArabicShaping(
                    ArabicShaping.LETTERS_SHAPE
                            | ArabicShaping.TEXT_DIRECTION_LOGICAL
                            | ArabicShaping.LENGTH_GROW_SHRINK);

    /// Short vowels and other marks, which have no place of their own in the line.
    private static final Pattern MARKS = Pattern.compile("[\u064b-\u0652\u0670]");

    private VisualText() {}

    /// A text without letters that are written from right to left, such as a negative number, a
    /// date or an address in Latin letters, is written from left to right.
    ///
    /// @param rightToLeft the direction of the text around it
    static String of(String text, boolean rightToLeft) {
        boolean isRightToLeft =
                rightToLeft && text.codePoints().anyMatch(VisualText::isRightToLeft);
        Bidi bidi = new Bidi(shaped(text), isRightToLeft ? Bidi.RTL : Bidi.LTR);
        return bidi.writeReordered(Bidi.DO_MIRRORING | Bidi.REMOVE_BIDI_CONTROLS);
    }

    private static boolean isRightToLeft(int character) {
        return switch (Character.getDirectionality(character)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC ->
                    true;
            default -> false;
        };
    }

    private static String shaped(String text) {
        try {
            return SHAPING.shape(MARKS.matcher(text).replaceAll(""));
        } catch (ArabicShapingException e) {
            throw new IllegalStateException("these options never fail", e);
        }
    }
}
