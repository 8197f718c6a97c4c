package com.afftok.management.sale.order.file;

import com.afftok.management.platform.csv.CsvRows;
import com.afftok.management.platform.csv.LineProblems;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a list of orders from CSV, strictly: whatever is unclear is a problem with its line, and
/// nothing is guessed.
///
/// With a header, its names tell the columns ([OrderColumns]), and other columns are ignored;
/// without one, they are transaction id, amount and currency.
public final class ReadOrders {

    public static final int MOST_LINES = 10_000;

    private static final String CSV = "csv";
    private static final int LONGEST_ID = 200;

    private final LineProblems problems = new LineProblems();
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<Order> orders = new ArrayList<>();
    private final OrderColumns columns;

    private ReadOrders(OrderColumns columns) {
        this.columns = columns;
    }

    public sealed interface Result {

        record Orders(List<Order> orders) implements Result {}

        record Unreadable(List<Detail> problems) implements Result {}
    }

    public static Result read(String csv) {
        CsvRows read = CsvRows.of(csv, MOST_LINES + 2);
        List<CsvRows.Row> rows = read.rows();
        ReadOrders reader =
                new ReadOrders(
                        rows.isEmpty()
                                ? OrderColumns.WITHOUT_HEADER
                                : OrderColumns.of(rows.getFirst().cells()));
        List<CsvRows.Row> data =
                reader.columns.named() && !rows.isEmpty() ? rows.subList(1, rows.size()) : rows;
        if (data.size() > MOST_LINES) {
            return unreadable(Problem.TOO_MANY_LINES.with(CSV, MOST_LINES));
        }
        if (reader.columns.named()) {
            reader.columns.check(rows.getFirst().line(), reader.problems);
        }
        if (reader.problems.isEmpty()) {
            data.forEach(reader::read);
        }
        if (read.brokenLine() != null) {
            reader.problems.add(read.brokenLine(), "", Problem.BROKEN_LINE);
        } else if (data.isEmpty()) {
            return unreadable(Problem.EMPTY.with(CSV));
        }
        return reader.problems.isEmpty()
                ? new Result.Orders(reader.orders)
                : new Result.Unreadable(reader.problems.details());
    }

    private static Result unreadable(Detail problem) {
        return new Result.Unreadable(List.of(problem));
    }

    private void read(CsvRows.Row row) {
        if (columns.named() && row.cells().size() != columns.width()) {
            problems.add(row.line(), "", Problem.UNEVEN_LINE, columns.width());
            return;
        }
        if (row.cells().size() > columns.width()) {
            problems.add(row.line(), "", Problem.TOO_MANY_COLUMNS, columns.width());
            return;
        }
        String transaction = columns.transaction(row.cells());
        String amount = columns.amount(row.cells());
        String currency = columns.currency(row.cells());
        if (problems.isText(row.line(), OrderColumns.TRANSACTION, transaction)
                && problems.isText(row.line(), OrderColumns.AMOUNT, amount)
                && problems.isText(row.line(), OrderColumns.CURRENCY, currency)) {
            read(row.line(), transaction, amount, currency);
        }
    }

    private void read(int line, String transaction, String amount, String currency) {
        if (transaction.isEmpty()) {
            problems.add(line, OrderColumns.TRANSACTION, Problem.REQUIRED);
        } else if (transaction.codePointCount(0, transaction.length()) > LONGEST_ID) {
            problems.add(line, OrderColumns.TRANSACTION, Problem.TOO_LONG, LONGEST_ID);
        } else if (lines.containsKey(transaction)) {
            int first = lines.getOrDefault(transaction, line);
            problems.add(line, OrderColumns.TRANSACTION, Problem.REPEATS_LINE, first);
        } else {
            lines.put(transaction, line);
        }
        Currency sold = Currency.find(currency).orElse(null);
        if (sold == null && !currency.isEmpty()) {
            problems.add(line, OrderColumns.CURRENCY, Problem.NOT_A_CURRENCY);
            return;
        }
        if (sold != null && amount.isEmpty()) {
            problems.add(line, OrderColumns.AMOUNT, Problem.NEEDS_OTHER, OrderColumns.CURRENCY);
            return;
        }
        if (!amount.isEmpty() && !isAmount(amount, sold)) {
            problems.add(line, OrderColumns.AMOUNT, Problem.NOT_A_DECIMAL, Order.decimals(sold));
            return;
        }
        orders.add(
                new Order(
                        line, transaction, amount.isEmpty() ? null : new BigDecimal(amount), sold));
    }

    private static boolean isAmount(String amount, @Nullable Currency currency) {
        return Money.tryParse(amount, currency == null ? Order.FINEST : currency).isPresent();
    }
}
