package com.afftok.management.platform.answer;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Rows as CSV (RFC 4180), whose texts no spreadsheet takes for a formula.
public final class CsvText {

    public static final String MEDIA_TYPE = "text/csv";

    /// In an answer.
    public static final String CONTENT_TYPE = MEDIA_TYPE + "; charset=utf-8";

    private static final String END = "\r\n";
    private static final String FORMULAS = "=+-@\t\r";
    private static final String QUOTED = ",\"\r\n";

    private final StringBuilder text = new StringBuilder();

    /// A text that programs read, and that is no formula, whatever it begins with: it is written as
    /// it is.
    public record Exact(String text) {}

    /// Adds a row; null is an empty cell.
    public CsvText row(@Nullable Object... values) {
        text.append(Arrays.stream(values).map(CsvText::cell).collect(Collectors.joining(",")))
                .append(END);
        return this;
    }

    /// A text that would be a formula begins with an apostrophe. Numbers are written as they are.
    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof Exact(String text)) {
            return text;
        }
        String cell = value.toString();
        if (!(value instanceof Number)
                && !cell.isEmpty()
                && FORMULAS.indexOf(cell.charAt(0)) >= 0) {
            cell = "'" + cell;
        }
        return cell.chars().anyMatch(c -> QUOTED.indexOf(c) >= 0)
                ? '"' + cell.replace("\"", "\"\"") + '"'
                : cell;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
