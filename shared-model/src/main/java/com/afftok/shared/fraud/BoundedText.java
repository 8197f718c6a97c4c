package com.afftok.shared.fraud;

import java.util.regex.Pattern;

/// A text with a limit of accesses. A regular expression that exceeds the limit counts as not
/// found.
final class BoundedText implements CharSequence {

    /// Far more than a sensible expression needs for the longest User-Agent.
    private static final int LOOKS = 20_000;

    private final String text;
    private int looks;

    private BoundedText(String text) {
        this.text = text;
    }

    static boolean isFound(Pattern pattern, String text) {
        try {
            return pattern.matcher(new BoundedText(text)).find();
        } catch (TooOften _) {
            return false;
        }
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (++looks > LOOKS) {
            throw new TooOften();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }

    private static final class TooOften extends RuntimeException {

        private static final long serialVersionUID = 1;

        TooOften() {
            super("the expression looks too often", null, false, false);
        }
    }
}
