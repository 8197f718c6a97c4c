package com.afftok.management.access.admin;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SentMails;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.access.factor.App;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class AdminSignInTest {

    private static final String PASSWORD = KnownAdmin.PASSWORD;

    private final RunningApi api = RunningApi.shared();
    private final KnownAdmin known = KnownAdmin.in(api);
    private final SignedIn admin = known.in();

    @Test
    void is_by_password_until_a_second_factor_is_enrolled() {
        HttpResponse<String> answer = login(PASSWORD, "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"role\":\"finance_admin\"", "\"mfa_enrolled\":false", "\"token\":\"");
        assertThat(login("Wrong-1", "").body()).contains("AUTH_001").doesNotContain("details");
    }

    @Test
    void keeps_the_session_in_a_cookie_that_ends_with_the_browser_if_asked() {
        HttpResponse<String> answer =
                api.post(
                        "/api/admin/auth/login",
                        "{\"email\":\"%s\",\"password\":\"%s\",\"session\":\"cookie\"}"
                                .formatted(known.email(), PASSWORD));

        assertThat(answer.body()).contains("\"refresh_token\":null");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie ->
                        assertThat(cookie)
                                .startsWith("__Secure-afftok_refresh=")
                                .containsIgnoringCase("HttpOnly")
                                .contains("SameSite=Strict", "Secure", "Path=/api/auth")
                                .doesNotContain("Max-Age"));
        assertThat(
                        api.sql(
                                """
                                select count(*) from sessions
                                 where admin_id = %d and kind = 'browser'
                                   and expires_at <= last_used_at + interval '30 minutes'
                                """
                                        .formatted(admin.id())))
                .isEqualTo(1);
    }

    @Test
    void after_many_wrong_codes_is_told_by_mail() {
        enrol();

        for (int i = 0; i < 6; i++) {
            login(PASSWORD, "00000" + i);
        }

        assertThat(SentMails.to(known.email(), 2))
                .extracting(SentMails.Read::subject)
                .contains("Somebody tries to sign in to your account");
    }

    @Test
    void from_a_new_device_is_told_by_mail() {
        api.sql("update admin_users set last_login_at = now() where id = " + admin.id());

        api.send(
                api.request("/api/admin/auth/login")
                        .header("Content-Type", "application/json")
                        .header("User-Agent", "curl/8.5.0")
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"email\":\"%s\",\"password\":\"%s\"}"
                                                .formatted(known.email(), PASSWORD))));

        assertThat(SentMails.to(known.email(), 1).getFirst().text()).contains("Device: curl");
    }

    @Test
    void of_a_user_is_not_an_administrators() {
        SignedIn user = api.signedIn(Role.PROMOTER);

        assertThat(user.get("/api/admin/auth/me").body()).contains("PERM_001");
        assertThat(admin.get("/api/auth/me").body()).contains("PERM_001");
        assertThat(admin.get("/api/admin/auth/me").body()).contains("finance_admin");
    }

    @Test
    void asks_for_a_code_once_a_second_factor_is_enrolled_and_takes_each_once() {
        String secret = enrol();

        HttpResponse<String> without = login(PASSWORD, "");
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.body())
                .contains(
                        "AUTH_001",
                        "{\"field\":\"code\",\"code\":\"required\",\"params\":{},\"message\":\"is required\"}");
        assertThat(login("Wrong-1", code(secret, 1)).body())
                .contains("AUTH_001")
                .doesNotContain("details");
        assertThat(login(PASSWORD, "000000").body()).contains("is not right");

        String code = code(secret, 1);
        assertThat(login(PASSWORD, code).statusCode()).isEqualTo(200);
        assertThat(login(PASSWORD, code).body()).contains("is not right");
        assertThat(login(PASSWORD, code(secret, 0)).body()).contains("is not right");
    }

    @Test
    void takes_no_code_that_is_old_or_of_the_future() {
        String secret = enrol();

        assertThat(login(PASSWORD, code(secret, -3)).body()).contains("is not right");
        assertThat(login(PASSWORD, code(secret, 5)).body()).contains("is not right");
    }

    @Test
    void with_a_recovery_code_works_once_for_each() {
        enrol();
        List<String> codes = lastRecoveryCodes;

        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        assertThat(codes).allMatch(code -> code.matches("([a-z2-7]{4}-){5}[a-z2-7]{4}"));
        assertThat(login(PASSWORD, codes.getFirst()).statusCode()).isEqualTo(200);
        assertThat(login(PASSWORD, codes.getFirst()).body()).contains("is not right");
        assertThat(login(PASSWORD, codes.getLast().toUpperCase(Locale.ROOT)).statusCode())
                .isEqualTo(200);
        assertThat(
                        api.sql(
                                """
                                select count(*) from recovery_codes c
                                  join second_factors f on f.id = c.factor_id
                                 where c.used_at is null and f.admin_id = %d
                                """
                                        .formatted(admin.id())))
                .isEqualTo(8);
        assertThat(SentMails.to("admin-%d@afftok.local".formatted(admin.id()), 3))
                .extracting(SentMails.Read::subject)
                .filteredOn(subject -> subject.contains("recovery code"))
                .containsExactly(
                        "A recovery code of your account was used",
                        "A recovery code of your account was used");
    }

    @Test
    void with_new_recovery_codes_forgets_the_old_ones() {
        enrol();
        List<String> old = lastRecoveryCodes;

        HttpResponse<String> renewed = mfa("recovery-codes", old.get(0));

        assertThat(renewed.statusCode()).as(renewed.body()).isEqualTo(200);
        assertThat(login(PASSWORD, old.get(1)).body()).contains("is not right");
        assertThat(login(PASSWORD, recoveryCodes(renewed).get(1)).statusCode()).isEqualTo(200);
    }

    @Test
    void goes_back_to_the_password_when_the_second_factor_is_dismissed() {
        enrol();
        List<String> codes = lastRecoveryCodes;

        assertThat(mfa("disable", "000000").statusCode()).isEqualTo(400);
        assertThat(mfa("recovery-codes", "000000").body())
                .contains("VALID_001", "{\"field\":\"code\",\"code\":\"wrong\",");
        assertThat(mfa("disable", codes.getFirst()).statusCode()).isEqualTo(200);

        assertThat(login(PASSWORD, "").statusCode()).isEqualTo(200);
        assertThat(login(PASSWORD, codes.getLast()).statusCode()).isEqualTo(200);
        assertThat(mfa("disable", codes.getLast()).body()).contains("AUTH_007");
        assertThat(
                        admin.again()
                                .post(
                                        "/api/admin/auth/mfa/disable",
                                        "{\"code\":\"%s\"}".formatted(codes.getLast()))
                                .body())
                .contains("VALID_001", "is not enrolled");
    }

    @Test
    void enrols_no_second_factor_without_the_password_or_a_first_code() {
        assertThat(admin.post("/api/admin/auth/mfa/enrol", "{\"password\":\"Wrong-1\"}").body())
                .contains("VALID_001", "{\"field\":\"password\",\"code\":\"wrong\",");
        String secret = open();

        assertThat(mfa("confirm", "000000").body()).contains("VALID_001", "is not right");
        assertThat(login(PASSWORD, "").statusCode()).isEqualTo(200);

        assertThat(mfa("confirm", code(secret, 0)).statusCode()).isEqualTo(200);
        SignedIn later = admin.again();
        assertThat(
                        later.post(
                                        "/api/admin/auth/mfa/confirm",
                                        "{\"code\":\"%s\"}".formatted(code(secret, 1)))
                                .body())
                .contains("is enrolled already");
        assertThat(later.post("/api/admin/auth/mfa/enrol", password()).body())
                .contains("VALID_001", "is enrolled already");
    }

    @Test
    void keeps_the_secret_sealed_and_codes_hashed() {
        String secret = enrol();

        assertThat(
                        api.sql(
                                "select length(secret) from second_factors where admin_id = "
                                        + admin.id()))
                .isEqualTo(2 + 12 + 20 + 16);
        assertThat(login(PASSWORD, code(secret, 1)).body()).doesNotContain(secret);
    }

    @Test
    void slows_down_who_guesses_codes_wherever_the_guesses_come_from() {
        enrol();

        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            statuses.add(login(PASSWORD, "00000" + i).statusCode());
        }

        assertThat(statuses).startsWith(401, 401, 401, 401, 401).contains(429);
        assertThat(login(PASSWORD, lastRecoveryCodes.getFirst()).statusCode())
                .as("who has a recovery code isn't kept out")
                .isEqualTo(200);
    }

    @Test
    void to_a_disabled_account_is_403() {
        api.sql("update admin_users set status = 'disabled' where id = " + admin.id());

        assertThat(login(PASSWORD, "").body()).contains("AUTH_004");
        assertThat(admin.get("/api/admin/auth/me").body()).contains("AUTH_004");
    }

    @Test
    void goes_on_where_a_wrong_password_is_sent_for_a_change_of_it() {
        HttpResponse<String> refused =
                admin.put(
                        "/api/admin/auth/password",
                        "{\"current_password\":\"Wrong-1\",\"new_password\":\"Better-8x\"}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("VALID_001", "\"field\":\"current_password\"");
        assertThat(admin.get("/api/admin/auth/me").statusCode()).isEqualTo(200);
    }

    @Test
    void ends_everywhere_when_the_password_changes() {
        HttpResponse<String> changed =
                admin.put(
                        "/api/admin/auth/password",
                        "{\"current_password\":\"%s\",\"new_password\":\"Better-8x\"}"
                                .formatted(PASSWORD));

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(admin.get("/api/admin/auth/me").body()).contains("AUTH_003");
        assertThat(login(PASSWORD, "").body()).contains("AUTH_001");
        assertThat(login("Better-8x", "").statusCode()).isEqualTo(200);
    }

    @Test
    void with_a_second_factor_is_needed_again_for_another_password() {
        enrol();
        SignedIn later = admin.again();
        api.sql(
                "update sessions set proven_at = now() - interval '5 minutes' where admin_id = "
                        + admin.id());

        HttpResponse<String> refused =
                later.put(
                        "/api/admin/auth/password",
                        "{\"current_password\":\"%s\",\"new_password\":\"Better-8x\"}"
                                .formatted(PASSWORD));

        assertThat(refused.body())
                .contains("AUTH_006", "{\"field\":\"code\",\"code\":\"required\",");
        assertThat(login("Better-8x", "").body()).contains("AUTH_001");
    }

    @Test
    void is_noted_with_what_an_administrator_changes_about_it_and_failures_are_not() {
        login("Wrong-1", "");
        login(PASSWORD, "");
        enrol();
        login(PASSWORD, "000000");
        mfa("disable", lastRecoveryCodes.getFirst());
        admin.again()
                .put(
                        "/api/admin/auth/password",
                        "{\"current_password\":\"%s\",\"new_password\":\"Better-8x\"}"
                                .formatted(PASSWORD));

        String noted =
                api.signedIn(Role.SUPER_ADMIN)
                        .get("/api/admin/audit-logs?actor=" + admin.id())
                        .body();

        assertThat(
                        Pattern.compile("\"action\":\"([^\"]*)\"")
                                .matcher(noted)
                                .results()
                                .map(found -> found.group(1)))
                .containsExactly(
                        "admin.password_change",
                        "admin.mfa_disable",
                        "admin.mfa_enrol",
                        "admin.sign_in");
        assertThat(noted).doesNotContain("Better-8x", PASSWORD, lastRecoveryCodes.getFirst());
    }

    @Test
    void says_when_the_last_one_was() {
        assertThat(member(login(PASSWORD, ""), "last_login")).isEqualTo("null");

        HttpResponse<String> again = login(PASSWORD, "");

        assertThat(Instant.parse(member(again, "last_login"))).isBefore(Instant.now());
        assertThat(
                        member(
                                api.signedIn(Role.SUPER_ADMIN)
                                        .get("/api/admin/admins/" + admin.id()),
                                "last_login"))
                .isNotEqualTo("null");
    }

    private List<String> lastRecoveryCodes = List.of();

    /// Enrols and returns the secret.
    private String enrol() {
        String secret = open();
        HttpResponse<String> confirmed = mfa("confirm", code(secret, 0));
        assertThat(confirmed.statusCode()).as(confirmed.body()).isEqualTo(200);
        lastRecoveryCodes = recoveryCodes(confirmed);
        return secret;
    }

    private String open() {
        HttpResponse<String> opened = admin.post("/api/admin/auth/mfa/enrol", password());
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
        String secret = member(opened, "secret");
        assertThat(member(opened, "otpauth_uri"))
                .isEqualTo(
                        "otpauth://totp/AffTok:admin-%d%%40afftok.local?secret=%s&issuer=AffTok"
                                .formatted(admin.id(), secret));
        return secret;
    }

    private static String password() {
        return "{\"password\":\"" + PASSWORD + "\"}";
    }

    private HttpResponse<String> mfa(String what, String code) {
        return admin.post("/api/admin/auth/mfa/" + what, "{\"code\":\"" + code + "\"}");
    }

    private HttpResponse<String> login(String password, String code) {
        return known.login(password, code);
    }

    /// The code of an authenticator app, now or some steps later.
    private String code(String secret, int later) {
        return known.code(secret, later);
    }

    private static List<String> recoveryCodes(HttpResponse<String> answer) {
        return App.recoveryCodes(answer);
    }
}
