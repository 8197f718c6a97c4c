package com.afftok.management.platform.paper;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/// The pages of a document, filled from top to bottom. Horizontal positions are shares of the
/// width, from the side where lines begin: the right one in Arabic.
final class Pages implements Closeable {

    private static final PDRectangle A4 = PDRectangle.A4;
    private static final float MARGIN = 56;
    private static final float GAP = 6;
    private static final float UNITS = 1000;
    private static final String CUT = "…";

    /// More characters fit on no line.
    private static final int LONGEST = 300;

    private final PDDocument document;
    private final boolean arabic;
    private final PDType0Font regular;
    private final PDType0Font bold;
    private @Nullable PDPageContentStream page;
    private float y;

    Pages(PDDocument document, boolean arabic) throws IOException {
        this.document = document;
        this.arabic = arabic;
        this.regular = Typeface.REGULAR.in(document);
        this.bold = Typeface.BOLD.in(document);
    }

    /// Moves down; to a new page, and returns true, if this one is full.
    boolean skip(float distance) throws IOException {
        y -= distance;
        if (page != null && y >= MARGIN) {
            return false;
        }
        boolean turned = page != null;
        close();
        PDPage next = new PDPage(A4);
        document.addPage(next);
        page = new PDPageContentStream(document, next);
        y = A4.getHeight() - MARGIN - distance;
        return turned;
    }

    /// Writes a text, cut to the space between two positions.
    ///
    /// @param atEnd whether it ends at the end of the space
    void write(String text, Typeface face, float size, float begin, float end, boolean atEnd)
            throws IOException {
        PDType0Font font = face == Typeface.BOLD ? bold : regular;
        float space = (end - begin) * width() - GAP;
        String visual = cut(text, face, font, size, space);
        float length = length(visual, font, size);
        float fromBegin = begin * width() + (atEnd ? space - length : 0);
        float x = arabic ? width() - fromBegin - length : fromBegin;
        PDPageContentStream out = page();
        out.beginText();
        out.setFont(font, size);
        out.newLineAtOffset(MARGIN + x, y);
        out.showText(visual);
        out.endText();
    }

    /// The lines of a text, broken between words so that each fits between two positions. A word
    /// that does not fit is broken as well; nothing is left out.
    List<String> lines(String text, Typeface face, float size, float begin, float end)
            throws IOException {
        PDType0Font font = face == Typeface.BOLD ? bold : regular;
        float space = (end - begin) * width() - GAP;
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.lines().toList()) {
            String line = "";
            for (String word : paragraph.strip().split("\\s+", -1)) {
                String longer = line.isEmpty() ? word : line + " " + word;
                if (!line.isEmpty() && !fits(longer, face, font, size, space)) {
                    lines.add(line);
                    longer = word;
                }
                while (!fits(longer, face, font, size, space)) {
                    int fitting = fitting(longer, face, font, size, space);
                    lines.add(longer.substring(0, fitting));
                    longer = longer.substring(fitting);
                }
                line = longer;
            }
            lines.add(line);
        }
        return lines.isEmpty() ? List.of("") : lines;
    }

    private boolean fits(String text, Typeface face, PDType0Font font, float size, float space)
            throws IOException {
        String printable = face.printable(text);
        return printable.length() <= LONGEST
                && length(visual(printable, face), font, size) <= space;
    }

    /// The end of the part of a too long text that fits: of its first character at least.
    private int fitting(String text, Typeface face, PDType0Font font, float size, float space)
            throws IOException {
        int end = text.offsetByCodePoints(0, 1);
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            if (!fits(text.substring(0, next), face, font, size, space)) {
                return end;
            }
            end = next;
        }
        return end;
    }

    private String cut(String text, Typeface face, PDType0Font font, float size, float space)
            throws IOException {
        String printable = face.printable(text);
        int length = Math.min(printable.length(), LONGEST);
        String visual = visual(printable.substring(0, length), face);
        while (length > 0 && length(visual, font, size) > space) {
            length = printable.offsetByCodePoints(length, -1);
            visual = visual(printable.substring(0, length) + CUT, face);
        }
        return visual;
    }

    private String visual(String text, Typeface face) {
        return face.printable(VisualText.of(text, arabic));
    }

    private static float length(String text, PDType0Font font, float size) throws IOException {
        return font.getStringWidth(text) * size / UNITS;
    }

    /// Draws a line below the present text.
    void rule() throws IOException {
        PDPageContentStream out = page();
        out.setLineWidth(0.5f);
        out.moveTo(MARGIN, y - GAP / 2);
        out.lineTo(MARGIN + width(), y - GAP / 2);
        out.stroke();
    }

    private static float width() {
        return A4.getWidth() - 2 * MARGIN;
    }

    private PDPageContentStream page() {
        if (page == null) {
            throw new IllegalStateException("there is no page before the first skip");
        }
        return page;
    }

    @Override
    public void close() throws IOException {
        if (page != null) {
            page.close();
        }
    }
}
