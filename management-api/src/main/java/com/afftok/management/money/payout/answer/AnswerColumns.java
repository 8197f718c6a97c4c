package com.afftok.management.money.payout.answer;

import com.afftok.management.platform.csv.LineProblems;
import com.afftok.management.platform.request.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Where the columns of an answer are.
///
/// @param names in the order of the cells
record AnswerColumns(List<String> names) {

    static final String PAYOUT = "payout_id";
    static final String END_TO_END = "end_to_end_id";
    static final String STATUS = "status";
    static final String REFERENCE = "reference";
    static final String REASON = "reason";
    static final String AMOUNT = "amount";

    static final Set<String> KNOWN = Set.of(PAYOUT, END_TO_END, STATUS, REFERENCE, REASON, AMOUNT);

    /// Records the problems of a header.
    void check(int line, LineProblems problems) {
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (!KNOWN.contains(name)) {
                problems.add(line, "column %d".formatted(i + 1), Problem.UNKNOWN_COLUMN);
            } else if (seen.contains(name)) {
                problems.add(line, name, Problem.REPEATED);
            }
            seen.add(name);
        }
        if (!names.contains(PAYOUT) && !names.contains(END_TO_END)) {
            problems.add(line, "", Problem.NO_COLUMN, PAYOUT);
        }
        if (!names.contains(STATUS)) {
            problems.add(line, "", Problem.NO_COLUMN, STATUS);
        }
    }

    /// The cell of a column; empty if there is none.
    String cell(String name, List<String> cells) {
        int index = names.indexOf(name);
        return index < 0 ? "" : cells.get(index);
    }
}
