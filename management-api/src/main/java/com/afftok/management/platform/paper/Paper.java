package com.afftok.management.platform.paper;

import java.util.List;

/// A document: a title, facts, tables, and a note.
///
/// @param arabic whether it is written from right to left
/// @param title also in the properties of the file
public record Paper(
        boolean arabic, String title, List<Fact> facts, List<Table> tables, String note) {

    public Paper {
        facts = List.copyOf(facts);
        tables = List.copyOf(tables);
    }

    /// A value with its label. The value may have several lines, and long ones are broken.
    public record Fact(String label, String value) {}

    /// Rows below their column titles.
    ///
    /// @param rows each with a cell per column
    public record Table(List<Column> columns, List<Row> rows) {

        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            int cells = columns.size();
            if (rows.stream().anyMatch(row -> row.cells().size() != cells)) {
                throw new IllegalArgumentException("a row has a cell per column");
            }
        }
    }

    /// A column.
    ///
    /// @param share of the width, relative to the other columns
    /// @param number whether its cells are aligned at their end
    public record Column(String title, int share, boolean number) {}

    /// A row of a table.
    ///
    /// @param strong whether it is printed bold
    public record Row(boolean strong, List<String> cells) {

        public Row {
            cells = List.copyOf(cells);
        }
    }
}
