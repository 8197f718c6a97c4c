package com.afftok.shared.commission;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The fields of an object that was JSON, read with every problem noted under the field's path.
///
/// Numbers may be written as numbers or texts; null is the same as absent.
final class Fields {

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,10})?");

    private static final int MAX_NUMBER_LENGTH = 40;
    private static final int MAX_SHOWN_NAME = 40;

    private final Map<?, ?> values;
    private final String path;
    private final List<RuleProblem> problems;
    private final Set<String> asked = new HashSet<>();

    Fields(@Nullable Object value, String path, List<RuleProblem> problems) {
        this.path = path;
        this.problems = problems;
        if (value instanceof Map<?, ?> map) {
            this.values = map;
        } else {
            this.values = Map.of();
            problems.add(new RuleProblem(path, "must be an object"));
        }
    }

    /// Notes what is wrong with a field, if anything is.
    void problem(String name, @Nullable String message) {
        if (message != null) {
            problems.add(new RuleProblem(at(name), message));
        }
    }

    boolean has(String name) {
        return value(name) != null;
    }

    /// The text, or null if there is none or it is a wrong one.
    @Nullable String text(String name, int maxLength) {
        Object value = value(name);
        if (value == null) {
            return null;
        }
        if (value instanceof String text && isGood(text, maxLength)) {
            return text;
        }
        problem(name, "must be a text of 1 to " + maxLength + " printable characters");
        return null;
    }

    @Nullable String requiredText(String name, int maxLength) {
        if (!has(name)) {
            problem(name, "is required");
        }
        return text(name, maxLength);
    }

    /// A number from 0 to `max`, or null if there is none or it is a wrong one.
    @Nullable BigDecimal decimal(String name, BigDecimal max) {
        Object value = value(name);
        if (value == null) {
            return null;
        }
        BigDecimal number = number(value);
        String problem =
                number == null ? "must be a decimal number" : Decimals.problem(number, max);
        if (problem != null) {
            problem(name, problem);
            return null;
        }
        return number;
    }

    /// A whole number, or null if there is none or it is a wrong one.
    @Nullable Integer integer(String name, int min, int max) {
        Object value = value(name);
        if (value == null) {
            return null;
        }
        BigDecimal number = number(value);
        if (number != null && isWhole(number, min, max)) {
            return number.intValueExact();
        }
        problem(name, "must be a whole number from " + min + " to " + max);
        return null;
    }

    int integer(String name, int min, int max, int absent) {
        Integer number = integer(name, min, max);
        return number == null ? absent : number;
    }

    /// A time with its offset, such as `2026-03-01T00:00:00Z`.
    @Nullable Instant instant(String name) {
        String text = text(name, MAX_NUMBER_LENGTH);
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            problem(name, "must be a time such as 2026-03-01T00:00:00Z");
            return null;
        }
    }

    /// The list, or an empty one if there is none or it is a wrong one.
    List<?> list(String name, int max) {
        Object value = value(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list && list.size() <= max) {
            return list;
        }
        problem(name, "must be a list of at most " + max);
        return List.of();
    }

    /// The texts of a list; a wrong one is left out and noted.
    List<String> texts(String name, int max, int maxLength) {
        List<String> texts = new ArrayList<>();
        List<?> list = list(name, max);
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof String text && isGood(text, maxLength)) {
                texts.add(text);
            } else {
                problem(
                        name + "[" + i + "]",
                        "must be a text of 1 to " + maxLength + " printable characters");
            }
        }
        return texts;
    }

    /// Notes every field that nobody asked for.
    void refuseOthers() {
        for (Object name : values.keySet()) {
            if (!(name instanceof String text) || !asked.contains(text)) {
                problem(shown(String.valueOf(name)), "is not known");
            }
        }
    }

    private @Nullable Object value(String name) {
        asked.add(name);
        return values.get(name);
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String shown(String name) {
        String printable = name.replaceAll("[^A-Za-z0-9_.-]", "?");
        return printable.length() <= MAX_SHOWN_NAME
                ? printable
                : printable.substring(0, MAX_SHOWN_NAME);
    }

    private static boolean isGood(String text, int maxLength) {
        return !text.isBlank()
                && text.length() <= maxLength
                && text.codePoints()
                        .allMatch(c ->
                                !Character.isISOControl(c)
                                        && Character.getType(c) != Character.SURROGATE);
    }

    private static boolean isWhole(BigDecimal number, int min, int max) {
        return number.compareTo(BigDecimal.valueOf(min)) >= 0
                && number.compareTo(BigDecimal.valueOf(max)) <= 0
                && number.stripTrailingZeros().scale() <= 0;
    }

    /// A number whose size is bounded, or null.
    private static @Nullable BigDecimal number(Object value) {
        if (value instanceof String text) {
            return DECIMAL.matcher(text).matches() ? new BigDecimal(text) : null;
        }
        if (!(value instanceof Number)) {
            return null;
        }
        try {
            BigDecimal number =
                    value instanceof BigDecimal exact ? exact : new BigDecimal(value.toString());
            return number.precision() <= MAX_NUMBER_LENGTH
                            && Math.abs((long) number.scale()) <= MAX_NUMBER_LENGTH
                    ? number
                    : null;
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
