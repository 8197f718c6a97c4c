package com.afftok.management.money.invoice;

import static com.afftok.management.money.invoice.InvoiceCase.API;
import static com.afftok.management.money.invoice.InvoiceCase.FINANCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.money.DatedBooks.Sale;
import com.afftok.management.money.invoice.issue.Issuing;
import org.junit.jupiter.api.Test;

final class WaitingInvoicesTest {

    private final InvoiceCase shop = new InvoiceCase();

    @Test
    void wait_until_the_advertiser_has_a_billing_profile() {
        API.sql("delete from billing_profiles where advertiser_id = " + shop.advertiser.account());
        Sale sale = shop.books.sale(shop.day(0, 1), "0");
        shop.books.approve(shop.day(0, 1), sale);

        shop.close(0);

        String waiting = "/api/admin/waiting-invoices?advertiser_id=" + shop.advertiser.account();
        assertThat(FINANCE.get(waiting).body())
                .contains(
                        "{\"month\":\"%s\",\"advertiser_id\":%d,\"currency\":\"USD\",\"missing\":[\"billing_profile\"]}"
                                .formatted(shop.month, shop.advertiser.account()));
        API.sql(
                """
                insert into billing_profiles (advertiser_id, legal_name, address, country, language)
                values (%d, 'Late', 'Riyadh', 'SA', 'en')
                """
                        .formatted(shop.advertiser.account()));
        assertThat(Issuing.all(API)).isPositive();
        assertThat(FINANCE.get(waiting).body()).contains("\"waiting\":[]");
        assertThat(shop.details(0)).contains("\"legal_name\":\"Late\"");
    }
}
