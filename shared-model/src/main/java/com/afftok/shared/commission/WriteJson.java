package com.afftok.shared.commission;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes maps, lists, texts, whole numbers and booleans as JSON in their order, so that equal
/// values give equal text.
///
/// A NUL and half a surrogate pair, which `jsonb` cannot store, become U+FFFD.
final class WriteJson {

    private static final char REPLACEMENT = '\uFFFD';

    private final StringBuilder out = new StringBuilder();

    private WriteJson() {}

    static String of(Map<String, ?> object) {
        WriteJson json = new WriteJson();
        json.value(object);
        return json.out.toString();
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case String text -> text(text);
            case Integer number -> out.append(number);
            case Long number -> out.append(number);
            case Boolean truth -> out.append(truth);
            case List<?> list -> list(list);
            case Map<?, ?> map -> object(map);
            default -> throw new IllegalArgumentException("cannot be written: " + value.getClass());
        }
    }

    private void object(Map<?, ?> map) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(separator);
            text(String.valueOf(entry.getKey()));
            out.append(':');
            value(entry.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private void list(List<?> list) {
        out.append('[');
        String separator = "";
        for (Object value : list) {
            out.append(separator);
            value(value);
            separator = ",";
        }
        out.append(']');
    }

    private void text(String text) {
        out.append('"');
        text.codePoints().forEach(this::character);
        out.append('"');
    }

    private void character(int c) {
        if (c == '"' || c == '\\') {
            out.append('\\').append((char) c);
        } else if (c == 0 || Character.getType(c) == Character.SURROGATE) {
            out.append(REPLACEMENT);
        } else if (c < ' ') {
            out.append("\\u%04x".formatted(c));
        } else {
            out.appendCodePoint(c);
        }
    }
}
