package com.afftok.management.money.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.money.DatedBooks;
import com.afftok.management.money.Trade;
import com.afftok.management.money.invoice.issue.Issuing;
import com.afftok.management.money.month.ClosedMonths;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;

/// An advertiser that gets invoices with 15 % of tax, in months to come that nothing but tests
/// closes. Each case has four months of its own.
final class InvoiceCase {

    static final RunningApi API = RunningApi.own();
    static final SignedIn FINANCE = API.signedIn(Role.FINANCE_ADMIN);

    private static final AtomicInteger MONTHS = new AtomicInteger();

    static {
        assertThat(
                        FINANCE.put(
                                        "/api/admin/billing-issuer",
                                        """
                                        {"legal_name":"AffTok Network","address":"1 Marina Road\\nDubai","country":"AE",
                                         "tax_id":"100","prefix":"AT","version":0}
                                        """)
                                .statusCode())
                .isEqualTo(200);
    }

    final YearMonth month = YearMonth.now(ZoneOffset.UTC).plusMonths(MONTHS.addAndGet(4));
    final Trade trade = Trade.in(API);
    final DatedBooks books = new DatedBooks(trade);
    final SignedIn advertiser = trade.advertiser();

    InvoiceCase() {
        assertThat(
                        advertiser
                                .put(
                                        "/api/advertiser/billing-profile",
                                        """
                                        {"legal_name":"Gulf Shop","address":"12 Tahlia Street, Riyadh","country":"SA",
                                         "tax_id":"300","language":"ar","version":0}
                                        """)
                                .statusCode())
                .isEqualTo(200);
        assertThat(
                        FINANCE.post(
                                        "/api/admin/invoice-terms",
                                        """
                                        {"account_id":%d,"effective_from":"%s","tax_percent":15,"due_days":14}
                                        """
                                                .formatted(advertiser.account(), month.atDay(1)))
                                .statusCode())
                .isEqualTo(201);
    }

    /// Replaces name and address, which the next documents contain.
    void profile(String name, String address) {
        assertThat(
                        advertiser
                                .put(
                                        "/api/advertiser/billing-profile",
                                        """
                                        {"legal_name":"%s","address":"%s","country":"SA","tax_id":"300",
                                         "language":"ar","version":1}
                                        """
                                                .formatted(name, address))
                                .statusCode())
                .isEqualTo(200);
    }

    /// Midnight of a day of the month, or of one after it.
    Instant day(int months, int day) {
        return month.plusMonths(months).atDay(day).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /// Closes the months up to this one, and issues their invoices.
    void close(int months) {
        ClosedMonths.until(API, month.plusMonths(months));
        Issuing.all(API);
    }

    /// The id of the document of a month.
    String id(int months) {
        return RunningApi.member(
                advertiser.get("/api/advertiser/invoices?month=" + month.plusMonths(months)), "id");
    }

    String path(int months) {
        return "/api/advertiser/invoices/" + id(months);
    }

    String details(int months) {
        return advertiser.get(path(months)).body();
    }

    /// A sum in cents.
    long cents(String sum) {
        return API.sql("select coalesce((" + sum + ") * 100, 0)::bigint");
    }

    /// The balance of the advertiser, in cents.
    long balance() {
        return cents(
                "select sum(advertiser) from account_balances where owner_id = "
                        + advertiser.account());
    }
}
