package com.afftok.management.platform.paper;

import com.afftok.management.platform.paper.Paper.Column;
import com.afftok.management.platform.paper.Paper.Fact;
import com.afftok.management.platform.paper.Paper.Row;
import com.afftok.management.platform.paper.Paper.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/// Prints a [Paper] on pages of A4.
public final class PrintPaper {

    private static final float TITLE = 18;
    private static final float TEXT = 9;
    private static final float SMALL = 7.5f;
    private static final float LINE = 15;
    private static final float LABELS = 0.25f;

    private PrintPaper() {}

    /// The document as PDF.
    public static byte[] pdf(Paper paper) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            describe(document, paper);
            try (Pages pages = new Pages(document, paper.arabic())) {
                print(pages, paper);
            }
            document.save(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private static void describe(PDDocument document, Paper paper) {
        PDDocumentInformation about = document.getDocumentInformation();
        about.setTitle(paper.title());
        about.setProducer("AffTok");
        // Else the file's identifier contains the time, and the same paper has different bytes.
        document.setDocumentId((long) (paper.title() + paper.facts()).hashCode());
        document.getDocumentCatalog().setLanguage(paper.arabic() ? "ar" : "en");
    }

    private static void print(Pages pages, Paper paper) throws IOException {
        pages.skip(TITLE);
        pages.write(paper.title(), Typeface.BOLD, TITLE, 0, 1, false);
        pages.skip(LINE);
        for (Fact fact : paper.facts()) {
            String label = fact.label();
            for (String line : pages.lines(fact.value(), Typeface.BOLD, TEXT, LABELS, 1)) {
                pages.skip(LINE);
                pages.write(label, Typeface.REGULAR, TEXT, 0, LABELS, false);
                pages.write(line, Typeface.BOLD, TEXT, LABELS, 1, false);
                label = "";
            }
        }
        for (Table table : paper.tables()) {
            pages.skip(LINE);
            print(pages, table);
        }
        pages.skip(LINE);
        pages.skip(LINE);
        pages.write(paper.note(), Typeface.REGULAR, SMALL, 0, 1, false);
    }

    /// The column titles are repeated on each page.
    private static void print(Pages pages, Table table) throws IOException {
        titles(pages, table);
        for (Row row : table.rows()) {
            if (pages.skip(LINE)) {
                titles(pages, table);
                pages.skip(LINE);
            }
            float begin = 0;
            for (int i = 0; i < row.cells().size(); i++) {
                float end = begin + width(table, i);
                pages.write(
                        row.cells().get(i),
                        row.strong() ? Typeface.BOLD : Typeface.REGULAR,
                        TEXT,
                        begin,
                        end,
                        table.columns().get(i).number());
                begin = end;
            }
        }
    }

    private static void titles(Pages pages, Table table) throws IOException {
        pages.skip(LINE);
        float begin = 0;
        for (int i = 0; i < table.columns().size(); i++) {
            Column column = table.columns().get(i);
            float end = begin + width(table, i);
            pages.write(column.title(), Typeface.BOLD, SMALL, begin, end, column.number());
            begin = end;
        }
        pages.rule();
    }

    private static float width(Table table, int column) {
        float all = table.columns().stream().mapToInt(Column::share).sum();
        return table.columns().get(column).share() / all;
    }
}
