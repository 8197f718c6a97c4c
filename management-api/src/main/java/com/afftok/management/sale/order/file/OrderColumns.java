package com.afftok.management.sale.order.file;

import com.afftok.management.platform.csv.LineProblems;
import com.afftok.management.platform.request.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Where the columns of a list of orders are.
///
/// @param names the column of each cell: one of ours, or empty for one that is ignored
/// @param named whether there is a header
record OrderColumns(List<String> names, boolean named) {

    static final String TRANSACTION = "transaction_id";
    static final String AMOUNT = "amount";
    static final String CURRENCY = "currency";

    static final OrderColumns WITHOUT_HEADER =
            new OrderColumns(List.of(TRANSACTION, AMOUNT, CURRENCY), false);

    private static final Pattern SPACES = Pattern.compile("[ _-]+");

    private static final Map<String, String> KNOWN =
            Map.ofEntries(
                    Map.entry("transaction_id", TRANSACTION),
                    Map.entry("transaction", TRANSACTION),
                    Map.entry("order_id", TRANSACTION),
                    Map.entry("order_number", TRANSACTION),
                    Map.entry("order", TRANSACTION),
                    Map.entry("رقم_الطلب", TRANSACTION),
                    Map.entry("amount", AMOUNT),
                    Map.entry("total", AMOUNT),
                    Map.entry("المبلغ", AMOUNT),
                    Map.entry("currency", CURRENCY),
                    Map.entry("العملة", CURRENCY));

    /// The columns of a file with this first row, which is a header if it has a name that we know.
    static OrderColumns of(List<String> first) {
        List<String> names = first.stream().map(OrderColumns::name).toList();
        return names.stream().allMatch(String::isEmpty)
                ? WITHOUT_HEADER
                : new OrderColumns(names, true);
    }

    private static String name(String cell) {
        String plain = SPACES.matcher(cell.toLowerCase(Locale.ROOT)).replaceAll("_");
        return KNOWN.getOrDefault(plain, "");
    }

    /// Records the problems of a header.
    void check(int line, LineProblems problems) {
        if (!names.contains(TRANSACTION)) {
            problems.add(line, "", Problem.NO_COLUMN, TRANSACTION);
        }
        List<String> seen = new ArrayList<>();
        for (String name : names) {
            if (!name.isEmpty() && seen.contains(name)) {
                problems.add(line, name, Problem.REPEATED);
            }
            seen.add(name);
        }
    }

    /// The number of cells in a line; without a header, the most.
    int width() {
        return names.size();
    }

    String transaction(List<String> cells) {
        return cell(TRANSACTION, cells);
    }

    String amount(List<String> cells) {
        return cell(AMOUNT, cells);
    }

    String currency(List<String> cells) {
        return cell(CURRENCY, cells);
    }

    /// Empty if there is none.
    private String cell(String name, List<String> cells) {
        int index = names.indexOf(name);
        return index >= 0 && index < cells.size() ? cells.get(index) : "";
    }
}
