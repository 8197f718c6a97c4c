package com.afftok.management.platform.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rows of a CSV text (RFC 4180), without blank ones, up to a line that can't be read.
///
/// @param brokenLine the number of that line; null if there is none
public record CsvRows(List<Row> rows, @Nullable Integer brokenLine) {

    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
    private static final String BYTE_ORDER_MARK = "\ufeff";

    /// A row.
    ///
    /// @param line where it begins, from 1
    /// @param cells stripped of white space
    public record Row(int line, List<String> cells) {

        private boolean isBlank() {
            return cells.stream().allMatch(String::isEmpty);
        }
    }

    /// The rows of a text, in which tabs, semicolons or commas separate cells: the first of these
    /// that is in the first line.
    ///
    /// @param most how many rows to read at most
    public static CsvRows of(String text, int most) {
        String csv = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        List<Row> rows = new ArrayList<>();
        int line = 1;
        try (CsvReader<CsvRecord> reader = reader(csv)) {
            Iterator<CsvRecord> records = reader.iterator();
            while (rows.size() < most && records.hasNext()) {
                List<String> cells = records.next().getFields();
                Row row = new Row(line, cells.stream().map(String::strip).toList());
                if (!row.isBlank()) {
                    rows.add(row);
                }
                line += 1 + cells.stream().mapToInt(CsvRows::lineEnds).sum();
            }
            return new CsvRows(rows, null);
        } catch (CsvParseException e) {
            return new CsvRows(rows, line);
        } catch (IOException e) {
            throw new UncheckedIOException("a text can be closed", e);
        }
    }

    /// Empty lines are read, so that they are counted.
    private static CsvReader<CsvRecord> reader(String csv) {
        return CsvReader.builder()
                .fieldSeparator(separator(csv))
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(csv);
    }

    private static char separator(String csv) {
        String first = csv.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        if (first.indexOf('\t') >= 0) {
            return '\t';
        }
        return first.indexOf(';') >= 0 ? ';' : ',';
    }

    private static int lineEnds(String cell) {
        return Math.toIntExact(LINE_END.matcher(cell).results().count());
    }
}
