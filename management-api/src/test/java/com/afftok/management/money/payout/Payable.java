package com.afftok.management.money.payout;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.money.Trade;
import java.net.http.HttpResponse;

/// A promoter with approved payouts.
public record Payable(RunningApi api, Trade trade, SignedIn finance, SignedIn boss) {

    public static final String BANK =
            """
            {"method":"bank_transfer","account_holder":"%s","account":"DE89370400440532013000","bank_code":"COBADEFFXXX"}
            """;
    public static final String WALLET =
            """
            {"method":"wallet","account_holder":"%s","account":"+966501234567"}
            """;

    public static Payable in(RunningApi api) {
        return new Payable(
                api,
                Trade.in(api),
                api.signedIn(Role.FINANCE_ADMIN),
                api.signedIn(Role.SUPER_ADMIN));
    }

    /// A payout method that payouts use.
    public long method(String form, String holder) {
        HttpResponse<String> added =
                trade.promoter().post("/api/payout-methods", form.formatted(holder));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        long id = Long.parseLong(member(added, "id"));
        api.sql("update payout_methods set usable_from = now() where id = " + id);
        return id;
    }

    public long approved(String amount, String currency, long method) {
        trade.adjust(amount, currency);
        HttpResponse<String> requested =
                trade.promoter()
                        .post(
                                "/api/payouts",
                                "{\"amount\":%s,\"currency\":\"%s\",\"method_id\":%d}"
                                        .formatted(amount, currency, method));
        assertThat(requested.statusCode()).as(requested.body()).isEqualTo(201);
        long id = Long.parseLong(member(requested, "id"));
        HttpResponse<String> approved =
                finance.post("/api/admin/payouts/%d/approve".formatted(id), "");
        assertThat(approved.statusCode()).as(approved.body()).isEqualTo(200);
        return id;
    }

    /// A batch of all approved payouts of the currency and method.
    public String batch(String currency, String method) {
        HttpResponse<String> made = make(currency, method);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return member(made, "id");
    }

    public HttpResponse<String> make(String currency, String method) {
        return finance.post(
                "/api/admin/payout-batches",
                "{\"currency\":\"%s\",\"method\":\"%s\"}".formatted(currency, method));
    }

    public HttpResponse<String> answer(String batch, String csv) {
        return finance.post(
                "/api/admin/payout-batches/%s/answers".formatted(batch),
                "{\"csv\":\"%s\"}".formatted(csv.replace("\"", "\\\"").replace("\n", "\\n")));
    }

    public String status(long payout) {
        return api.text("select status from payouts where id = " + payout);
    }

    public String balance(String currency) {
        String all = trade.promoter().get("/api/balance").body();
        int at = all.indexOf("{\"currency\":\"" + currency);
        assertThat(at).as(all).isNotNegative();
        return all.substring(at, all.indexOf('}', at));
    }
}
