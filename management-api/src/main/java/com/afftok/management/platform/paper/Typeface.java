package com.afftok.management.platform.paper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// A bundled font with Latin and Arabic letters.
final class Typeface {

    static final Typeface REGULAR = new Typeface("Vazirmatn-Regular.ttf");
    static final Typeface BOLD = new Typeface("Vazirmatn-Bold.ttf");

    private final byte[] file;
    private final CmapLookup glyphs;

    private Typeface(String name) {
        try (InputStream resource =
                Objects.requireNonNull(Typeface.class.getResourceAsStream("/font/" + name))) {
            file = resource.readAllBytes();
            try (TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(file))) {
                glyphs = font.getUnicodeCmapLookup();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The font in a document, which will contain the glyphs that it uses alone.
    PDType0Font in(PDDocument document) throws IOException {
        return PDType0Font.load(document, new ByteArrayInputStream(file), true);
    }

    /// The text without line breaks, and with a question mark for each character that the font
    /// lacks.
    String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints()
                .map(point -> Character.isWhitespace(point) ? ' ' : point)
                .filter(point -> Character.getType(point) != Character.FORMAT)
                .map(point -> glyphs.getGlyphId(point) == 0 ? '?' : point)
                .forEach(printable::appendCodePoint);
        return printable.toString();
    }
}
