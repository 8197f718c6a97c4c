package com.afftok.management.money.rate;

import com.afftok.management.platform.csv.CsvRows;
import com.afftok.management.platform.csv.LineProblems;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads exchange rates from CSV, strictly: whatever is unclear is a problem with its line.
///
/// A line is date, base, quote and rate. A first line with these names is a header.
final class ReadRates {

    static final int MOST_LINES = 10_000;

    private static final String CSV = "csv";
    private static final List<String> COLUMNS = List.of("date", "base", "quote", "rate");

    private final LocalDate today;
    private final LineProblems problems = new LineProblems();
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<NewRate> rates = new ArrayList<>();

    private ReadRates(LocalDate today) {
        this.today = today;
    }

    sealed interface Result {

        record Rates(List<NewRate> rates) implements Result {}

        record Unreadable(List<Detail> problems) implements Result {}
    }

    static Result read(String csv, LocalDate today) {
        CsvRows read = CsvRows.of(csv, MOST_LINES + 2);
        List<CsvRows.Row> rows = read.rows();
        boolean isNamed = !rows.isEmpty() && rows.getFirst().cells().equals(COLUMNS);
        List<CsvRows.Row> data = isNamed ? rows.subList(1, rows.size()) : rows;
        if (data.size() > MOST_LINES) {
            return unreadable(Problem.TOO_MANY_RATES.with(CSV, MOST_LINES));
        }
        ReadRates reader = new ReadRates(today);
        data.forEach(reader::read);
        if (read.brokenLine() != null) {
            reader.problems.add(read.brokenLine(), "", Problem.BROKEN_LINE);
        } else if (data.isEmpty()) {
            return unreadable(Problem.EMPTY.with(CSV));
        }
        return reader.problems.isEmpty()
                ? new Result.Rates(reader.rates)
                : new Result.Unreadable(reader.problems.details());
    }

    private static Result unreadable(Detail problem) {
        return new Result.Unreadable(List.of(problem));
    }

    private void read(CsvRows.Row row) {
        List<String> cells = row.cells();
        if (cells.size() != COLUMNS.size()) {
            problems.add(row.line(), "", Problem.NOT_THE_COLUMNS, COLUMNS);
            return;
        }
        NewRate rate =
                NewRate.read(
                        cells.get(0),
                        cells.get(1),
                        cells.get(2),
                        cells.get(3),
                        today,
                        (field, problem, params) ->
                                problems.add(row.line(), field, problem, params));
        if (rate != null) {
            Integer first = lines.putIfAbsent(rate.pairOfDay(), row.line());
            if (first == null) {
                rates.add(rate);
            } else {
                problems.add(row.line(), "", Problem.REPEATS_LINE, first);
            }
        }
    }
}
