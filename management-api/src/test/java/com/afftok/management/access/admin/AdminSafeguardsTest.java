package com.afftok.management.access.admin;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SentMails;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What protects the access of others from a stolen session of an administrator, and administrators
/// from each other.
final class AdminSafeguardsTest {

    private static final String ADMINS = "/api/admin/admins";

    private final RunningApi api = RunningApi.shared();
    private final SignedIn boss = api.signedIn(Role.SUPER_ADMIN);
    private final SignedIn other = api.signedIn(Role.FINANCE_ADMIN);

    @Test
    void change_a_password_that_somebody_else_has_seen_before_anything_else() {
        String email = "seen-" + boss.id() + "@afftok.local";
        HttpResponse<String> made = create(email);
        long id = Long.parseLong(member(made, "id"));
        mayWaitForASecondFactor(id);

        HttpResponse<String> in = login(email, member(made, "password"));
        String token = member(in, "token");

        assertThat(in.body()).contains("\"password_due\":true");
        assertThat(as(token, "GET", "/api/admin/metrics", "").body()).contains("AUTH_009");
        assertThat(as(token, "GET", "/api/offers", "").body()).contains("AUTH_009");
        assertThat(as(token, "GET", "/api/admin/auth/me", "").statusCode()).isEqualTo(200);
        assertThat(newPassword(token, member(made, "password"), "Of-Seen-Made-8").body())
                .contains("{\"field\":\"new_password\",\"code\":\"known_word\",");
        assertThat(newPassword(token, member(made, "password"), member(made, "password")).body())
                .contains("{\"field\":\"new_password\",\"code\":\"same_password\",");
        HttpResponse<String> changed =
                newPassword(token, member(made, "password"), "Battery-Staple-8");
        assertThat(as(member(changed, "token"), "GET", "/api/admin/metrics", "").statusCode())
                .isEqualTo(200);
        assertThat(SentMails.to(email, 1).getFirst().subject())
                .isEqualTo("The password of your account was changed");

        HttpResponse<String> reset =
                boss.post(ADMINS + "/" + id + "/reset-password", "{\"reason\":\"called\"}");
        String again = member(login(email, member(reset, "password")), "token");
        assertThat(as(again, "GET", "/api/admin/metrics", "").body()).contains("AUTH_009");
    }

    private void mayWaitForASecondFactor(long id) {
        api.sql("update admin_users set mfa_due_at = now() + interval '7 days' where id = " + id);
    }

    private HttpResponse<String> newPassword(String token, String former, String wanted) {
        return as(
                token,
                "PUT",
                "/api/admin/auth/password",
                "{\"current_password\":\"%s\",\"new_password\":\"%s\"}".formatted(former, wanted));
    }

    private HttpResponse<String> as(String token, String method, String path, String json) {
        return new KnownAdmin(api, other).as(token, method, path, json);
    }

    @Test
    void are_told_by_mail_what_others_change_of_their_access() {
        String email = api.text("select email from admin_users where id = " + other.id());
        api.sql(
                "insert into second_factors (admin_id, secret, enrolled_at) values (%d, 'sealed', now())"
                        .formatted(other.id()));

        boss.post(at(other) + "/reset-mfa", "{\"reason\":\"lost\"}");
        boss.post(at(other) + "/reset-password", "{\"reason\":\"lost\"}");
        String version = member(boss.get(at(other)), "version");
        boss.patch(at(other), "{\"version\":%s,\"role\":\"fraud_reviewer\"}".formatted(version));

        assertThat(SentMails.to(email, 3))
                .extracting(SentMails.Read::subject)
                .containsExactlyInAnyOrder(
                        "The second factor of your account was removed",
                        "The password of your account was changed",
                        "Your access to AffTok was changed");
    }

    @Test
    void are_told_by_mail_what_an_operator_resets() {
        String email = api.text("select email from admin_users where id = " + other.id());
        String disabled = api.text("select email from admin_users where id = " + boss.id());
        api.sql("update admin_users set status = 'disabled' where id = " + boss.id());

        for (String address : List.of(disabled, email)) {
            for (String kind : List.of("admin_password_changed", "admin_second_factor_removed")) {
                api.sql(
                        "insert into mail_requests (email, kind, language) values ('%s', '%s', 'en')"
                                .formatted(address, kind));
            }
        }

        assertThat(SentMails.to(email, 2))
                .extracting(SentMails.Read::subject)
                .containsExactlyInAnyOrder(
                        "The password of your account was changed",
                        "The second factor of your account was removed");
        assertThat(api.sql("select count(*) from mails where recipient = '%s'".formatted(disabled)))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    POST  | /api/admin/admins                       | {"email":"a@b.c","full_name":"A","role":"tech_admin"}
                    PATCH | /api/admin/admins/1                     | {"version":0,"role":"tech_admin"}
                    POST  | /api/admin/admins/1/reset-mfa           | {"reason":"x"}
                    POST  | /api/admin/admins/1/reset-password      | {"reason":"x"}
                    POST  | /api/admin/admins/1/end-sessions        | {"reason":"x"}
                    POST  | /api/admin/end-sessions                 | {"reason":"x"}
                    POST  | /api/admin/users/1/password-reset       | {"reason":"x"}
                    POST  | /api/admin/users/1/reset-mfa            | {"reason":"x"}
                    POST  | /api/admin/users/1/end-sessions         | {"reason":"x"}
                    POST  | /api/admin/users/1/close                | {"version":0,"reason":"x"}
                    PUT   | /api/admin/users/1/role                 | {"version":0,"role":"advertiser"}
                    PUT   | /api/admin/settings/sessions.longest_days | {"version":0,"value":90}
                    """)
    void change_the_access_of_others_only_after_a_fresh_proof(
            String method, String path, String json) {
        api.sql(
                "update sessions set proven_at = now() - interval '5 minutes' where admin_id = "
                        + boss.id());

        HttpResponse<String> refused = boss.send(method, path, json);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .contains("AUTH_006", "{\"field\":\"current_password\",\"code\":\"required\",");
    }

    @Test
    void prove_by_the_password_or_the_second_factor_that_it_is_they() {
        KnownAdmin known = KnownAdmin.in(api);
        String stepUp = "/api/auth/step-up";
        api.sql(
                "update sessions set proven_at = now() - interval '5 minutes' where admin_id = "
                        + known.in().id());
        assertThat(known.in().delete("/api/auth/sessions").body()).contains("AUTH_006");

        assertThat(known.in().post(stepUp, "{\"current_password\":\"Wrong-Horse-7\"}").body())
                .contains("VALID_001", "\"wrong\"");
        HttpResponse<String> proven =
                known.in()
                        .post(
                                stepUp,
                                "{\"current_password\":\"%s\"}".formatted(KnownAdmin.PASSWORD));

        assertThat(proven.statusCode()).as(proven.body()).isEqualTo(200);
        assertThat(known.in().delete("/api/auth/sessions").body())
                .as("a token from before the proof")
                .contains("AUTH_006");
        assertThat(as(member(proven, "token"), "DELETE", "/api/auth/sessions", "").statusCode())
                .isEqualTo(200);
        assertThat(as(member(proven, "token"), "GET", "/api/admin/auth/me", "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void end_the_sessions_of_a_user_or_an_administrator_with_a_reason() {
        SignedIn user = api.signedIn(Role.PROMOTER);
        String reason = "{\"reason\":\"lost phone\"}";

        assertThat(
                        boss.post("/api/admin/users/" + user.id() + "/end-sessions", reason)
                                .statusCode())
                .isEqualTo(200);
        assertThat(boss.post(at(other) + "/end-sessions", reason).statusCode()).isEqualTo(200);

        assertThat(user.get("/api/me").body()).contains("AUTH_003");
        assertThat(other.get("/api/admin/auth/me").body()).contains("AUTH_003");
        assertThat(user.again().get("/api/me").statusCode()).isEqualTo(200);
        assertThat(audited("admin.end_sessions", other.id())).contains("lost phone");
        assertThat(boss.post(at(boss) + "/end-sessions", reason).body()).contains("STATE_002");
        assertThat(boss.post("/api/admin/users/999999999/end-sessions", reason).statusCode())
                .isEqualTo(404);
    }

    @Test
    void end_all_sessions_but_their_own() {
        try (RunningApi own = RunningApi.own()) {
            SignedIn caller = own.signedIn(Role.SUPER_ADMIN);
            SignedIn admin = own.signedIn(Role.TECH_ADMIN);
            SignedIn user = own.signedIn(Role.ADVERTISER);

            HttpResponse<String> ended =
                    caller.post("/api/admin/end-sessions", "{\"reason\":\"stolen keys\"}");

            assertThat(ended.body()).contains("\"ended\":2");
            assertThat(admin.get("/api/admin/auth/me").body()).contains("AUTH_003");
            assertThat(user.get("/api/me").body()).contains("AUTH_003");
            assertThat(caller.get("/api/admin/audit-logs?action=session.end_all").body())
                    .contains("stolen keys");
        }
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
