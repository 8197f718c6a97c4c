package com.afftok.edge.fraud;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An object in a document of rules, read strictly: what is wrong is noted with its place and stood
/// in for, and every member that nobody asked for is wrong too.
final class RulesObject {

    private static final int MAX_TEXT = 500;

    private final String path;
    private final JsonObject json;
    private final List<String> problems;
    private final Set<String> read = new HashSet<>();

    RulesObject(String path, JsonObject json, List<String> problems) {
        this.path = path;
        this.json = json;
        this.problems = problems;
    }

    RulesObject object(String name) {
        Object value = value(name);
        if (value instanceof JsonObject object) {
            return new RulesObject(at(name), object, problems);
        }
        missingOr(name, value, "must be an object");
        return new RulesObject(at(name), new JsonObject(), new ArrayList<>()); // that says it all
    }

    int integer(String name, int min, int max) {
        Object value = value(name);
        if (value instanceof Integer number && number >= min && number <= max) {
            return number;
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
        if (value instanceof String text && !text.isEmpty() && text.length() <= MAX_TEXT) {
            return text;
        }
        missingOr(name, value, "must be a text of 1 to " + MAX_TEXT + " characters");
        return "-";
    }

    List<String> texts(String name, int max) {
        List<String> texts = new ArrayList<>();
        JsonArray array = array(name, max);
        for (int i = 0; i < array.size(); i++) {
            if (array.getValue(i) instanceof String text
                    && !text.isEmpty()
                    && text.length() <= MAX_TEXT) {
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
        JsonArray array = array(name, max);
        for (int i = 0; i < array.size(); i++) {
            String item = name + "[" + i + "]";
            if (array.getValue(i) instanceof JsonObject object) {
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
        for (String name : json.fieldNames()) {
            if (!read.contains(name)) {
                problem(name, "is not known");
            }
        }
    }

    private JsonArray array(String name, int max) {
        Object value = value(name);
        if (value instanceof JsonArray array && array.size() <= max) {
            return array;
        }
        missingOr(name, value, "must be a list of at most " + max);
        return new JsonArray();
    }

    private @Nullable Object value(String name) {
        read.add(name);
        return json.getValue(name);
    }

    private void missingOr(String name, @Nullable Object value, String message) {
        problem(name, value == null && !json.containsKey(name) ? "is missing" : message);
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
