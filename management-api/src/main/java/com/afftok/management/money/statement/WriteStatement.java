package com.afftok.management.money.statement;

import com.afftok.management.money.statement.StatementDetails.Sum;
import com.afftok.management.platform.answer.CsvText;
import com.afftok.management.platform.paper.Paper;
import com.afftok.management.platform.paper.Paper.Column;
import com.afftok.management.platform.paper.Paper.Fact;
import com.afftok.management.platform.paper.Paper.Row;
import com.afftok.management.platform.paper.Paper.Table;
import com.afftok.shared.money.Currency;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/// Writes a statement as CSV, or for print. Both contain the first lines and the sum of the rest.
final class WriteStatement {

    static final int CSV_LINES = 10_000;
    static final int PDF_LINES = 500;

    private WriteStatement() {}

    static String csv(StatementRow statement, List<LineRow> lines) {
        Currency currency = Currency.of(statement.currency());
        CsvText csv =
                new CsvText()
                        .row(
                                "kind",
                                "offer_id",
                                "offer_title",
                                "recruit_code",
                                "payout_id",
                                "postings",
                                "amount",
                                "currency")
                        .row(total("opening", statement.opening(), currency));
        for (LineRow line : lines) {
            csv.row(
                    line.kind(),
                    line.offerId(),
                    line.offerTitle(),
                    line.recruitCode(),
                    line.payoutId(),
                    line.postings(),
                    StatementView.amount(line.amount(), currency),
                    currency);
        }
        BigDecimal rest = rest(statement, lines);
        if (rest.signum() != 0) {
            csv.row(total("rest", rest, currency));
        }
        return csv.row(total("closing", statement.closing(), currency)).toString();
    }

    private static Object[] total(String kind, BigDecimal amount, Currency currency) {
        return new Object[] {
            kind, "", "", "", "", "", StatementView.amount(amount, currency), currency
        };
    }

    private static BigDecimal rest(StatementRow statement, List<LineRow> lines) {
        BigDecimal rest = statement.closing().subtract(statement.opening());
        for (LineRow line : lines) {
            rest = rest.subtract(line.amount());
        }
        return rest;
    }

    static Paper paper(
            StatementRow statement, List<Sum> sums, List<LineRow> lines, boolean arabic) {
        Currency currency = Currency.of(statement.currency());
        List<Fact> facts =
                List.of(
                        new Fact(
                                Word.PROMOTER.in(arabic),
                                Objects.requireNonNullElse(statement.promoterName(), "")),
                        new Fact(Word.CODE.in(arabic), statement.promoterCode()),
                        new Fact(Word.MONTH.in(arabic), statement.month()),
                        new Fact(Word.CURRENCY.in(arabic), statement.currency()),
                        new Fact(
                                Word.ISSUED.in(arabic),
                                statement
                                        .issuedAt()
                                        .atOffset(ZoneOffset.UTC)
                                        .toLocalDate()
                                        .toString()),
                        new Fact(Word.PENDING.in(arabic), amount(statement.pending(), currency)));
        return new Paper(
                arabic,
                Word.STATEMENT.in(arabic),
                facts,
                List.of(
                        summary(statement, sums, currency, arabic),
                        details(statement, lines, currency, arabic)),
                Word.NOTE.in(arabic));
    }

    private static Table summary(
            StatementRow statement, List<Sum> sums, Currency currency, boolean arabic) {
        List<Row> rows = new ArrayList<>();
        rows.add(row(true, Word.OPENING, "", statement.opening(), currency, arabic));
        for (Sum sum : sums) {
            rows.add(
                    row(
                            false,
                            Word.of(sum.kind()),
                            Long.toString(sum.postings()),
                            sum.amount(),
                            currency,
                            arabic));
        }
        rows.add(row(true, Word.CLOSING, "", statement.closing(), currency, arabic));
        return new Table(
                List.of(
                        new Column(Word.SUMMARY.in(arabic), 6, false),
                        new Column(Word.NUMBER.in(arabic), 2, true),
                        new Column(Word.AMOUNT.in(arabic), 3, true)),
                rows);
    }

    private static Row row(
            boolean strong,
            Word word,
            String count,
            BigDecimal amount,
            Currency currency,
            boolean arabic) {
        return new Row(strong, List.of(word.in(arabic), count, amount(amount, currency)));
    }

    private static Table details(
            StatementRow statement, List<LineRow> lines, Currency currency, boolean arabic) {
        List<Row> rows = new ArrayList<>();
        for (LineRow line : lines) {
            rows.add(
                    new Row(
                            false,
                            List.of(
                                    Word.of(line.kind()).in(arabic),
                                    subject(line),
                                    Long.toString(line.postings()),
                                    amount(line.amount(), currency))));
        }
        BigDecimal rest = rest(statement, lines);
        if (rest.signum() != 0) {
            rows.add(new Row(false, List.of(Word.REST.in(arabic), "", "", amount(rest, currency))));
        }
        return new Table(
                List.of(
                        new Column(Word.DETAILS.in(arabic), 3, false),
                        new Column(Word.SUBJECT.in(arabic), 5, false),
                        new Column(Word.NUMBER.in(arabic), 1, true),
                        new Column(Word.AMOUNT.in(arabic), 2, true)),
                rows);
    }

    /// The offer, recruit or payout.
    private static String subject(LineRow line) {
        return Stream.of(line.offerTitle(), line.recruitCode(), line.payoutId())
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .findFirst()
                .orElse("");
    }

    private static String amount(BigDecimal amount, Currency currency) {
        return StatementView.amount(amount, currency).toPlainString();
    }

    /// The texts of a printed statement.
    private enum Word {
        STATEMENT("Statement of earnings", "كشف الأرباح"),
        PROMOTER("Promoter", "المسوّق"),
        CODE("Code", "الرمز"),
        MONTH("Month (UTC)", "الشهر (UTC)"),
        CURRENCY("Currency", "العملة"),
        ISSUED("Issued", "تاريخ الإصدار"),
        PENDING("Pending at the end", "المعلّق في نهاية الشهر"),
        SUMMARY("Balance", "الرصيد"),
        DETAILS("Details", "التفاصيل"),
        SUBJECT("Offer, recruit or payout", "العرض أو المُحال أو الدفعة"),
        NUMBER("Postings", "القيود"),
        AMOUNT("Amount", "المبلغ"),
        OPENING("Opening balance", "الرصيد الافتتاحي"),
        CLOSING("Closing balance", "الرصيد الختامي"),
        REST("Other lines, see the API", "بنود أخرى، راجع الواجهة البرمجية"),
        NOTE(
                "Changes of the available balance. The figures of an issued statement never change; a correction is"
                        + " part of the next one.",
                "تغيّرات الرصيد المتاح. لا تتغيّر أرقام الكشف بعد إصداره؛ وكل تصحيح يظهر في الكشف التالي."),
        ADJUSTMENT("Adjustments", "تسويات"),
        BONUS("Bonuses", "مكافآت"),
        COMMISSION("Commissions", "عمولات"),
        COMMISSION_REVERSAL("Reversed commissions", "عمولات مستردّة"),
        PAYOUT("Payouts", "دفعات"),
        PAYOUT_FAILURE("Failed payouts", "دفعات لم تتم"),
        PAYOUT_RETURN("Returned payouts", "دفعات مرتجعة"),
        REFERRAL("Shares of recruits' sales", "حصص من مبيعات المُحالين"),
        REFERRAL_REVERSAL("Reversed shares", "حصص مستردّة");

        private final String english;
        private final String arabic;

        Word(String english, String arabic) {
            this.english = english;
            this.arabic = arabic;
        }

        /// That of a kind of line.
        static Word of(String kind) {
            return valueOf(kind.toUpperCase(Locale.ROOT));
        }

        String in(boolean inArabic) {
            return inArabic ? arabic : english;
        }
    }
}
