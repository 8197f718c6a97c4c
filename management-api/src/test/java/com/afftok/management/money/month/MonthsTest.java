package com.afftok.management.money.month;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Credential;
import com.afftok.management.access.Role;
import com.afftok.management.money.DatedBooks;
import com.afftok.management.money.Trade;
import com.afftok.management.platform.answer.Outcome;
import com.afftok.shared.id.AdminId;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class MonthsTest {

    private static final RunningApi API = RunningApi.own();

    private final SignedIn finance = API.signedIn(Role.FINANCE_ADMIN);
    private final YearMonth month = YearMonth.now(ZoneOffset.UTC);

    @AfterAll
    static void stop() {
        API.close();
    }

    @Test
    void are_closed_early_by_finance_in_their_order_once_they_are_over() {
        Trade trade = Trade.in(API);
        DatedBooks books = new DatedBooks(trade);
        books.approve(start(month, 2), books.sale(start(month, 1), "0"));
        Caller.Admin caller =
                new Caller.Admin(
                        new AdminId(finance.id()),
                        Role.FINANCE_ADMIN,
                        new Credential.Session(UUID.randomUUID()));

        assertThat(close(month).body()).contains("STATE_002", "\"code\":\"not_over\"");
        assertThat(
                        ClosedMonths.at(API, start(month.plusMonths(3), 1))
                                .close(caller, month.plusMonths(1)))
                .asString()
                .contains("earlier_open");
        assertThat(ClosedMonths.at(API, start(month.plusMonths(1), 1)).close(caller, month))
                .isInstanceOf(Outcome.Saved.class);

        assertThat(finance.get("/api/admin/months").body())
                .contains(
                        "\"month\":\"" + month + "\",\"status\":\"closed\"",
                        "\"closed_by\":"
                                + finance.id()
                                + ",\"statements\":2,\"invoices\":0,\"waiting\":1");
        assertThat(close(month).body()).contains("not_over");
        assertThat(ClosedMonths.at(API, start(month.plusMonths(1), 1)).close(caller, month))
                .asString()
                .contains("closed_already");
        assertThat(API.sql("select count(*) from audit_log where action = 'month.close'"))
                .isEqualTo(1);
        assertThat(finance.get("/api/admin/waiting-invoices").body())
                .contains("\"missing\":[\"billing_issuer\",\"billing_profile\"]");
        assertThat(finance.post("/api/admin/invoices/1/credit", "{\"reason\":\"x\"}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void of_another_form_are_refused() {
        assertThat(finance.post("/api/admin/months/2026-13/close", "").body())
                .contains("\"field\":\"month\",\"code\":\"not_a_month\"");
        assertThat(finance.get("/api/admin/months?cursor=x").body()).contains("not_a_cursor");
        assertThat(API.signedIn(Role.TECH_ADMIN).get("/api/admin/months").statusCode())
                .isEqualTo(403);
    }

    private HttpResponse<String> close(YearMonth which) {
        return finance.post("/api/admin/months/" + which + "/close", "");
    }

    private static Instant start(YearMonth of, int day) {
        return of.atDay(day).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
