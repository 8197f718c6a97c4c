package com.afftok.management.platform.setting;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {

    private static final String SETTINGS = "/api/admin/settings";
    private static final String RATES = "/api/admin/recruiter-rates";

    private final RunningApi api = RunningApi.shared();
    private final SignedIn admin = api.signedIn(Role.SUPER_ADMIN);

    @AfterEach
    void leave_as_found() {
        api.sql("delete from settings");
        api.sql("delete from recruiter_rates");
    }

    @Test
    void are_what_they_usually_are_until_somebody_changes_them() {
        assertThat(admin.get(SETTINGS).body())
                .contains(
                        "\"name\":\"registration.promoters\"",
                        "\"type\":\"boolean\",\"value\":true,\"usual\":true,\"min\":null",
                        "\"type\":\"integer\",\"value\":30,\"usual\":30,\"min\":7,\"max\":90,\"version\":0");
    }

    @Test
    void are_in_force_with_the_next_request_and_noted() {
        HttpResponse<String> changed = change("registration.advertisers", "false", 0);

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(changed.body()).contains("\"value\":false", "\"version\":1");
        HttpResponse<String> refused = register("advertiser");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("PERM_001", "\"field\":\"role\"");
        assertThat(register("promoter").statusCode()).isEqualTo(201);
        assertThat(
                        admin.get("/api/admin/audit-logs?action=setting.change&actor=" + admin.id())
                                .body())
                .contains(
                        "\"object_id\":\"registration.advertisers\",\"old_value\":true,\"new_value\":false");
    }

    @Test
    void end_sessions_that_are_older_than_they_may_get() {
        HttpResponse<String> registered = register("promoter");
        String refresh =
                "{\"refresh_token\":\"%s\"}".formatted(member(registered, "refresh_token"));
        api.sql(
                """
                update sessions set created_at = created_at - interval '10 days'
                 where user_id = %s
                """
                        .formatted(member(registered, "id")));
        change("sessions.longest_days", "9", 0);

        assertThat(api.post("/api/auth/refresh", refresh).body()).contains("AUTH_002");
        change("sessions.longest_days", "11", 1);
        assertThat(api.post("/api/auth/refresh", refresh).statusCode()).isEqualTo(200);
    }

    @Test
    void that_were_changed_meanwhile_are_not_overwritten() {
        change("sessions.longest_days", "14", 0);

        assertThat(change("sessions.longest_days", "15", 0).body()).contains("STATE_001");
        assertThat(change("sessions.longest_days", "15", 7).body()).contains("STATE_001");
        assertThat(change("sessions.longest_days", "16", 1).body())
                .contains("\"value\":16", "\"version\":2");
    }

    @ParameterizedTest
    @CsvSource({
        "registration.promoters,1",
        "registration.promoters,'\"true\"'",
        "registration.promoters,null",
        "sessions.longest_days,6",
        "sessions.longest_days,91",
        "sessions.longest_days,7.5",
        "sessions.longest_days,1e999999",
        "sessions.longest_days,99999999999999999999999",
        "sessions.longest_days,true",
        "sessions.longest_days,'[14]'",
    })
    void take_no_value_of_another_type_or_out_of_bounds(String name, String value) {
        HttpResponse<String> answer = change(name, value, 0);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"VALID_001\"", "\"field\":\"value\"");
    }

    @Test
    void can_be_sent_back_as_they_are_shown_and_with_nothing_else() {
        String name = "sessions.longest_days";
        String shown =
                """
                {"name":"%s","description":"d","type":"integer","value":21,"usual":30,"min":7,"max":90,"version":0%s}
                """;

        HttpResponse<String> more =
                admin.put(SETTINGS + "/" + name, shown.formatted(name, ",\"valu\":1"));
        HttpResponse<String> back = admin.put(SETTINGS + "/" + name, shown.formatted(name, ""));

        assertThat(more.statusCode()).isEqualTo(400);
        assertThat(more.body()).contains("\"field\":\"valu\"");
        assertThat(back.body()).contains("\"value\":21", "\"version\":1");
    }

    @Test
    void that_nothing_reads_are_not_there() {
        assertThat(change("colour", "true", 0).statusCode()).isEqualTo(404);
        assertThat(api.signedIn(Role.FINANCE_ADMIN).get(SETTINGS).body()).contains("PERM_001");
    }

    @Test
    void of_recruiters_are_three_rates_that_change_together() {
        assertThat(admin.get(RATES).body()).contains("{\"level\":3,\"percent\":0,\"version\":0}");

        HttpResponse<String> changed = admin.put(RATES, rates("5", "2.5", "0.0001", 0));

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(admin.get(RATES).body())
                .isEqualTo(changed.body())
                .contains(
                        "{\"level\":1,\"percent\":5,\"version\":1}",
                        "{\"level\":2,\"percent\":2.5,\"version\":1}",
                        "{\"level\":3,\"percent\":0.0001,\"version\":1}");
        api.sql("update recruiter_rates set version = 9 where level = 3");
        assertThat(admin.put(RATES, rates("6", "6", "6", 1)).body()).contains("STATE_001");
        assertThat(admin.get(RATES).body()).contains("{\"level\":1,\"percent\":5,\"version\":1}");
    }

    @ParameterizedTest
    @CsvSource({
        "101,0,0,rates[0].percent",
        "-1,0,0,rates[0].percent",
        "0,0.00001,0,rates[1].percent",
        "0,0,1e400,rates[2].percent",
        "true,0,0,rates[0].percent",
        "0,'\"5\"',0,rates[1].percent",
        "0,0,[5],rates[2].percent",
        "0,0,0.00000000000000000000000000000000000001,rates[2].percent",
        "50,40,11,rates",
    })
    void of_recruiters_take_no_wrong_rate(String one, String two, String three, String field) {
        HttpResponse<String> answer = admin.put(RATES, rates(one, two, three, 0));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"VALID_001\"", "\"field\":\"" + field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                                  | rates
                    {"rates":[]}                                        | rates
                    {"rate":[]}                                         | rate
                    {"rates":[null,null,null]}                          | rates[0]
                    {"rates":[{"level":2,"percent":1,"version":0}]}     | rates
                    """)
    void of_recruiters_are_all_sent(String json, String field) {
        HttpResponse<String> answer = admin.put(RATES, json);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
    }

    private HttpResponse<String> change(String name, String value, int version) {
        return admin.put(
                SETTINGS + "/" + name, "{\"value\":%s,\"version\":%d}".formatted(value, version));
    }

    private static String rates(String one, String two, String three, int version) {
        return """
        {"rates":[{"level":1,"percent":%1$s,"version":%4$d},{"level":2,"percent":%2$s,"version":%4$d},
         {"level":3,"percent":%3$s,"version":%4$d}]}
        """
                .formatted(one, two, three, version);
    }

    private HttpResponse<String> register(String role) {
        String username = "s" + java.util.UUID.randomUUID().toString().replace("-", "");
        return api.post(
                "/api/auth/register",
                """
                {"username":"%1$s","email":"%1$s@example.com","password":"Correct-Horse-7",
                 "full_name":"Amal","role":"%2$s","country":"SA"}
                """
                        .formatted(username, role));
    }
}
