package com.afftok.shared.error;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An English sentence with parameters. Clients that translate it use the parameters, by name and
/// in the order of the sentence.
public record Sentence(Map<String, Object> params, String text) {

    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z_]+)}");

    /// Fills in a template, which has the name of each parameter once, in braces. The values of a
    /// list are separated by commas.
    ///
    /// @throws IllegalArgumentException if there are more or fewer values than parameters
    public static Sentence of(String template, Object... values) {
        List<String> names =
                PARAMETER.matcher(template).results().map(found -> found.group(1)).toList();
        if (names.size() != values.length) {
            throw new IllegalArgumentException("other parameters: " + template);
        }
        Map<String, Object> params = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            params.put(names.get(i), values[i]);
        }
        String text =
                PARAMETER
                        .matcher(template)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(text(params.get(found.group(1)))));
        return new Sentence(params, text);
    }

    private static String text(@Nullable Object value) {
        return value instanceof Collection<?> values
                ? values.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : String.valueOf(value);
    }
}
