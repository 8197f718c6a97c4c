package com.afftok.shared.fraud;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An object in a document of rules, read strictly: what is wrong is noted with its place and stood
/// in for, and every member that nobody asked for is wrong too.
final class RulesObject {

    private static final int MAX_TEXT = 500;

    private final String path;
    private final Map<?, ?> json;
    private final List<String> problems;
    private final Set<String> read = new HashSet<>();

    RulesObject(String path, Map<?, ?> json, List<String> problems) {
        this.path = path;
        this.json = json;
        this.problems = problems;
    }

    RulesObject object(String name) {
        Object value = value(name);
        if (value instanceof Map<?, ?> object) {
            return new RulesObject(at(name), object, problems);
        }
        missingOr(name, value, "must be an object");
        return new RulesObject(at(name), Map.of(), new ArrayList<>()); // that says it all
    }

    int integer(String name, int min, int max) {
        Object value = value(name);
        if ((value instanceof Integer || value instanceof Long)
                && ((Number) value).longValue() >= min
                && ((Number) value).longValue() <= max) {
            return ((Number) value).intValue();
        }
        missingOr(name, value, "must be a whole number from " + min + " to " + max);
        return min;
    }

    /// A number from 0 to 1 with at most two decimals, in hundredths.
    int hundredths(String name) {
        Object value = value(name);
        if (value instanceof Number number) {
            double times100 = number.doubleValue() * 100;
            long rounded = Math.round(times100);
            if (rounded >= 0 && rounded <= 100 && Math.abs(times100 - rounded) < 1e-6) {
                return (int) rounded;
            }
        }
        missingOr(name, value, "must be a number from 0 to 1 with at most two decimals");
        return 0;
    }

    String text(String name) {
        Object value = value(name);
        if (value instanceof String text && isText(text)) {
            return text;
        }
        missingOr(name, value, "must be a text of 1 to " + MAX_TEXT + " characters");
        return "-";
    }

    List<String> texts(String name, int max) {
        List<String> texts = new ArrayList<>();
        List<?> array = array(name, max);
        for (int i = 0; i < array.size(); i++) {
            if (array.get(i) instanceof String text && isText(text)) {
                if (texts.contains(text)) {
                    problem(name + "[" + i + "]", "is there twice");
                }
                texts.add(text);
            } else {
                problem(name + "[" + i + "]", "must be a text of 1 to " + MAX_TEXT + " characters");
            }
        }
        return texts;
    }

    List<RulesObject> objects(String name, int max) {
        List<RulesObject> objects = new ArrayList<>();
        List<?> array = array(name, max);
        for (int i = 0; i < array.size(); i++) {
            String item = name + "[" + i + "]";
            if (array.get(i) instanceof Map<?, ?> object) {
                objects.add(new RulesObject(at(item), object, problems));
            } else {
                problem(item, "must be an object");
            }
        }
        return objects;
    }

    void problem(String name, String message) {
        problems.add(at(name) + " " + message);
    }

    /// Notes the members that were not read.
    void end() {
        for (Object name : json.keySet()) {
            if (!read.contains(name)) {
                problem(String.valueOf(name), "is not known");
            }
        }
    }

    private List<?> array(String name, int max) {
        Object value = value(name);
        if (value instanceof List<?> array && array.size() <= max) {
            return array;
        }
        missingOr(name, value, "must be a list of at most " + max);
        return List.of();
    }

    private @Nullable Object value(String name) {
        read.add(name);
        return json.get(name);
    }

    /// No database keeps the character zero, nor half of a character.
    private static boolean isText(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_TEXT
                && text.indexOf(0) < 0
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private void missingOr(String name, @Nullable Object value, String message) {
        problem(name, value == null && !json.containsKey(name) ? "is missing" : message);
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
