package com.afftok.management.money.payout.answer;

import com.afftok.management.money.payout.file.EndToEndId;
import com.afftok.management.money.payout.settle.Settlement;
import com.afftok.management.money.payout.settle.Settlement.End;
import com.afftok.management.platform.csv.CsvRows;
import com.afftok.management.platform.csv.LineProblems;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.id.PayoutId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the answer of a bank from CSV, strictly: whatever is unclear is a problem with its line,
/// and nothing is guessed. The first row names the columns ([AnswerColumns]).
final class ReadAnswers {

    static final int MOST_LINES = 10_000;

    private static final String CSV = "csv";
    private static final int LONGEST = 500;
    private static final Map<String, End> ENDS =
            Map.of("paid", End.PAID, "failed", End.FAILED, "returned", End.RETURNED);

    private final AnswerColumns columns;
    private final Currency currency;
    private final LineProblems problems = new LineProblems();
    private final Map<Long, Integer> lines = new HashMap<>();
    private final List<AnswerLine> answers = new ArrayList<>();

    private ReadAnswers(AnswerColumns columns, Currency currency) {
        this.columns = columns;
        this.currency = currency;
    }

    sealed interface Result {

        record Answers(List<AnswerLine> lines) implements Result {}

        record Unreadable(List<Detail> problems) implements Result {}
    }

    /// @param currency of the batch
    static Result read(String csv, Currency currency) {
        CsvRows read = CsvRows.of(csv, MOST_LINES + 2);
        List<CsvRows.Row> rows = read.rows();
        if (rows.size() > MOST_LINES + 1) {
            return unreadable(Problem.TOO_MANY_PAYOUTS.with(CSV, MOST_LINES));
        }
        List<String> header = rows.isEmpty() ? List.of() : rows.getFirst().cells();
        ReadAnswers reader =
                new ReadAnswers(
                        new AnswerColumns(
                                header.stream()
                                        .map(name -> name.toLowerCase(Locale.ROOT))
                                        .toList()),
                        currency);
        if (!rows.isEmpty()) {
            reader.columns.check(rows.getFirst().line(), reader.problems);
            if (reader.problems.isEmpty()) {
                rows.subList(1, rows.size()).forEach(reader::read);
            }
        }
        if (read.brokenLine() != null) {
            reader.problems.add(read.brokenLine(), "", Problem.BROKEN_LINE);
        } else if (rows.size() <= 1 && reader.problems.isEmpty()) {
            return unreadable(Problem.EMPTY.with(CSV));
        }
        return reader.problems.isEmpty()
                ? new Result.Answers(reader.answers)
                : new Result.Unreadable(reader.problems.details());
    }

    private static Result unreadable(Detail problem) {
        return new Result.Unreadable(List.of(problem));
    }

    private void read(CsvRows.Row row) {
        if (row.cells().size() != columns.names().size()) {
            problems.add(row.line(), "", Problem.UNEVEN_LINE, columns.names().size());
            return;
        }
        for (int i = 0; i < row.cells().size(); i++) {
            if (!problems.isText(row.line(), columns.names().get(i), row.cells().get(i))) {
                return;
            }
        }
        PayoutId payout = payout(row);
        Settlement settlement = payout == null ? null : settlement(row, payout);
        if (settlement != null) {
            add(row, settlement);
        }
    }

    /// By the number or the name; where both are given, they are of the same payout.
    private @Nullable PayoutId payout(CsvRows.Row row) {
        String number = columns.cell(AnswerColumns.PAYOUT, row.cells());
        String name = columns.cell(AnswerColumns.END_TO_END, row.cells());
        String column = number.isEmpty() ? AnswerColumns.END_TO_END : AnswerColumns.PAYOUT;
        Optional<PayoutId> payout = EndToEndId.read(number.isEmpty() ? name : number);
        if (payout.isEmpty()) {
            problems.add(row.line(), column, Problem.NOT_OF_BATCH);
            return null;
        }
        if (!number.isEmpty() && !name.isEmpty() && !EndToEndId.read(name).equals(payout)) {
            problems.add(row.line(), AnswerColumns.END_TO_END, Problem.NOT_OF_BATCH);
            return null;
        }
        Integer first = lines.putIfAbsent(payout.get().value(), row.line());
        if (first != null) {
            problems.add(row.line(), column, Problem.REPEATS_LINE, first);
            return null;
        }
        return payout.get();
    }

    private @Nullable Settlement settlement(CsvRows.Row row, PayoutId payout) {
        String status = columns.cell(AnswerColumns.STATUS, row.cells()).toLowerCase(Locale.ROOT);
        String reference = columns.cell(AnswerColumns.REFERENCE, row.cells());
        String reason = columns.cell(AnswerColumns.REASON, row.cells());
        End end = ENDS.get(status);
        if (end == null) {
            List<String> words = ENDS.keySet().stream().sorted().toList();
            problems.add(row.line(), AnswerColumns.STATUS, Problem.NOT_ONE_OF, words);
            return null;
        }
        if (end != End.PAID && reason.isEmpty()) {
            problems.add(row.line(), AnswerColumns.REASON, Problem.REQUIRED);
            return null;
        }
        if (isTooLong(row, AnswerColumns.REFERENCE, reference)
                || isTooLong(row, AnswerColumns.REASON, reason)) {
            return null;
        }
        return new Settlement(
                payout,
                end,
                reference.isEmpty() ? null : reference,
                reason.isEmpty() ? null : reason);
    }

    private boolean isTooLong(CsvRows.Row row, String column, String cell) {
        if (cell.codePointCount(0, cell.length()) <= LONGEST) {
            return false;
        }
        problems.add(row.line(), column, Problem.TOO_LONG, LONGEST);
        return true;
    }

    private void add(CsvRows.Row row, Settlement settlement) {
        String amount = columns.cell(AnswerColumns.AMOUNT, row.cells());
        if (amount.isEmpty()) {
            if (settlement.end() == End.PAID) {
                problems.add(row.line(), AnswerColumns.AMOUNT, Problem.REQUIRED);
            } else {
                answers.add(new AnswerLine(row.line(), settlement, null));
            }
            return;
        }
        Money.tryParse(amount, currency)
                .ifPresentOrElse(
                        _ ->
                                answers.add(
                                        new AnswerLine(
                                                row.line(), settlement, new BigDecimal(amount))),
                        () ->
                                problems.add(
                                        row.line(),
                                        AnswerColumns.AMOUNT,
                                        Problem.NOT_AN_AMOUNT,
                                        currency.digits()));
    }
}
