package com.afftok.management.platform.paper;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.platform.paper.Paper.Column;
import com.afftok.management.platform.paper.Paper.Fact;
import com.afftok.management.platform.paper.Paper.Row;
import com.afftok.management.platform.paper.Paper.Table;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Printed documents, by their text and by the look of their pages.
final class PrintPaperTest {

    private static final String STATEMENT = "كشف الأرباح";

    @Test
    void contains_its_texts() throws IOException {
        String text = text(paper(false, "Statement", "Summer sale", 1));

        assertThat(text.lines())
                .containsExactly(
                        "Statement",
                        "Currency USD",
                        "Offer Amount",
                        "Summer sale 12.50",
                        "It never changes.");
    }

    @Test
    void contains_arabic_texts_from_right_to_left() throws IOException {
        String text = text(paper(true, STATEMENT, "تخفيضات الصيف 2026 (Summer)", 1));

        assertThat(text.lines())
                .containsExactly(
                        STATEMENT,
                        "USD العملة",
                        "المبلغ العرض",
                        "12.50 (Summer) 2026 تخفيضات الصيف",
                        "لا يتغير.");
    }

    @Test
    void begins_at_the_left_and_in_arabic_at_the_right() throws IOException {
        BufferedImage english = page(paper(false, "Statement", "Summer sale", 1));
        BufferedImage arabic = page(paper(true, STATEMENT, "تخفيضات الصيف", 1));

        int middle = english.getWidth() / 2;
        assertThat(ink(english, 0, middle, 40, 90)).isPositive();
        assertThat(ink(english, middle, english.getWidth(), 40, 90)).isZero();
        assertThat(ink(arabic, 0, middle, 40, 90)).isZero();
        assertThat(ink(arabic, middle, arabic.getWidth(), 40, 90)).isPositive();
    }

    /// Joined letters have no gap between them; the same letters with blanks between them do.
    @Test
    void joins_arabic_letters() throws IOException {
        assertThat(gaps(page(paper(true, "ببببب", "", 1)), 40, 90)).isZero();
        assertThat(gaps(page(paper(true, "ب ب ب ب ب", "", 1)), 40, 90)).isEqualTo(4);
    }

    @Test
    void writes_numbers_from_left_to_right() {
        assertThat(VisualText.of("-100.00", true)).isEqualTo("-100.00");
        assertThat(VisualText.of("2026-01", true)).isEqualTo("2026-01");
    }

    @Test
    void repeats_the_column_titles_on_each_page() throws IOException {
        byte[] pdf = PrintPaper.pdf(paper(false, "Statement", "Summer sale", 100));

        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(3);
        }
        assertThat(text(paper(false, "Statement", "Summer sale", 100)).lines())
                .filteredOn("Offer Amount"::equals)
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "😀 sale",
                "a\u0000b\u0007\u202e\u2066c",
                "a\r\nb\tc",
                "大安売り",
                "\ud800 lone",
                "ﷺ لله \u0640\u064b\u0651 گچپژ ۱۲۳ \u08a0",
                ""
            })
    void prints_any_text(String offer) throws IOException {
        assertThat(text(paper(false, "Statement", offer, 1))).contains("12.50");
        assertThat(text(paper(true, STATEMENT, offer, 1))).contains("12.50");
    }

    @Test
    void cuts_what_is_too_long_for_its_column() throws IOException {
        String text = text(paper(false, "Statement", "w".repeat(1000), 1));

        assertThat(text).containsPattern("w{10,90}… 12\\.50");
    }

    @ParameterizedTest
    @ValueSource(strings = {"w", "i", "م", "大", "\ud83d\ude00", "ab\u0301"})
    void breaks_words_that_fit_on_no_line(String letters) throws IOException {
        String value = "P.O. " + letters.repeat(250) + " 5";
        List<Fact> facts = List.of(new Fact("To", value));

        for (boolean arabic : List.of(false, true)) {
            String text = text(new Paper(arabic, "Invoice", facts, List.of(), "Note"));

            assertThat(text.lines()).hasSizeGreaterThan(3);
            assertThat(text).doesNotContain("…").contains("P.O.", "5");
            assertThat(text.codePoints().filter(point -> isOf(letters, point)).count())
                    .isGreaterThanOrEqualTo(250);
        }
    }

    /// What the font lacks is printed as a question mark.
    private static boolean isOf(String letters, int point) {
        return point == '?' || letters.codePointAt(0) == point;
    }

    private static Paper paper(boolean arabic, String title, String offer, int rows) {
        return new Paper(
                arabic,
                title,
                List.of(new Fact(arabic ? "العملة" : "Currency", "USD")),
                List.of(
                        new Table(
                                List.of(
                                        new Column(arabic ? "العرض" : "Offer", 3, false),
                                        new Column(arabic ? "المبلغ" : "Amount", 1, true)),
                                IntStream.range(0, rows)
                                        .mapToObj(_ -> new Row(false, List.of(offer, "12.50")))
                                        .toList())),
                arabic ? "لا يتغيّر." : "It never changes.");
    }

    private static String text(Paper paper) throws IOException {
        try (PDDocument document = Loader.loadPDF(PrintPaper.pdf(paper))) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return stripper.getText(document);
        }
    }

    /// The first page, with a pixel per point.
    private static BufferedImage page(Paper paper) throws IOException {
        try (PDDocument document = Loader.loadPDF(PrintPaper.pdf(paper))) {
            return new PDFRenderer(document).renderImage(0);
        }
    }

    private static long ink(BufferedImage page, int left, int right, int top, int bottom) {
        return IntStream.range(left, right).filter(x -> isInked(page, x, top, bottom)).count();
    }

    private static boolean isInked(BufferedImage page, int x, int top, int bottom) {
        return IntStream.range(top, bottom)
                .anyMatch(y -> page.getRGB(x, y) != Color.WHITE.getRGB());
    }

    /// White columns between the first and the last inked one, neighbours as one.
    private static long gaps(BufferedImage page, int top, int bottom) {
        List<Integer> inked =
                IntStream.range(0, page.getWidth())
                        .filter(x -> isInked(page, x, top, bottom))
                        .boxed()
                        .toList();
        return IntStream.range(1, inked.size())
                .filter(i -> inked.get(i) > inked.get(i - 1) + 1)
                .count();
    }
}
