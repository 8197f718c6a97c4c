package com.afftok.management.money.payout.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.afftok.management.money.payout.debtor.Debtor;
import com.afftok.management.money.payout.file.Payments.Payment;
import com.afftok.management.money.payout.method.Destination;
import com.afftok.shared.id.PayoutId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXException;

/// Files of transfers are valid against the schema that ISO publishes.
final class WritePainTest {

    private static final String IBAN = "DE89370400440532013000";
    private static final Schema SCHEMA = schema();

    private static Schema schema() {
        try {
            return SchemaFactory.newDefaultInstance()
                    .newSchema(WritePainTest.class.getResource("pain.001.001.09.xsd"));
        } catch (SAXException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"JPY, 1200, 1200", "USD, 120.5, 120.50", "KWD, 0.005, 0.005", "KWD, 3, 3.000"})
    void has_as_many_decimals_as_the_currency(String currency, String amount, String written)
            throws Exception {
        String xml = xml(currency, payment(12, currency, amount, "Layla Hassan", IBAN, null));

        check(xml);
        assertThat(xml)
                .contains(
                        "<InstdAmt Ccy=\"%s\">%s</InstdAmt>".formatted(currency, written),
                        "<CtrlSum>%s</CtrlSum>".formatted(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>&\"'",
                "</Nm><Nm>",
                "ليلى حسن",
                "Ğöşüß Æłø",
                "\ud83d\ude00",
                "]]>",
                "李小龙",
                "a very long name that goes on and on and on, far beyond the seventy characters that banks take",
                "Лев Толстой"
            })
    void has_names_that_every_bank_takes(String name) throws Exception {
        String xml = xml("EUR", payment(12, "EUR", "1", name, IBAN, "COBADEFFXXX"));

        check(xml);
        String written = xml.replaceAll("(?s).*<Cdtr><Nm>(.*?)</Nm></Cdtr>.*", "$1");
        assertThat(written).matches("[A-Za-z0-9/?:().,'+ -]{1,70}").isEqualTo(written.strip());
    }

    @Test
    void keeps_the_sound_of_other_scripts() {
        BankText text = new BankText();

        assertThat(text.of("Ğöşüß & Æłø", 70)).isEqualTo("Gosuss + AElo");
        assertThat(text.of("Лев Толстой", 70)).isEqualTo("Lev Tolstoj");
        assertThat(text.of("ليلى حسن", 70)).matches("[a-z']+ [a-z]+");
        assertThat(text.of("\ud83d\ude00", 70)).isEqualTo("NOTPROVIDED");
        assertThat(text.of("abcd ef", 5)).isEqualTo("abcd");
    }

    @Test
    void names_accounts_and_banks_as_their_countries_do() throws Exception {
        String xml =
                xml(
                        "INR",
                        payment(12, "INR", "5000", "Ravi", "50100012345678", "HDFC0000123"),
                        payment(13, "INR", "1", "Asha", IBAN, "COBADEFF"));

        check(xml);
        assertThat(xml)
                .contains(
                        "<Othr><Id>50100012345678</Id></Othr>",
                        "<ClrSysMmbId><MmbId>HDFC0000123</MmbId></ClrSysMmbId>",
                        "<CdtrAcct><Id><IBAN>" + IBAN + "</IBAN></Id></CdtrAcct>",
                        "<BICFI>COBADEFF</BICFI>",
                        "<NbOfTxs>2</NbOfTxs><CtrlSum>5001.00</CtrlSum>");
    }

    @Test
    void is_the_same_each_time_also_with_the_most_payments() throws Exception {
        Payment[] payments =
                IntStream.rangeClosed(1, 10_000)
                        .mapToObj(i -> payment(i, "KWD", "9999999.999", "Layla", IBAN, null))
                        .toArray(Payment[]::new);

        String xml = xml("KWD", payments);

        check(xml);
        assertThat(xml)
                .isEqualTo(xml("KWD", payments))
                .contains(
                        "<MsgId>AFFTOK-BATCH-7</MsgId><CreDtTm>2026-01-31T12:30:00Z</CreDtTm>",
                        "<CtrlSum>99999999990.000</CtrlSum>",
                        "<ReqdExctnDt><Dt>2026-01-31</Dt></ReqdExctnDt>");
    }

    /// The schema is the one that refuses, not this test.
    @Test
    void would_be_refused_with_a_wrong_amount() {
        String xml = xml("EUR", payment(12, "EUR", "1", "Layla", IBAN, null));

        assertThatThrownBy(() -> check(xml.replace(">1.00</InstdAmt>", ">one</InstdAmt>")))
                .isInstanceOf(SAXException.class);
    }

    private static void check(String xml) throws SAXException, IOException {
        var validator = SCHEMA.newValidator();
        validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        validator.validate(new StreamSource(new StringReader(xml)));
    }

    private static Payment payment(
            long id,
            String currency,
            String amount,
            String holder,
            String account,
            @Nullable String bankCode) {
        return new Payment(
                new PayoutId(id),
                Money.of(new BigDecimal(amount), Currency.of(currency)),
                new Destination("bank_transfer", holder, account, null, bankCode));
    }

    private static String xml(String currency, Payment... payments) {
        return WritePain.xml(
                new Payments(
                        7,
                        Instant.parse("2026-01-31T12:30:00.123456Z"),
                        Currency.of(currency),
                        List.of(payments)),
                new Debtor(currency, "AffTok & Söhne <GmbH>", IBAN, "COBADEFFXXX", 1));
    }
}
