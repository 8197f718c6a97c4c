package com.afftok.management.platform.csv;

import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import java.util.ArrayList;
import java.util.List;

/// The problems with lines of a file: the first ones, and the number of the others.
public final class LineProblems {

    public static final int MOST_SHOWN = 20;

    private static final String FORMULAS = "=+-@";
    private static final int BROKEN = '\ufffd';

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

    /// Adds a problem if a cell has characters that no text has, or begins like a formula.
    ///
    /// @return whether there is none
    public boolean isText(int line, String column, String cell) {
        if (!cell.codePoints().allMatch(LineProblems::isPrintable)) {
            add(line, column, Problem.WRONG_CHARACTERS);
            return false;
        }
        if (!cell.isEmpty() && FORMULAS.indexOf(cell.charAt(0)) >= 0) {
            add(line, column, Problem.FORMULA);
            return false;
        }
        return true;
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    false;
            default -> character != BROKEN;
        };
    }

    public boolean isEmpty() {
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
