package com.afftok.shared.fraud;

import java.util.List;
import java.util.regex.Pattern;

/// One way to know a program by its User-Agent.
///
/// Nearly all are plain text, looked for as it stands; only the rest need a regular expression.
public sealed interface AgentPattern {

    /// The fewest characters by which a pattern can be looked up.
    int MIN_TEXT = 3;

    int MAX_LENGTH = 200;

    enum Kind {
        BOT,
        PREVIEW
    }

    Kind kind();

    String name();

    /// Texts in lower case of which every match contains at least one.
    List<String> texts();

    /// Whether it is found in the agent, given that one of its texts starts there (the agent's case
    /// aside).
    boolean matches(String agent, int textStart);

    /// Plain text, at the start or at the end of the agent if so asked.
    record Plain(Kind kind, String name, String text, boolean atStart, boolean atEnd)
            implements AgentPattern {

        @Override
        public List<String> texts() {
            return List.of(MandatoryText.fold(text));
        }

        @Override
        public boolean matches(String agent, int textStart) {
            return (!atStart || textStart == 0)
                    && (!atEnd || textStart + text.length() == agent.length())
                    && agent.startsWith(text, textStart);
        }
    }

    /// A regular expression, tried only where one of its texts was seen, and only so long.
    record Expression(Kind kind, String name, Pattern pattern, List<String> texts)
            implements AgentPattern {

        @Override
        public boolean matches(String agent, int textStart) {
            return BoundedText.isFound(pattern, agent);
        }
    }

    /// The pattern that a regular expression stands for.
    ///
    /// @throws IllegalArgumentException if the expression is wrong or too unspecific
    static AgentPattern of(Kind kind, String name, String pattern) {
        if (name.isBlank() || pattern.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a pattern has a name and at most " + MAX_LENGTH + " characters");
        }
        Pattern compiled = Pattern.compile(pattern);
        List<String> texts = MandatoryText.of(pattern);
        if (texts.stream().anyMatch(text -> text.length() < MIN_TEXT)) {
            throw new IllegalArgumentException(
                    "a pattern must demand " + MIN_TEXT + " characters in a row: " + pattern);
        }
        boolean atStart = pattern.startsWith("^");
        boolean atEnd = pattern.endsWith("$") && !pattern.endsWith("\\$");
        String text =
                unescaped(pattern.substring(atStart ? 1 : 0, pattern.length() - (atEnd ? 1 : 0)));
        return text.isEmpty()
                ? new Expression(kind, name, compiled, texts)
                : new Plain(kind, name, text, atStart, atEnd);
    }

    /// A name for a pattern that has none: the text that it looks for.
    static String nameOf(String pattern) {
        String text = unescaped(pattern.startsWith("^") ? pattern.substring(1) : pattern);
        String name = text.isEmpty() ? MandatoryText.of(pattern).getFirst() : text;
        int end = name.length();
        while (end > 1 && " /:;),(".indexOf(name.charAt(end - 1)) >= 0) {
            end--;
        }
        return name.substring(0, end).strip();
    }

    /// The text that a pattern without any operator stands for, or empty if it has one.
    private static String unescaped(String pattern) {
        StringBuilder text = new StringBuilder(pattern.length());
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                if (++i == pattern.length() || Character.isLetterOrDigit(pattern.charAt(i))) {
                    return "";
                }
                text.append(pattern.charAt(i));
            } else if ("[]().*+?{}|^$".indexOf(c) >= 0) {
                return "";
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
