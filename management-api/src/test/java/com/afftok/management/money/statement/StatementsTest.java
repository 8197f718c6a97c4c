package com.afftok.management.money.statement;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.management.money.month.ClosedMonths;
import com.afftok.management.trust.review.FraudCase;
import com.afftok.shared.id.ClickId;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Statements of months to come, which nothing but these tests issues. Each test has three months
/// of its own.
final class StatementsTest {

    private static final RunningApi API = RunningApi.own();
    private static final AtomicInteger SEQUENCE = new AtomicInteger();
    private static final AtomicInteger MONTHS = new AtomicInteger();

    private final YearMonth month = YearMonth.now(ZoneOffset.UTC).plusMonths(MONTHS.addAndGet(3));
    private final FraudCase offer = FraudCase.in(API);
    private final ClickId click = offer.click("valid", 0);
    private final SignedIn promoter =
            SignedIn.member(API, Role.PROMOTER, offer.promoter(), MemberRole.VIEWER);
    private final SignedIn recruiter =
            SignedIn.member(API, Role.PROMOTER, offer.recruiter(), MemberRole.VIEWER);

    @AfterAll
    static void stop() {
        API.close();
    }

    @Test
    void lead_from_the_opening_to_the_closing_balance() {
        long first = sale("commission", month, 1, 5, 0);
        sale("approval", month, 2, -5, 5);
        sale("approval", month, 2, -5, 5);
        sale("reversal", month, 3, 0, -2);
        adjust(month, 4, 1.5);
        pay(month, 5, 3);
        adjust(month.plusMonths(1), 1, -0.25);

        issue(month.plusMonths(1));

        String one = only(promoter, month);
        assertThat(one)
                .contains(
                        "\"promoter_id\":" + offer.promoter(),
                        "\"currency\":\"USD\",\"opening\":0.00,\"closing\":6.50,\"pending\":-5.00")
                .contains(
                        "\"sums\":[{\"kind\":\"adjustment\",\"postings\":1,\"amount\":1.50},"
                                + "{\"kind\":\"commission\",\"postings\":2,\"amount\":10.00},"
                                + "{\"kind\":\"commission_reversal\",\"postings\":1,\"amount\":-2.00},"
                                + "{\"kind\":\"payout\",\"postings\":1,\"amount\":-3.00}]");
        assertThat(only(promoter, month.plusMonths(1)))
                .contains("\"opening\":6.50,\"closing\":6.25,\"pending\":-5.00");
        assertThat(only(recruiter, month))
                .contains(
                        "\"closing\":0.80",
                        "{\"kind\":\"referral\",\"postings\":2,\"amount\":1.00},"
                                + "{\"kind\":\"referral_reversal\",\"postings\":1,\"amount\":-0.20}");
        assertThat(first).isPositive();
    }

    @Test
    void have_lines_by_offer_recruit_and_payout_and_every_posting() {
        long sale = sale("approval", month, 2, -5, 5);
        adjust(month, 3, 1);

        issue(month);

        String id = id(promoter, month);
        assertThat(promoter.get("/api/statements/" + id + "/lines").body())
                .contains(
                        "\"kind\":\"adjustment\",\"offer_id\":null",
                        "\"kind\":\"commission\",\"offer_id\":"
                                + offer.offer()
                                + ",\"offer_title\":\"Shop\",\"recruit_code\":null");
        HttpResponse<String> changes = promoter.get("/api/statements/" + id + "/changes?limit=1");
        assertThat(changes.body())
                .contains("\"kind\":\"commission\"", "\"conversion_id\":" + sale)
                .doesNotContain("adjustment");
        String next = RunningApi.member(changes, "next_cursor");
        assertThat(promoter.get("/api/statements/" + id + "/changes?cursor=" + next).body())
                .contains("\"kind\":\"adjustment\"", "\"next_cursor\":null")
                .doesNotContain("commission");
        assertThat(promoter.get("/api/statements/" + id + "/changes?kind=adjustment").body())
                .contains("\"kind\":\"adjustment\"")
                .doesNotContain("commission");
        String ofRecruiter = "/api/statements/" + id(recruiter, month);
        assertThat(recruiter.get(ofRecruiter + "/lines").body())
                .contains("\"offer_id\":null,\"offer_title\":null,\"recruit_code\":\"" + code());
        assertThat(recruiter.get(ofRecruiter + "/changes").body())
                .contains("\"kind\":\"referral\",\"offer_id\":null,\"conversion_id\":null");
    }

    @Test
    void of_the_next_month_have_what_was_committed_after_the_issue() {
        adjust(month, 1, 1);
        issue(month);
        Instant end = month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        adjust(end.minusSeconds(1), 2);

        issue(month.plusMonths(1));

        assertThat(only(promoter, month)).contains("\"closing\":1.00");
        assertThat(only(promoter, month.plusMonths(1)))
                .contains("\"opening\":1.00,\"closing\":3.00");
    }

    @Test
    void are_issued_once_also_by_several_instances_and_not_before_the_hour_after_the_end()
            throws Exception {
        adjust(month, 1, 1);
        Instant due =
                month.plusMonths(1)
                        .atDay(1)
                        .atStartOfDay()
                        .toInstant(ZoneOffset.UTC)
                        .plus(ClosedMonths.AFTER_THE_END);
        issue(month.minusMonths(1));
        assertThat(ClosedMonths.next(API, due.minusMillis(1))).isFalse();

        try (ExecutorService instances = Executors.newFixedThreadPool(4)) {
            List<Callable<Boolean>> all =
                    Stream.generate(() -> (Callable<Boolean>) () -> ClosedMonths.next(API, due))
                            .limit(4)
                            .toList();
            List<Future<Boolean>> issued = instances.invokeAll(all);
            assertThat(issued.stream().filter(StatementsTest::get)).hasSize(1);
        }

        assertThat(only(promoter, month)).contains("\"closing\":1.00");
    }

    @Test
    void are_seen_by_their_promoter_and_by_finance_alone() {
        adjust(month, 1, 1);
        issue(month);
        String path = "/api/statements/" + id(promoter, month);

        for (String part : List.of("", "/lines", "/changes", "/statement.csv", "/statement.pdf")) {
            assertThat(promoter.get(path + part).statusCode()).isEqualTo(200);
            assertThat(recruiter.get(path + part).statusCode()).isEqualTo(404);
            assertThat(API.signedIn(Role.ADVERTISER).get(path + part).statusCode()).isEqualTo(404);
            assertThat(API.signedIn(Role.TECH_ADMIN).get(path + part).statusCode()).isEqualTo(403);
        }
        assertThat(
                        API.signedIn(Role.FINANCE_ADMIN)
                                .get("/api/statements?promoter_id=" + offer.promoter())
                                .body())
                .contains("\"month\":\"" + month);
        assertThat(recruiter.get("/api/statements?month=" + month).body())
                .contains("\"statements\":[]");
        assertThat(promoter.get("/api/statements?month=2026-13").body())
                .contains("\"field\":\"month\",\"code\":\"not_a_month\"");
    }

    @Test
    void are_written_as_csv_without_formulas() {
        API.sql("update offers set title = '=HYPERLINK(\"x\"),1' where id = " + offer.offer());
        sale("approval", month, 2, -5, 5);
        adjust(month, 3, -1);

        issue(month);

        HttpResponse<String> csv =
                promoter.get("/api/statements/" + id(promoter, month) + "/statement.csv");
        assertThat(csv.headers().firstValue("Content-Disposition"))
                .contains(
                        "attachment; filename=\"statement-%s-%s-USD.csv\""
                                .formatted(code(), month));
        assertThat(csv.body())
                .isEqualTo(
                        """
                        kind,offer_id,offer_title,recruit_code,payout_id,postings,amount,currency\r
                        opening,,,,,,0.00,USD\r
                        adjustment,,,,,1,-1.00,USD\r
                        commission,%d,"'=HYPERLINK(""x""),1",,,1,5.00,USD\r
                        closing,,,,,,4.00,USD\r
                        """
                                .formatted(offer.offer()));
    }

    @Test
    void are_printed_in_english_and_arabic() throws IOException {
        sale("approval", month, 2, -5, 5);

        issue(month);

        String path = "/api/statements/" + id(promoter, month) + "/statement.pdf";
        assertThat(text(promoter, path, "en"))
                .contains("Statement of earnings", "Commissions 1 5.00", "Commissions Shop 1 5.00")
                .contains("Closing balance 5.00", month.toString());
        assertThat(text(promoter, path, "ar"))
                .contains(
                        "كشف الأرباح",
                        "5.00 1 عمولات",
                        "5.00 1 Shop عمولات",
                        "5.00 الرصيد الختامي");
        HttpResponse<byte[]> pdf =
                API.bytes(promoter.request(path).header("Accept-Language", "ar"));
        assertThat(pdf.headers().firstValue("Content-Language")).contains("ar");
        assertThat(pdf.headers().firstValue("Content-Disposition").orElseThrow())
                .endsWith("-USD-ar.pdf\"");
    }

    @Test
    void are_printed_the_same_whatever_the_promoter_is_called_later() throws IOException {
        API.sql("update accounts set name = 'Ali Media' where id = " + offer.promoter());
        sale("approval", month, 2, -5, 5);
        issue(month);
        String path = "/api/statements/" + id(promoter, month) + "/statement.pdf";
        byte[] before = API.bytes(promoter.request(path)).body();

        API.sql("update accounts set name = 'Another' where id = " + offer.promoter());

        assertThat(API.bytes(promoter.request(path)).body()).isEqualTo(before);
        assertThat(text(promoter, path, "en")).contains("Promoter Ali Media");
    }

    /// A posting of a sale for the promoter and a tenth of it for the recruiter.
    private long sale(String kind, YearMonth in, int day, double pending, double available) {
        long sale = offer.conversion(click, "rejected");
        String lines =
                Stream.of(
                                line("promoter_pending", offer.promoter(), pending),
                                line("promoter_pending", offer.recruiter(), pending / 10),
                                line("promoter_available", offer.promoter(), available),
                                line("promoter_available", offer.recruiter(), available / 10),
                                line("platform", 0, -(pending + available) * 1.1))
                        .filter(line -> !line.contains(", 0.0)"))
                        .reduce((one, other) -> one + ", " + other)
                        .orElseThrow();
        book(
                kind,
                Long.toString(sale),
                "null",
                in.atDay(day).atStartOfDay().toInstant(ZoneOffset.UTC),
                lines);
        return sale;
    }

    private void adjust(YearMonth in, int day, double amount) {
        adjust(in.atDay(day).atStartOfDay().toInstant(ZoneOffset.UTC), amount);
    }

    private void adjust(Instant at, double amount) {
        book(
                "adjustment",
                "null",
                "null",
                at,
                line("promoter_available", offer.promoter(), amount)
                        + ", "
                        + line("platform", 0, -amount));
    }

    private void pay(YearMonth in, int day, double amount) {
        Instant at = in.atDay(day).atStartOfDay().toInstant(ZoneOffset.UTC);
        API.sql(
                """
                with payout as (
                    insert into payouts (promoter_id, amount, currency, method)
                    values (%1$d, %2$s, 'USD', 'paypal') returning id),
                entry as (
                    insert into ledger_entries (advertiser_id, kind, event_key, payout_id, created_at)
                    select %3$d, 'payout_request', 'payout:' || id || ':requested', id, '%4$s' from payout
                    returning advertiser_id, id, payout_id),
                lines as (
                    insert into ledger_postings (advertiser_id, entry_id, line, account, owner_id, currency, amount)
                    select advertiser_id, id, line, account, %1$d, 'USD', amount
                      from entry, (values (1, 'promoter_available', -%2$s), (2, 'promoter_payout', %2$s)) as v (line, account, amount))
                select 1
                """
                        .formatted(offer.promoter(), amount, offer.advertiser(), at));
    }

    private void book(String kind, String conversion, String payout, Instant at, String lines) {
        API.sql(
                """
                with entry as (
                    insert into ledger_entries (advertiser_id, kind, event_key, conversion_id, payout_id, created_at)
                    values (%d, '%s', 'test:%d', %s, %s, '%s') returning advertiser_id, id)
                insert into ledger_postings (advertiser_id, entry_id, line, account, owner_id, currency, amount)
                select advertiser_id, id, row_number() over (), account, owner, 'USD', amount
                  from entry, (values %s) as v (account, owner, amount)
                """
                        .formatted(
                                offer.advertiser(),
                                kind,
                                SEQUENCE.incrementAndGet(),
                                conversion,
                                payout,
                                at,
                                lines));
    }

    private static String line(String account, long owner, double amount) {
        return "('%s', %s, %s)"
                .formatted(
                        account,
                        owner == 0 ? "cast(null as bigint)" : Long.toString(owner),
                        Math.round(amount * 100) / 100.0);
    }

    /// Issues all months up to this one.
    private static void issue(YearMonth last) {
        ClosedMonths.until(API, last);
    }

    private static boolean get(Future<Boolean> future) {
        return future.resultNow();
    }

    private String code() {
        return API.text("select unique_code from accounts where id = " + offer.promoter());
    }

    private static String id(SignedIn reader, YearMonth month) {
        return RunningApi.member(reader.get("/api/statements?month=" + month), "id");
    }

    private static String only(SignedIn reader, YearMonth month) {
        return reader.get("/api/statements/" + id(reader, month)).body();
    }

    private static String text(SignedIn reader, String path, String language) throws IOException {
        byte[] pdf = API.bytes(reader.request(path).header("Accept-Language", language)).body();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return stripper.getText(document);
        }
    }
}
