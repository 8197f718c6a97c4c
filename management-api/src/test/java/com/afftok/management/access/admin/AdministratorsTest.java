package com.afftok.management.access.admin;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdministratorsTest {

    private static final String ADMINS = "/api/admin/admins";

    private final RunningApi api = RunningApi.shared();
    private final SignedIn boss = api.signedIn(Role.SUPER_ADMIN);
    private final SignedIn other = api.signedIn(Role.FINANCE_ADMIN);

    @Test
    void are_made_with_a_password_that_signs_them_in_and_is_shown_once() {
        String email = "made-" + boss.id() + "@afftok.local";

        HttpResponse<String> made = create(email);

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String password = member(made, "password");
        assertThat(login(email, password).body()).contains("\"role\":\"tech_admin\"");
        assertThat(boss.get(ADMINS + "/" + member(made, "id")).body())
                .contains(email, "\"status\":\"active\"", "\"mfa_enrolled\":false")
                .doesNotContain("password");
        assertThat(audited("admin.create", Long.parseLong(member(made, "id"))))
                .contains(email)
                .doesNotContain(password);
    }

    @Test
    void have_an_email_of_their_own() {
        String email = "once-" + boss.id() + "@afftok.local";
        create(email);

        HttpResponse<String> again = create(email.toUpperCase(java.util.Locale.ROOT));

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("AUTH_005", "\"field\":\"email\"");
    }

    @Test
    void are_listed_newest_first() {
        HttpResponse<String> answer = boss.get(ADMINS + "?limit=1");

        assertThat(answer.body()).contains("\"id\":" + other.id() + ",");
        assertThat(boss.get(ADMINS + "?limit=1&cursor=" + member(answer, "next_cursor")).body())
                .contains("\"id\":" + boss.id() + ",");
        assertThat(boss.get(ADMINS + "/999999999").statusCode()).isEqualTo(404);
    }

    @Test
    void with_a_new_role_are_signed_out() {
        HttpResponse<String> changed =
                boss.patch(at(other), "{\"version\":0,\"role\":\"fraud_reviewer\"}");

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(changed.body()).contains("\"role\":\"fraud_reviewer\"", "\"version\":1");
        assertThat(other.get("/api/admin/auth/me").body()).contains("AUTH_003");
        assertThat(audited("admin.change", other.id()))
                .contains("\"finance_admin\"", "\"fraud_reviewer\"");
    }

    @Test
    void with_a_new_name_stay_signed_in() {
        assertThat(boss.patch(at(other), "{\"version\":0,\"full_name\":\" نور \"}").body())
                .contains("\"full_name\":\"نور\"");

        assertThat(other.get("/api/admin/auth/me").statusCode()).isEqualTo(200);
    }

    @Test
    void that_are_disabled_are_out_at_once_and_may_come_back() {
        boss.patch(at(other), "{\"version\":0,\"status\":\"disabled\"}");
        assertThat(other.get("/api/admin/auth/me").body()).contains("AUTH_004");

        boss.patch(at(other), "{\"version\":1,\"status\":\"active\"}");

        assertThat(other.get("/api/admin/auth/me").body()).contains("AUTH_003");
        assertThat(other.again().get("/api/admin/auth/me").statusCode()).isEqualTo(200);
    }

    @Test
    void that_were_changed_meanwhile_are_not_overwritten() {
        boss.patch(at(other), "{\"version\":0,\"full_name\":\"First\"}");

        HttpResponse<String> late = boss.patch(at(other), "{\"version\":0,\"full_name\":\"Late\"}");

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("STATE_001");
        assertThat(boss.get(at(other)).body()).contains("First");
    }

    @Test
    void change_neither_their_own_role_nor_status_nor_reset_themselves() {
        assertThat(boss.patch(at(boss), "{\"version\":0,\"role\":\"tech_admin\"}").body())
                .contains("STATE_002", "\"field\":\"role\"");
        assertThat(boss.patch(at(boss), "{\"version\":0,\"status\":\"disabled\"}").body())
                .contains("STATE_002", "\"field\":\"status\"");
        assertThat(boss.post(at(boss) + "/reset-mfa", "{\"reason\":\"x\"}").body())
                .contains("STATE_002");
        assertThat(boss.post(at(boss) + "/reset-password", "{\"reason\":\"x\"}").body())
                .contains("STATE_002");

        assertThat(boss.get("/api/admin/auth/me").statusCode()).isEqualTo(200);
    }

    @Test
    void always_have_a_super_admin_among_them_whoever_dismisses_whom_at_the_same_time()
            throws Exception {
        try (RunningApi own = RunningApi.own();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<SignedIn> bosses =
                    Stream.generate(() -> own.signedIn(Role.SUPER_ADMIN)).limit(6).toList();

            List<Future<HttpResponse<String>>> answers =
                    bosses.stream()
                            .flatMap(one ->
                                    bosses.stream()
                                            .filter(another -> another.id() != one.id())
                                            .map(another ->
                                                    threads.submit(() ->
                                                            one.patch(
                                                                    at(another),
                                                                    "{\"version\":0,\"status\":\"disabled\"}"))))
                            .toList();

            for (Future<HttpResponse<String>> answer : answers) {
                assertThat(answer.get().statusCode()).isIn(200, 401, 403, 409);
            }
            assertThat(
                            own.sql(
                                    "select count(*) from admin_users where status = 'active' and"
                                            + " role = 'super_admin'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void who_lost_their_password_get_another_and_begin_their_tries_anew() {
        String email = "lost-" + boss.id() + "@afftok.local";
        HttpResponse<String> made = create(email);
        for (int i = 0; i < 6; i++) {
            login(email, "Wrong-" + i);
        }
        assertThat(login(email, member(made, "password")).statusCode()).isEqualTo(429);

        HttpResponse<String> reset =
                boss.post(
                        ADMINS + "/" + member(made, "id") + "/reset-password",
                        "{\"reason\":\"called\"}");

        assertThat(reset.statusCode()).as(reset.body()).isEqualTo(200);
        assertThat(login(email, member(made, "password")).body()).contains("AUTH_001");
        assertThat(login(email, member(reset, "password")).statusCode()).isEqualTo(200);
    }

    @Test
    void who_are_reset_are_signed_out_and_it_is_noted() {
        api.sql(
                """
                insert into second_factors (admin_id, secret, enrolled_at) values (%d, 'sealed', now())
                """
                        .formatted(other.id()));

        HttpResponse<String> reset =
                boss.post(at(other) + "/reset-mfa", "{\"reason\":\"lost phone\"}");

        assertThat(reset.body()).contains("\"mfa_enrolled\":false");
        assertThat(other.get("/api/admin/auth/me").body()).contains("AUTH_003");
        assertThat(audited("admin.reset_mfa", other.id())).contains("lost phone");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"full_name":"A","role":"tech_admin"}                                  | email
                    {"email":"a","full_name":"A","role":"tech_admin"}                      | email
                    {"email":"a@b.c","full_name":"  ","role":"tech_admin"}                 | full_name
                    {"email":"a@b.c","full_name":"A","role":"promoter"}                    | role
                    {"email":"a@b.c","full_name":"A","role":"root"}                        | role
                    {"email":"a@b.c","full_name":"A"}                                      | role
                    {"email":7,"full_name":"A","role":"tech_admin"}                        | email
                    """)
    void take_nothing_wrong_and_name_the_field(String json, String field) {
        HttpResponse<String> answer = boss.post(ADMINS, json);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"VALID_001\"", "\"field\":\"" + field + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"role":"tech_admin"}                       | version
                    {"version":0,"role":"advertiser"}           | role
                    {"version":0,"status":"banned"}             | status
                    {"version":0,"full_name":""}                | full_name
                    {"version":99999999999,"full_name":"A"}     | version
                    """)
    void take_no_wrong_change_and_name_the_field(String json, String field) {
        HttpResponse<String> answer = boss.patch(at(other), json);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"VALID_001\"", "\"field\":\"" + field + "\"");
    }

    private static String at(SignedIn admin) {
        return ADMINS + "/" + admin.id();
    }

    private HttpResponse<String> create(String email) {
        return boss.post(
                ADMINS,
                "{\"email\":\"%s\",\"full_name\":\"Made\",\"role\":\"tech_admin\"}"
                        .formatted(email));
    }

    private HttpResponse<String> login(String email, String password) {
        return api.post(
                "/api/admin/auth/login",
                "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
    }

    private String audited(String action, long id) {
        String body =
                boss.get(
                                "/api/admin/audit-logs?object_type=admin&object_id=%d&action=%s"
                                        .formatted(id, action))
                        .body();
        assertThat(body).contains("\"actor\":{\"kind\":\"admin\",\"id\":" + boss.id());
        return body;
    }
}
