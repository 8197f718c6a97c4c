package com.afftok.management.money.invoice;

import static com.afftok.management.money.invoice.InvoiceCase.API;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.money.DatedBooks.Sale;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InvoicePrintTest {

    private final InvoiceCase shop = new InvoiceCase();

    @Test
    void are_written_as_csv_without_formulas() {
        API.sql("update offers set title = '=1+1' where id = " + shop.trade.offer().offer());
        Sale sale = shop.books.sale(shop.day(0, 1), "0");
        shop.books.approve(shop.day(0, 1), sale);
        shop.close(0);

        HttpResponse<String> csv = shop.advertiser.get(shop.path(0) + "/invoice.csv");

        String number = RunningApi.member(shop.advertiser.get(shop.path(0)), "number");
        assertThat(number).matches("AT-20[0-9]{2}-[0-9]{6}");
        assertThat(csv.body())
                .isEqualTo(
                        """
                        number,kind,offer_id,offer_title,changes,amount,currency\r
                        %1$s,sales,%2$d,'=1+1,1,5.50,USD\r
                        %1$s,net,,,,5.50,USD\r
                        %1$s,tax,,,,0.82,USD\r
                        %1$s,total,,,,6.32,USD\r
                        """
                                .formatted(number, shop.trade.offer().offer()));
        assertThat(csv.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"invoice-" + number + ".csv\"");
    }

    @Test
    void are_printed_in_english_and_arabic_with_the_same_bytes_each_time() throws IOException {
        Sale sale = shop.books.sale(shop.day(0, 1), "0");
        shop.books.approve(shop.day(0, 1), sale);
        shop.close(0);
        String path = shop.path(0) + "/invoice.pdf";

        assertThat(text(path, "en"))
                .contains("Invoice AT-", "From AffTok Network", "1 Marina Road", "Dubai", "AE")
                .contains("To Gulf Shop", "12 Tahlia Street, Riyadh", "Tax number 300")
                .contains("Approved sales Shop 1 5.50", "Net 5.50", "Tax, 15 % 0.82", "Total 6.32")
                .contains("Balance after the month, without this tax -5.50");
        assertThat(text(path, "ar"))
                .contains("فاتورة", "AffTok Network من", "5.50 1 Shop مبيعات معتمدة")
                .contains("6.32 الإجمالي", "الرقم الضريبي")
                .contains("1 Marina Road", "12 Tahlia Street, Riyadh");
        HttpResponse<byte[]> arabic = API.bytes(shop.advertiser.request(path));
        assertThat(arabic.headers().firstValue("Content-Language")).contains("ar");
        assertThat(arabic.headers().firstValue("Content-Disposition").orElseThrow())
                .endsWith("-ar.pdf\"");
        assertThat(API.bytes(shop.advertiser.request(path)).body()).isEqualTo(arabic.body());
    }

    @Test
    void are_printed_with_names_and_addresses_of_any_length() throws IOException {
        String name = "N".repeat(200);
        String address = "a".repeat(500);
        shop.profile(name, address);
        Sale sale = shop.books.sale(shop.day(0, 1), "0");
        shop.books.approve(shop.day(0, 1), sale);
        shop.close(0);

        for (String language : List.of("en", "ar")) {
            String text = text(shop.path(0) + "/invoice.pdf", language);

            assertThat(text).doesNotContain("…");
            assertThat(text.replaceAll("\\s+", "")).contains(address);
            assertThat(text.chars().filter(letter -> letter == 'N').count())
                    .isGreaterThanOrEqualTo(200);
        }
    }

    /// A client that names no language of documents, as most browsers of the world do, gets the one
    /// of the document.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fr|ar",
                "*|ar",
                "fr, *;q=0.5|ar",
                "!|ar",
                "fr, en;q=0.5|en",
                "en-GB|en",
                "ar-SA, en|ar"
            })
    void are_printed_in_their_own_language_unless_the_client_names_one_of_both(
            String accepted, String language) {
        Sale sale = shop.books.sale(shop.day(0, 1), "0");
        shop.books.approve(shop.day(0, 1), sale);
        shop.close(0);

        HttpResponse<byte[]> printed =
                API.bytes(
                        shop.advertiser
                                .request(shop.path(0) + "/invoice.pdf")
                                .header("Accept-Language", accepted));

        assertThat(printed.headers().firstValue("Content-Language")).contains(language);
    }

    private String text(String path, String language) throws IOException {
        byte[] pdf =
                API.bytes(shop.advertiser.request(path).header("Accept-Language", language)).body();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return stripper.getText(document);
        }
    }
}
