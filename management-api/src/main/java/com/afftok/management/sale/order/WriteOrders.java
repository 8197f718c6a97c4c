package com.afftok.management.sale.order;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes lines of a list of orders as CSV (RFC 4180).
///
/// A text that a spreadsheet would take for a formula begins with an apostrophe.
final class WriteOrders {

    private static final String HEADER =
            "line,transaction_id,outcome,amount,currency,conversion_id,status,worth,conversion_currency";
    private static final String END = "\r\n";
    private static final String FORMULAS = "=+-@\t\r";

    private WriteOrders() {}

    static String csv(List<OrderLineRow> lines) {
        StringBuilder csv = new StringBuilder(HEADER).append(END);
        for (OrderLineRow line : lines) {
            csv.append(
                            row(
                                    line.line(),
                                    line.transactionId(),
                                    line.outcome(),
                                    line.exactAmount(),
                                    line.currency(),
                                    line.conversionId(),
                                    line.status(),
                                    line.exactWorth(),
                                    line.conversionCurrency()))
                    .append(END);
        }
        return csv.toString();
    }

    private static String row(@Nullable Object... values) {
        return Arrays.stream(values).map(WriteOrders::cell).collect(Collectors.joining(","));
    }

    private static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        if (!text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }
}
