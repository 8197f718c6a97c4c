package com.afftok.shared.fraud;

import java.util.ArrayList;
import java.util.List;

/// Finds text that every match of a regular expression contains, so that the expression is not
/// tried on most agents.
///
/// It understands the syntax that crawler patterns use, and omits text rather than guess: text
/// before `?`, `*` or `{` and text in a group counts as absent. All text is in lower case, because
/// a class such as `[bB]` stands for one letter.
public final class MandatoryText {

    private final String pattern;
    private final StringBuilder run = new StringBuilder();
    private String longest = "";
    private int at;

    private MandatoryText(String pattern) {
        this.pattern = pattern;
    }

    /// A text for each alternative: each match contains at least one of them. A text may be empty.
    static List<String> of(String pattern) {
        List<String> texts = new ArrayList<>();
        for (String alternative : alternatives(pattern)) {
            texts.add(new MandatoryText(alternative).longest());
        }
        return texts;
    }

    public static char fold(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
    }

    public static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            folded.append(fold(text.charAt(i)));
        }
        return folded.toString();
    }

    private static List<String> alternatives(String pattern) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < pattern.length(); i++) {
            switch (pattern.charAt(i)) {
                case '\\' -> i++;
                case '[' -> i = endOfClass(pattern, i);
                case '(' -> i = endOfGroup(pattern, i);
                case '|' -> {
                    parts.add(pattern.substring(start, i));
                    start = i + 1;
                }
                default -> {}
            }
        }
        parts.add(pattern.substring(start));
        return parts;
    }

    private String longest() {
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            switch (c) {
                case '\\' -> escape();
                case '[' -> oneOf();
                case '(' -> {
                    endRun();
                    at = endOfGroup(pattern, at) + 1;
                }
                case '.', '^', '$', '?', '*', '+', '{', '}', ')' -> {
                    endRun();
                    at++;
                }
                default -> {
                    at++;
                    letter(c);
                }
            }
        }
        endRun();
        return longest;
    }

    private void escape() {
        char escaped = at + 1 < pattern.length() ? pattern.charAt(at + 1) : 'b';
        at += 2;
        if (Character.isLetterOrDigit(escaped)) {
            endRun();
        } else {
            letter(escaped);
        }
    }

    private void oneOf() {
        int end = endOfClass(pattern, at);
        String members = fold(pattern.substring(at + 1, Math.max(at + 1, end)));
        at = end + 1;
        boolean oneLetter =
                !members.isEmpty()
                        && Character.isLetter(members.charAt(0))
                        && members.chars().allMatch(c -> c == members.charAt(0));
        if (oneLetter) {
            letter(members.charAt(0));
        } else {
            endRun();
        }
    }

    private void letter(char c) {
        char next = at < pattern.length() ? pattern.charAt(at) : ' ';
        if (next == '?' || next == '*' || next == '{') {
            endRun();
            return;
        }
        run.append(fold(c));
        if (next == '+') {
            endRun();
        }
    }

    private void endRun() {
        if (run.length() > longest.length()) {
            longest = run.toString();
        }
        run.setLength(0);
    }

    private static int endOfClass(String pattern, int start) {
        int i = start + 1;
        while (i < pattern.length() && pattern.charAt(i) != ']') {
            i += pattern.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, pattern.length());
    }

    private static int endOfGroup(String pattern, int start) {
        int depth = 0;
        for (int i = start; i < pattern.length(); i++) {
            switch (pattern.charAt(i)) {
                case '\\' -> i++;
                case '[' -> i = endOfClass(pattern, i);
                case '(' -> depth++;
                case ')' -> {
                    if (--depth == 0) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        return pattern.length();
    }
}
