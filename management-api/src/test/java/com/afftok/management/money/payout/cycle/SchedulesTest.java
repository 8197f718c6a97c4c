package com.afftok.management.money.payout.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.management.money.Trade;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SchedulesTest {

    private static final String PATH = "/api/payouts/schedule";

    private final RunningApi api = RunningApi.shared();
    private final Trade trade = Trade.in(api);
    private final SignedIn promoter = trade.promoter();
    private final long method = trade.method();

    @Test
    void say_the_next_date_and_what_would_be_paid() {
        trade.adjust("50");

        HttpResponse<String> set = set("monthly", 15, "60", 0);

        LocalDate next = new Rhythm.Monthly(15).after(LocalDate.now(ZoneOffset.UTC));
        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
        assertThat(set.body())
                .contains(
                        "\"currency\":\"USD\",\"every\":\"monthly\",\"day\":15,\"method_id\":%d,\"from\":60.00,\"next_on\":\"%s\",\"version\":1"
                                .formatted(method, next),
                        "\"code\":\"below_minimum\"",
                        "\"last\":null");
        trade.adjust("20");
        assertThat(promoter.get(PATH).body())
                .contains(
                        "\"now\":{\"amount\":70.00,\"fee\":0.00,\"withheld\":0.00,\"net\":70.00,\"problem\":null}");
    }

    @Test
    void say_that_their_method_is_gone() {
        trade.adjust("50");
        set("weekly", 1, "0", 0);

        promoter.delete("/api/payout-methods/" + method);

        assertThat(promoter.get(PATH).body()).contains("\"code\":\"not_a_payout_method\"");
    }

    @Test
    void end_and_begin_again() {
        set("weekly", 3, "0", 0);

        assertThat(set("weekly", 4, "0", 0).body()).contains("STATE_001");
        HttpResponse<String> ended =
                promoter.put(PATH, "{\"currency\":\"USD\",\"every\":\"none\",\"version\":1}");
        assertThat(ended.body())
                .contains(
                        "\"every\":\"none\",\"day\":null,\"method_id\":null,\"from\":0.00,\"next_on\":null,\"version\":2,\"now\":null");
        assertThat(set("net", 30, "5", 2).body()).contains("\"every\":\"net\",\"day\":30");
    }

    @Test
    void are_set_by_owners_and_finance_and_seen_by_all_members() {
        SignedIn viewer =
                SignedIn.member(api, Role.PROMOTER, promoter.account(), MemberRole.VIEWER);
        set("weekly", 3, "0", 0);

        assertThat(viewer.get(PATH).body()).contains("\"every\":\"weekly\"");
        assertThat(
                        viewer.put(PATH, "{\"currency\":\"USD\",\"every\":\"none\",\"version\":1}")
                                .statusCode())
                .isEqualTo(403);
        assertThat(trade.recruiter().get(PATH).body()).contains("\"schedules\":[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | currency | required",
                "{'currency':'usd','every':'none','version':0} | currency | not_a_currency",
                "{'currency':'USD','every':'daily','version':0} | every | not_one_of",
                "{'currency':'USD','every':'weekly','version':0} | day | required",
                "{'currency':'USD','every':'weekly','day':1,'version':0} | method_id | required",
                "{'currency':'USD','every':'weekly','day':8,'method_id':%d,'version':0} | day | out_of_range",
                "{'currency':'USD','every':'monthly','day':0,'method_id':%d,'version':0} | day | out_of_range",
                "{'currency':'USD','every':'net','day':91,'method_id':%d,'version':0} | day | out_of_range",
                "{'currency':'USD','every':'net','day':-1,'method_id':%d,'version':0} | day | out_of_range",
                "{'currency':'USD','every':'net','day':1,'method_id':999999,'version':0} | method_id | not_a_payout_method",
                "{'currency':'JPY','every':'net','day':1,'method_id':%d,'from':0.5,'version':0} | from | not_an_amount",
                "{'currency':'USD','every':'none','day':1,'version':0} | day | not_with",
                "{'currency':'USD','every':'none','version':0,'next_on':'2026-01-01'} | next_on | unknown_member"
            })
    void that_make_no_sense_are_refused(String body, String field, String problem) {
        HttpResponse<String> answer =
                promoter.put(PATH, body.replace('\'', '"').replace("%d", Long.toString(method)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body())
                .contains("VALID_001", "\"field\":\"" + field + "\",\"code\":\"" + problem);
        assertThat(promoter.get(PATH).body()).contains("\"schedules\":[]");
    }

    @Test
    void are_20_at_most() {
        String[] currencies =
                "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP"
                        .split(" ", -1);
        String body = "{\"currency\":\"%s\",\"every\":\"none\",\"version\":0}";
        for (String currency : currencies) {
            assertThat(promoter.put(PATH, body.formatted(currency)).statusCode()).isEqualTo(200);
        }

        assertThat(promoter.put(PATH, body.formatted("USD")).body())
                .contains("STATE_002", "too_many");
    }

    private HttpResponse<String> set(String every, int day, String from, int version) {
        return promoter.put(
                PATH,
                "{\"currency\":\"USD\",\"every\":\"%s\",\"day\":%d,\"method_id\":%d,\"from\":%s,\"version\":%d}"
                        .formatted(every, day, method, from, version));
    }
}
