package com.afftok.shared.fraud;

import java.util.List;
import java.util.regex.Pattern;

/// A pattern that recognizes a program by its User-Agent.
///
/// Most patterns are plain text and are searched as such; only the others use a regular expression.
public sealed interface AgentPattern {

    /// The minimum of characters for a look-up.
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

    /// Whether it matches the agent, if one of its texts begins there. Case is ignored.
    boolean matches(String agent, int textStart);

    /// Plain text, optionally at the start or at the end of the agent.
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

    /// A regular expression. It is tried only if one of its texts was found, with a limit of steps.
    record Expression(Kind kind, String name, Pattern pattern, List<String> texts)
            implements AgentPattern {

        @Override
        public boolean matches(String agent, int textStart) {
            return BoundedText.isFound(pattern, agent);
        }
    }

    /// The pattern of a regular expression.
    ///
    /// @throws IllegalArgumentException if the expression is invalid or too unspecific
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

    /// The default name of a pattern: the text that it searches.
    static String nameOf(String pattern) {
        String text = unescaped(pattern.startsWith("^") ? pattern.substring(1) : pattern);
        String name = text.isEmpty() ? MandatoryText.of(pattern).getFirst() : text;
        int end = name.length();
        while (end > 1 && " /:;),(".indexOf(name.charAt(end - 1)) >= 0) {
            end--;
        }
        return name.substring(0, end).strip();
    }

    /// The text of a pattern without operators; absent if it has operators.
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
