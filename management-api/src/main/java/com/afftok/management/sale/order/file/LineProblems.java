package com.afftok.management.sale.order.file;

import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import java.util.ArrayList;
import java.util.List;

/// The problems with lines of a file: the first ones, and the number of the others.
public final class LineProblems {

    static final int MOST_SHOWN = 20;

    private final List<Detail> shown = new ArrayList<>();
    private int others;

    /// Adds a problem.
    ///
    /// @param column empty: the whole line
    public void add(int line, String column, Problem problem, Object... params) {
        if (shown.size() < MOST_SHOWN) {
            String field = column.isEmpty() ? "csv[%d]" : "csv[%d].%s";
            shown.add(problem.with(field.formatted(line, column), params));
        } else {
            others++;
        }
    }

    boolean isEmpty() {
        return shown.isEmpty();
    }

    public List<Detail> details() {
        List<Detail> details = new ArrayList<>(shown);
        if (others > 0) {
            details.add(Problem.MORE_PROBLEMS.with("csv", others));
        }
        return details;
    }
}
