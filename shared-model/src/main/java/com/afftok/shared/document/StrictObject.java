package com.afftok.shared.document;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An object that was JSON, read strictly: each problem is listed with the path of its field. A
/// field that is not read is a problem, too.
///
/// Null is the same as absent. Decimal numbers may be written as texts, in which they stay exact.
public final class StrictObject {

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,10})?");

    private static final int MAX_NUMBER_LENGTH = 40;
    private static final int MAX_SHOWN_NAME = 40;

    private final Map<?, ?> values;
    private final String path;
    private final List<FieldProblem> problems;
    private final Set<String> asked = new HashSet<>();

    /// A whole document.
    ///
    /// @param problems the list that gets the problems of the document
    public StrictObject(Map<?, ?> values, List<FieldProblem> problems) {
        this(values, "", problems);
    }

    private StrictObject(Map<?, ?> values, String path, List<FieldProblem> problems) {
        this.values = values;
        this.path = path;
        this.problems = problems;
    }

    /// Adds a problem of a field, if there is one.
    public void problem(String name, Flaw.@Nullable Found found) {
        if (found != null) {
            problems.add(new FieldProblem(at(name), found));
        }
    }

    public boolean has(String name) {
        return value(name) != null;
    }

    /// Notes a field that is absent.
    public void require(String name) {
        if (!has(name)) {
            problem(name, Flaw.REQUIRED.with());
        }
    }

    /// The text, or null if there is none or it is a wrong one.
    public @Nullable String text(String name, int maxLength) {
        Object value = value(name);
        if (value == null) {
            return null;
        }
        if (value instanceof String text && isGood(text, maxLength)) {
            return text;
        }
        problem(name, notText(maxLength));
        return null;
    }

    public @Nullable String requiredText(String name, int maxLength) {
        require(name);
        return text(name, maxLength);
    }

    /// A number, or null if it is absent or invalid.
    ///
    /// @param problem of a number that is not good
    public @Nullable BigDecimal number(
            String name, Predicate<BigDecimal> good, Flaw.Found problem) {
        Object value = value(name);
        if (value == null) {
            return null;
        }
        BigDecimal number = value instanceof Number written ? number(written) : null;
        if (number != null && good.test(number)) {
            return number;
        }
        problem(name, problem);
        return null;
    }

    /// A decimal number, which may be written as a text, or null if there is none or it is a wrong
    /// one.
    public @Nullable BigDecimal decimal(String name) {
        if (value(name) instanceof String text && DECIMAL.matcher(text).matches()) {
            return new BigDecimal(text);
        }
        return number(name, _ -> true, Flaw.NOT_DECIMAL.with());
    }

    /// A whole number, or null if there is none or it is a wrong one.
    public @Nullable Integer integer(String name, int min, int max) {
        Object value = value(name);
        if (value == null) {
            return null;
        }
        if ((value instanceof Integer || value instanceof Long)
                && ((Number) value).longValue() >= min
                && ((Number) value).longValue() <= max) {
            return ((Number) value).intValue();
        }
        problem(name, Flaw.NOT_WHOLE.with(min, max));
        return null;
    }

    public int integer(String name, int min, int max, int absent) {
        Integer number = integer(name, min, max);
        return number == null ? absent : number;
    }

    /// A time with its offset, such as `2026-03-01T00:00:00Z`.
    public @Nullable Instant instant(String name) {
        String text = text(name, MAX_NUMBER_LENGTH);
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            problem(name, Flaw.NOT_AN_INSTANT.with());
            return null;
        }
    }

    /// The texts of a list; a wrong one is left out and noted.
    public List<String> texts(String name, int max, int maxLength) {
        List<String> texts = new ArrayList<>();
        List<?> list = list(name, max);
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof String text && isGood(text, maxLength)) {
                texts.add(text);
            } else {
                problem(at(name, i), notText(maxLength));
            }
        }
        return texts;
    }

    /// The texts of a list, in which none may be twice.
    public List<String> distinctTexts(String name, int max, int maxLength) {
        Set<Object> seen = new HashSet<>();
        if (value(name) instanceof List<?> list && list.size() <= max) {
            for (int i = 0; i < list.size(); i++) {
                problem(at(name, i), seen.add(list.get(i)) ? null : Flaw.IS_THERE_TWICE.with());
            }
        }
        return texts(name, max, maxLength);
    }

    /// The objects of a list. Other elements are problems, and are left out.
    public List<StrictObject> objects(String name, int max) {
        List<StrictObject> objects = new ArrayList<>();
        List<?> list = list(name, max);
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof Map<?, ?> object) {
                objects.add(new StrictObject(object, at(at(name, i)), problems));
            } else {
                problem(at(name, i), Flaw.NOT_AN_OBJECT.with());
            }
        }
        return objects;
    }

    /// The object, which is required. If it is absent or invalid, an empty object is returned,
    /// whose problems are not listed.
    public StrictObject object(String name) {
        require(name);
        Object value = value(name);
        if (value instanceof Map<?, ?> object) {
            return new StrictObject(object, at(name), problems);
        }
        problem(name, value == null ? null : Flaw.NOT_AN_OBJECT.with());
        return new StrictObject(Map.of(), at(name), new ArrayList<>());
    }

    /// Adds a problem for each field that was not read.
    public void refuseOthers() {
        for (Object name : values.keySet()) {
            if (!(name instanceof String text) || !asked.contains(text)) {
                problem(shown(String.valueOf(name)), Flaw.NOT_KNOWN.with());
            }
        }
    }

    private List<?> list(String name, int max) {
        Object value = value(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list && list.size() <= max) {
            return list;
        }
        problem(name, Flaw.NOT_A_LIST_OF.with(max));
        return List.of();
    }

    private @Nullable Object value(String name) {
        asked.add(name);
        return values.get(name);
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String at(String name, int index) {
        return name + "[" + index + "]";
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

    private static Flaw.Found notText(int maxLength) {
        return Flaw.NOT_PRINTABLE.with(maxLength);
    }

    /// A number whose size is bounded, or null.
    private static @Nullable BigDecimal number(Number written) {
        try {
            BigDecimal number =
                    written instanceof BigDecimal exact
                            ? exact
                            : new BigDecimal(written.toString());
            return number.precision() <= MAX_NUMBER_LENGTH
                            && Math.abs((long) number.scale()) <= MAX_NUMBER_LENGTH
                    ? number
                    : null;
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
