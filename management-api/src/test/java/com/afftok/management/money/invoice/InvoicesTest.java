package com.afftok.management.money.invoice;

import static com.afftok.management.money.invoice.InvoiceCase.API;
import static com.afftok.management.money.invoice.InvoiceCase.FINANCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SentMails;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.management.money.DatedBooks.Sale;
import com.afftok.management.money.month.ClosedMonths;
import com.afftok.management.platform.statement.Statements;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class InvoicesTest {

    private final InvoiceCase shop = new InvoiceCase();

    @Test
    void bill_what_was_approved_in_their_month() {
        Sale approved = shop.books.sale(shop.day(0, 1), "0");
        Sale pending = shop.books.sale(shop.day(0, 2), "0");
        Sale rejected = shop.books.sale(shop.day(0, 2), "0");
        shop.books.approve(shop.day(0, 3), approved);
        shop.books.reject(shop.day(0, 4), rejected);
        shop.books.adjust(shop.day(0, 5), "1.5");
        shop.books.pay(shop.day(0, 6), "2");
        shop.books.approve(shop.day(1, 1), pending);
        shop.books.refund(shop.day(1, 2), approved, "0", "40");

        shop.close(1);

        assertThat(shop.details(0))
                .contains(
                        "\"type\":\"invoice\",\"month\":\"" + shop.month,
                        "\"net\":7.00,\"tax_percent\":15.0000,\"tax\":1.05,\"total\":8.05,"
                                + "\"settled\":2.00,\"due\":6.05,\"status\":\"open\"",
                        "\"account\":{\"opening\":0.00,\"paid\":2.00,\"closing\":-10.50,\"pending\":5.50}",
                        "\"issuer\":{\"legal_name\":\"AffTok Network\"",
                        "\"recipient\":{\"legal_name\":\"Gulf Shop\"");
        assertThat(shop.advertiser.get(shop.path(0) + "/lines").body())
                .contains(
                        "{\"line\":1,\"kind\":\"sales\",\"offer_id\":"
                                + shop.trade.offer().offer()
                                + ",\"offer_title\":\"Shop\",\"corrects\":null,\"changes\":1,\"amount\":5.50}",
                        "{\"line\":2,\"kind\":\"adjustments\",\"offer_id\":null,\"offer_title\":null,"
                                + "\"corrects\":null,\"changes\":1,\"amount\":1.50}");
        assertThat(shop.details(1)).contains("\"net\":3.30,", "\"tax\":0.50,", "\"pending\":0.00");
        assertThat(shop.advertiser.get(shop.path(1) + "/changes").body())
                .contains(
                        "\"kind\":\"sales\"",
                        "\"conversion_id\":" + pending.conversion().value(),
                        "\"amount\":5.50",
                        "\"kind\":\"reversals\"",
                        "\"conversion_id\":" + approved.conversion().value(),
                        "\"amount\":-2.20");
    }

    @Test
    void show_the_fee_of_the_platform_as_a_line_of_its_own() {
        Sale sale = shop.books.sale(shop.day(0, 1), "1.1");
        shop.books.approve(shop.day(0, 1), sale);
        shop.books.refund(shop.day(0, 2), sale, "0", "50");

        shop.close(0);

        String path = shop.path(0);
        assertThat(shop.advertiser.get(path + "/lines").body())
                .contains(
                        "\"kind\":\"sales\",\"offer_id\":" + shop.trade.offer().offer(),
                        "\"changes\":1,\"amount\":5.50}",
                        "\"kind\":\"reversals\"",
                        "\"changes\":1,\"amount\":-2.75}",
                        "\"kind\":\"fee\"",
                        "\"changes\":2,\"amount\":0.55}");
        HttpResponse<String> first = shop.advertiser.get(path + "/changes?line=3&limit=1");
        assertThat(first.body()).contains("\"kind\":\"fee\"", "\"amount\":1.10");
        assertThat(
                        shop.advertiser
                                .get(
                                        path
                                                + "/changes?line=3&cursor="
                                                + RunningApi.member(first, "next_cursor"))
                                .body())
                .contains("\"amount\":-0.55", "\"next_cursor\":null")
                .doesNotContain("sales");
        HttpResponse<String> none = shop.advertiser.get(path + "/changes?line=4");
        assertThat(none.statusCode()).as(none.body()).isEqualTo(404);
        assertThat(none.body()).contains("ROUTE_001");
        String list = "/api/advertiser/invoices?advertiser_id=";
        HttpResponse<String> theirs = shop.advertiser.get(list + 1);
        assertThat(theirs.statusCode()).isEqualTo(400);
        assertThat(theirs.body()).contains("\"field\":\"advertiser_id\",\"code\":\"not_yours\"");
        assertThat(shop.advertiser.get(list + shop.advertiser.account()).body())
                .contains("\"id\":" + shop.id(0));
    }

    @Test
    void show_bonuses_apart_from_adjustments() {
        shop.books.adjust(shop.day(0, 1), "1.5");
        shop.books.award(shop.day(0, 2), "2");
        shop.books.award(shop.day(0, 3), "3");

        shop.close(0);

        String path = shop.path(0);
        assertThat(shop.advertiser.get(path + "/lines").body())
                .contains(
                        "{\"line\":1,\"kind\":\"adjustments\",\"offer_id\":null,",
                        "\"changes\":1,\"amount\":1.50}",
                        "{\"line\":2,\"kind\":\"bonuses\",\"offer_id\":null,",
                        "\"changes\":2,\"amount\":5.00}");
        assertThat(shop.advertiser.get(path + "/changes?line=2").body())
                .contains("\"kind\":\"bonuses\"", "\"amount\":2.00", "\"amount\":3.00")
                .doesNotContain("adjustments");
        HttpResponse<String> first = shop.advertiser.get(path + "/changes?limit=1");
        assertThat(first.body()).contains("\"kind\":\"adjustments\"");
        HttpResponse<String> second =
                shop.advertiser.get(
                        path
                                + "/changes?limit=1&cursor="
                                + RunningApi.member(first, "next_cursor"));
        assertThat(second.body()).contains("\"kind\":\"bonuses\"", "\"amount\":2.00");
        assertThat(
                        shop.advertiser
                                .get(
                                        path
                                                + "/changes?cursor="
                                                + RunningApi.member(second, "next_cursor"))
                                .body())
                .contains("\"amount\":3.00", "\"next_cursor\":null")
                .doesNotContain("adjustments");
        assertThat(shop.advertiser.get(path + "/invoice.csv").body())
                .contains(",bonuses,,,2,5.00,USD");
        assertThat(API.bytes(shop.advertiser.request(path + "/invoice.pdf")).statusCode())
                .isEqualTo(200);
    }

    /// Also what is committed after its month was closed is in exactly one invoice.
    @Test
    void and_what_is_not_billed_yet_are_what_the_ledger_says() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Sale> waiting = new ArrayList<>();
        List<Sale> sold = new ArrayList<>();
        for (int month = 0; month < 3; month++) {
            for (int event = 0; event < 15; event++) {
                happen(random, shop.day(month, 2 + event), waiting, sold);
            }
            shop.close(month);
            happen(random, shop.day(month + 1, 1).minusSeconds(5), waiting, sold);
        }

        long invoiced =
                shop.cents(
                        "select sum(total) from invoices where advertiser_id = "
                                + shop.advertiser.account());
        long paid =
                shop.cents(
                        """
                        select sum(p.amount) from ledger_postings p
                          join ledger_entries e on e.advertiser_id = p.advertiser_id and e.id = p.entry_id
                         where e.kind = 'advertiser_payment' and p.account = 'advertiser' and p.owner_id = %d
                        """
                                .formatted(shop.advertiser.account()));
        happen(random, shop.day(3, 2), waiting, sold);
        waiting.forEach(sale -> shop.books.reject(shop.day(3, 3), sale));
        shop.close(3);
        long later =
                shop.cents(
                                "select sum(total) from invoices where advertiser_id = "
                                        + shop.advertiser.account())
                        - invoiced;
        assertThat(shop.balance() + invoiced + later - paid - paidSince(paid))
                .as("seed " + seed)
                .isZero();
        assertThat(
                        shop.cents(
                                "select closing from advertiser_months where month = '%s' and advertiser_id = %d"
                                        .formatted(
                                                shop.month.plusMonths(3).atDay(1),
                                                shop.advertiser.account())))
                .as("seed " + seed)
                .isEqualTo(shop.balance() + taxOfLastInvoices());
    }

    private long paidSince(long before) {
        return shop.cents(
                        """
                        select sum(p.amount) from ledger_postings p
                          join ledger_entries e on e.advertiser_id = p.advertiser_id and e.id = p.entry_id
                         where e.kind = 'advertiser_payment' and p.account = 'advertiser' and p.owner_id = %d
                        """
                                .formatted(shop.advertiser.account()))
                - before;
    }

    /// Taxes are booked now, and the months are to come: they are in the first month that is closed
    /// after them.
    private long taxOfLastInvoices() {
        return shop.cents(
                """
                select -sum(p.amount) from ledger_postings p
                  join ledger_entries e on e.advertiser_id = p.advertiser_id and e.id = p.entry_id
                 where e.kind = 'invoice_tax' and p.account = 'advertiser' and p.owner_id = %d
                   and not exists (select from statement_entries s where s.advertiser_id = e.advertiser_id and s.id = e.id)
                """
                        .formatted(shop.advertiser.account()));
    }

    private void happen(Random random, Instant at, List<Sale> waiting, List<Sale> sold) {
        switch (random.nextInt(7)) {
            case 0 -> shop.books.pay(at, "3.33");
            case 1 -> shop.books.adjust(at, "0.77");
            case 2 -> {
                if (!waiting.isEmpty()) {
                    Sale sale = waiting.remove(random.nextInt(waiting.size()));
                    shop.books.approve(at, sale);
                    sold.add(sale);
                }
            }
            case 3 -> {
                if (!waiting.isEmpty()) {
                    shop.books.reject(at, waiting.removeLast());
                }
            }
            case 4 -> {
                if (!sold.isEmpty()) {
                    Sale sale = sold.removeFirst();
                    shop.books.refund(at, sale, "0", "33.33");
                    shop.books.refund(at, sale, "33.33", "100");
                }
            }
            default -> waiting.add(shop.books.sale(at, random.nextBoolean() ? "0" : "1.13"));
        }
    }

    @Test
    void of_months_that_return_more_than_they_charge_are_credit_notes() {
        Sale sale = shop.books.sale(shop.day(0, 1), "0");
        shop.books.approve(shop.day(0, 1), sale);
        shop.books.refund(shop.day(1, 1), sale, "0", "100");

        shop.close(1);

        assertThat(shop.details(1))
                .contains(
                        "\"type\":\"credit_note\"",
                        "\"net\":-5.50,\"tax_percent\":15.0000,\"tax\":-0.82,\"total\":-6.32,"
                                + "\"settled\":0.00,\"due\":0.00,\"status\":\"paid\"");
        assertThat(shop.details(0)).contains("\"due\":0.00,\"status\":\"paid\"");
        assertThat(shop.balance()).isZero();
    }

    @Test
    void are_paid_the_oldest_first_and_overdue_after_their_day() {
        for (int month = 0; month < 2; month++) {
            Sale sale = shop.books.sale(shop.day(month, 1), "0");
            shop.books.approve(shop.day(month, 1), sale);
        }
        shop.close(1);
        shop.books.pay(shop.day(2, 1), "7");

        assertThat(shop.details(0)).contains("\"settled\":6.32,\"due\":0.00,\"status\":\"paid\"");
        assertThat(shop.details(1)).contains("\"settled\":0.68,\"due\":5.64,\"status\":\"open\"");
        String ofShop = "/api/admin/invoices?advertiser_id=" + shop.advertiser.account();
        assertThat(FINANCE.get(ofShop + "&status=open").body())
                .contains("\"id\":" + shop.id(1) + ',')
                .doesNotContain("\"id\":" + shop.id(0) + ',');
        InvoiceRow row =
                API.part(InvoiceRepository.class)
                        .find(Long.parseLong(shop.id(1)), null)
                        .orElseThrow();
        assertThat(at(row, 13)).isEqualTo("open");
        assertThat(at(row, 15)).isEqualTo("overdue");
    }

    /// The status so many days after the issue.
    private static String at(InvoiceRow row, int days) {
        Instant later = row.issuedAt().plusSeconds(days * 86_400L);
        return new InvoiceRepository(API.part(Statements.class), () -> later)
                .find(row.id(), null)
                .orElseThrow()
                .status();
    }

    @Test
    void are_seen_by_their_advertiser_and_by_finance_alone() {
        Sale sale = shop.books.sale(shop.day(0, 1), "0");
        shop.books.approve(shop.day(0, 1), sale);
        shop.close(0);
        SignedIn viewer =
                SignedIn.member(API, Role.ADVERTISER, shop.advertiser.account(), MemberRole.VIEWER);
        String path = shop.path(0);

        for (String part : List.of("", "/lines", "/changes", "/invoice.csv", "/invoice.pdf")) {
            assertThat(viewer.get(path + part).statusCode()).isEqualTo(200);
            assertThat(FINANCE.get(path + part).statusCode()).isEqualTo(200);
            assertThat(API.signedIn(Role.ADVERTISER).get(path + part).statusCode()).isEqualTo(404);
            assertThat(shop.trade.promoter().get(path + part).statusCode()).isEqualTo(403);
            assertThat(API.signedIn(Role.TECH_ADMIN).get(path + part).statusCode()).isEqualTo(403);
        }
        assertThat(viewer.get("/api/admin/invoices").statusCode()).isEqualTo(403);
        assertThat(API.signedIn(Role.ADVERTISER).get("/api/advertiser/invoices").body())
                .contains("\"invoices\":[]");
        assertThat(FINANCE.get("/api/admin/invoices?status=gone").body())
                .contains("\"field\":\"status\",\"code\":\"not_one_of\"");
    }

    @Test
    void are_announced_to_owners_and_finance() {
        SignedIn finance =
                SignedIn.member(
                        API, Role.ADVERTISER, shop.advertiser.account(), MemberRole.FINANCE);
        SignedIn viewer =
                SignedIn.member(API, Role.ADVERTISER, shop.advertiser.account(), MemberRole.VIEWER);
        Sale sale = shop.books.sale(shop.day(0, 1), "0");
        shop.books.approve(shop.day(0, 1), sale);

        shop.close(0);

        String number = RunningApi.member(shop.advertiser.get(shop.path(0)), "number");
        assertThat(SentMails.to(shop.advertiser.email(), 1).getLast().text())
                .contains(number, "6.32 USD", "Gulf Shop");
        assertThat(SentMails.to(finance.email(), 1).getLast().text()).contains(number);
        assertThat(SentMails.to(viewer.email())).isEmpty();
    }

    @Test
    void of_a_month_have_the_tax_in_force_on_its_last_day() {
        for (String from :
                List.of(
                        shop.month.atEndOfMonth().toString(),
                        shop.month.plusMonths(1).atDay(1).toString())) {
            FINANCE.post(
                    "/api/admin/invoice-terms",
                    "{\"account_id\":%d,\"effective_from\":\"%s\",\"tax_percent\":%s,\"due_days\":0}"
                            .formatted(
                                    shop.advertiser.account(),
                                    from,
                                    from.endsWith("01") ? "50" : "5"));
        }
        Sale sale = shop.books.sale(shop.day(0, 1), "0");
        shop.books.approve(shop.day(0, 1), sale);

        shop.close(0);

        assertThat(shop.details(0)).contains("\"tax_percent\":5.0000,\"tax\":0.28,");
        assertThat(
                        FINANCE.post(
                                        "/api/admin/invoice-terms",
                                        "{\"account_id\":%d,\"effective_from\":\"%s\",\"tax_percent\":1,\"due_days\":0}"
                                                .formatted(
                                                        shop.advertiser.account(),
                                                        shop.month.atEndOfMonth()))
                                .body())
                .contains("VALID_001", "\"field\":\"effective_from\",\"code\":\"invoiced\"");
    }

    @Test
    void leave_no_change_of_a_closed_month_out() {
        Sale sale = shop.books.sale(shop.day(0, 1), "0");
        ClosedMonths.until(API, shop.month);
        shop.books.approve(shop.day(1, 1).minusSeconds(1), sale);

        shop.close(1);

        assertThat(shop.advertiser.get("/api/advertiser/invoices?month=" + shop.month).body())
                .contains("\"invoices\":[]");
        assertThat(shop.details(1)).contains("\"net\":5.50,");
    }
}
