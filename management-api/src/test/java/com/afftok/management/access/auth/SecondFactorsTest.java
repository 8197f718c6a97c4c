package com.afftok.management.access.auth;

import static com.afftok.management.Eventually.eventually;
import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.OpenTransaction;
import com.afftok.management.RunningApi;
import com.afftok.management.SentMails;
import com.afftok.management.SentMessages;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.access.factor.App;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The second factor of users.
final class SecondFactorsTest {

    private static final String MFA = "/api/auth/mfa";
    private static final String PASSWORD = Registered.PASSWORD;

    private final RunningApi api = RunningApi.shared();
    private final Registered user = Registered.in(api);
    private String token = user.token();

    @Test
    void is_asked_for_after_the_right_password_and_takes_each_code_once() {
        App app = enrolled();

        assertThat(login("Wrong-Horse-7", app.next()).body())
                .contains("AUTH_001")
                .doesNotContain("details");
        assertThat(login(PASSWORD, "").statusCode()).isEqualTo(401);
        assertThat(login(PASSWORD, "").body())
                .contains("AUTH_001", "{\"field\":\"code\",\"code\":\"required\",");
        assertThat(login(PASSWORD, "000000").body())
                .contains("AUTH_001", "{\"field\":\"code\",\"code\":\"wrong\",");
        String code = app.next();
        HttpResponse<String> in = login(PASSWORD, code.substring(0, 3) + " " + code.substring(3));

        assertThat(in.statusCode()).as(in.body()).isEqualTo(200);
        assertThat(login(PASSWORD, code).body()).contains("\"code\":\"wrong\"");
        assertThat(user.send("GET", "/api/auth/session", member(in, "token"), "").body())
                .contains(
                        "\"second_factor\":{\"enrolled\":true,\"proven\":true,\"proven_until\":\"");
        assertThat(user.send("GET", "/api/me", token, "").body())
                .contains("\"second_factor\":{\"enrolled\":true,\"proven\":true,");
    }

    @Test
    void takes_a_code_once_however_often_it_is_sent_at_once() {
        App app = enrolled();
        String code = app.next();
        String spare = app.recoveryCodes().getFirst();

        assertThat(statuses(4, code)).containsExactlyInAnyOrder(200, 401, 401, 401);
        assertThat(statuses(4, spare)).containsExactlyInAnyOrder(200, 401, 401, 401);
    }

    private List<Integer> statuses(int count, String code) {
        List<CompletableFuture<HttpResponse<String>>> sent =
                IntStream.range(0, count).mapToObj(_ -> soon(code)).toList();
        return sent.stream().map(answer -> answer.join().statusCode()).toList();
    }

    private CompletableFuture<HttpResponse<String>> soon(String code) {
        return CompletableFuture.supplyAsync(
                () -> login(PASSWORD, code), Thread::startVirtualThread);
    }

    @Test
    void is_replaced_by_recovery_codes_once_each_until_there_are_new_ones() {
        App app = enrolled();
        List<String> codes = app.recoveryCodes();

        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        assertThat(login(PASSWORD, codes.get(0).replace("-", " ")).statusCode()).isEqualTo(200);
        assertThat(login(PASSWORD, codes.get(0)).body()).contains("\"code\":\"wrong\"");
        assertThat(get().body()).contains("\"enrolled\":true", "\"recovery_codes_left\":9");

        HttpResponse<String> renewed = post("recovery-codes", "");
        assertThat(App.recoveryCodes(renewed)).hasSize(10).doesNotContainAnyElementsOf(codes);
        assertThat(login(PASSWORD, codes.get(1)).body()).contains("\"code\":\"wrong\"");
        assertThat(login(PASSWORD, App.recoveryCodes(renewed).get(1)).statusCode()).isEqualTo(200);
        assertThat(
                        api.text(
                                """
                                select string_agg(length(code_hash)::text, ',') from (
                                    select distinct code_hash from recovery_codes c
                                      join second_factors f on f.id = c.factor_id
                                     where f.user_id = %s limit 1) as one
                                """
                                        .formatted(id())))
                .isEqualTo("32");
    }

    @Test
    void replaced_by_a_recovery_code_is_told_to_a_confirmed_address() {
        api.sql("update users set email_verified_at = now() where id = " + id());
        List<String> codes = enrolled().recoveryCodes();
        login("Wrong-Horse-7", codes.get(1));

        assertThat(login(PASSWORD, codes.get(0)).statusCode()).isEqualTo(200);
        assertThat(login(PASSWORD, codes.get(0)).statusCode()).isEqualTo(401);

        assertThat(SentMails.to(user.email(), 3))
                .filteredOn(mail -> mail.text().contains("9 recovery codes are left"))
                .extracting(SentMails.Read::subject)
                .containsExactly("A recovery code of your account was used");
        assertThat(
                        api.sql(
                                "select count(*) from mails where kind = 'recovery_code_used' and recipient = '%s'"
                                        .formatted(user.email())))
                .isEqualTo(1);
    }

    @Test
    void becomes_active_with_a_first_code_and_ends_the_other_sessions() {
        String other = member(user.login(PASSWORD), "token");
        assertThat(get().body())
                .contains("\"enrolled\":false,\"enrolled_at\":null,\"recovery_codes_left\":0");
        assertThat(confirm("000000").body()).contains("VALID_001", "\"code\":\"wrong\"");
        HttpResponse<String> begun = post("enrol", "{}");
        assertThat(member(begun, "otpauth_uri"))
                .isEqualTo(
                        "otpauth://totp/AffTok:%s?secret=%s&issuer=AffTok"
                                .formatted(
                                        user.email().replace("@", "%40"), member(begun, "secret")));
        assertThat(member(begun, "qr_code")).startsWith("data:image/png;base64,");
        assertThat(confirm("000000").body()).contains("VALID_001", "\"code\":\"wrong\"");
        assertThat(login(PASSWORD, "").statusCode()).isEqualTo(200);
        HttpResponse<String> again = post("enrol", "{}");
        assertThat(confirm(App.code(api, member(begun, "secret"), 0)).body())
                .as("a secret that was replaced")
                .contains("\"code\":\"wrong\"");

        HttpResponse<String> confirmed = confirm(App.code(api, member(again, "secret"), 0));

        assertThat(confirmed.statusCode()).as(confirmed.body()).isEqualTo(200);
        assertThat(user.me(other).body()).contains("AUTH_003");
        token = member(confirmed, "token");
        assertThat(user.me(token).statusCode()).isEqualTo(200);
        assertThat(post("enrol", "{}").body())
                .contains("VALID_001", "{\"field\":\"mfa\",\"code\":\"enrolled\",");
        assertThat(confirm("000000").body()).contains("{\"field\":\"mfa\",\"code\":\"enrolled\",");
    }

    @Test
    void is_told_to_a_confirmed_address_and_noted() {
        api.sql("update users set email_verified_at = now() where id = " + id());
        enrolled();
        post("recovery-codes", "");

        assertThat(user.send("DELETE", MFA, token, "").statusCode()).isEqualTo(200);

        assertThat(SentMails.to(user.email(), 4))
                .extracting(SentMails.Read::subject)
                .contains(
                        "A second factor protects your account now",
                        "Your account has new recovery codes",
                        "The second factor of your account was removed");
        assertThat(
                        api.text(
                                """
                                select string_agg(action, ' ' order by id) from audit_log
                                 where object_type = 'user' and object_id = '%s'
                                   and action like 'user.mfa%%'
                                """
                                        .formatted(id())))
                .isEqualTo("user.mfa_enrol user.mfa_recovery_codes user.mfa_disable");
        assertThat(login(PASSWORD, "").statusCode()).isEqualTo(200);
        assertThat(user.send("DELETE", MFA, token, "").body()).contains("\"not_enrolled\"");
        assertThat(post("recovery-codes", "").body()).contains("\"not_enrolled\"");
    }

    @Test
    void is_asked_for_after_the_code_of_a_phone_which_is_not_used_up() {
        String number = "+96650" + ThreadLocalRandom.current().nextInt(1_000_000, 9_999_999);
        api.sql("update users set phone = '%s' where id = %s".formatted(number, id()));
        App app = enrolled();
        HttpResponse<String> sent =
                api.post("/api/auth/send-otp", "{\"phone\":\"%s\"}".formatted(number));
        String request =
                sent.body().replaceFirst(".*\"request_id\":\"([^\"]+)\",\"expires.*", "$1");
        String code = SentMessages.code(number, 1);

        assertThat(verify(request, code, "").body())
                .contains("AUTH_001", "{\"field\":\"mfa_code\",\"code\":\"required\",");
        assertThat(verify(request, code, "000000").body())
                .contains("AUTH_001", "{\"field\":\"mfa_code\",\"code\":\"wrong\",");
        HttpResponse<String> in = verify(request, code, app.next());

        assertThat(in.statusCode()).as(in.body()).isEqualTo(200);
        assertThat(member(in, "id")).isEqualTo(id());
        assertThat(verify(request, code, app.recoveryCodes().getFirst()).body())
                .contains("AUTH_003");
    }

    private HttpResponse<String> verify(String request, String code, String mfaCode) {
        return api.post(
                "/api/auth/verify-otp",
                "{\"request_id\":\"%s\",\"code\":\"%s\"%s}"
                        .formatted(
                                request,
                                code,
                                mfaCode.isEmpty() ? "" : ",\"mfa_code\":\"" + mfaCode + "\""));
    }

    @Test
    void stays_when_a_lost_password_is_replaced() {
        api.sql("update users set email_verified_at = now() where id = " + id());
        App app = enrolled();
        api.post("/api/auth/password/forgot", "{\"email\":\"%s\"}".formatted(user.email()));
        String reset = SentMails.token(user.email(), "reset-password");

        assertThat(
                        api.post(
                                        "/api/auth/password/reset",
                                        "{\"token\":\"%s\",\"password\":\"Battery-Staple-8\"}"
                                                .formatted(reset))
                                .statusCode())
                .isEqualTo(200);

        assertThat(login("Battery-Staple-8", "").body()).contains("\"code\":\"required\"");
        assertThat(login("Battery-Staple-8", app.next()).statusCode()).isEqualTo(200);
    }

    @Test
    void is_removed_by_the_support_with_a_reason_and_all_sessions_end() {
        api.sql("update users set email_verified_at = now() where id = " + id());
        SignedIn support = api.signedIn(Role.PROMOTER_SUPPORT);
        String path = "/api/admin/users/" + id() + "/reset-mfa";
        String reason = "{\"reason\":\"lost phone\"}";
        assertThat(support.post(path, reason).body())
                .contains("STATE_002", "{\"field\":\"mfa\",\"code\":\"not_enrolled\",");
        enrolled();

        assertThat(support.post(path, "{\"reason\":\" \"}").body())
                .contains("\"field\":\"reason\"");
        assertThat(support.post(path, reason).statusCode()).isEqualTo(200);

        assertThat(user.me(token).body()).contains("AUTH_003");
        assertThat(login(PASSWORD, "").statusCode()).isEqualTo(200);
        assertThat(
                        api.text(
                                """
                                select new_value::text from audit_log
                                 where action = 'user.reset_mfa' and object_id = '%s'
                                """
                                        .formatted(id())))
                .contains("lost phone");
        assertThat(SentMails.to(user.email(), 3))
                .extracting(SentMails.Read::subject)
                .contains("The second factor of your account was removed");
        assertThat(support.post("/api/admin/users/999999999/reset-mfa", reason).statusCode())
                .isEqualTo(404);
    }

    @Test
    void slows_down_who_guesses_codes_but_strangers_cannot_delay_the_owner() {
        App app = enrolled();
        for (int i = 0; i < 4; i++) {
            login("Wrong-Horse-7", "000000");
        }

        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            statuses.add(login(PASSWORD, "00000" + i).statusCode());
        }

        assertThat(statuses).containsExactly(401, 401, 401, 401, 401, 429);
        assertThat(login(PASSWORD, app.recoveryCodes().getFirst()).statusCode())
                .as("the owner of a recovery code isn't kept out")
                .isEqualTo(200);
    }

    @Test
    void is_not_missed_by_a_sign_in_during_the_enrolment() throws Exception {
        CompletableFuture<HttpResponse<String>> login;
        try (OpenTransaction enrolment = new OpenTransaction(api)) {
            enrolment.execute("select from users where id = %s for update".formatted(id()));
            enrolment.execute(
                    "insert into second_factors (user_id, secret, enrolled_at) values (%s, 'x', now())"
                            .formatted(id()));
            login =
                    CompletableFuture.supplyAsync(
                            () -> login(PASSWORD, ""), Thread::startVirtualThread);
            eventually("the sign-in waits", enrolment::isWaitedFor);
            enrolment.commit();
        }

        assertThat(login.join().body()).contains("AUTH_001");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    confirm | {}                          | code
                    confirm | {"code":""}                 | code
                    confirm | {"code":["123456"]}         | code
                    enrol   | {"current_password":{}}     | current_password
                    enrol   | {"current_password":""}     | current_password
                    """)
    void takes_nothing_wrong_and_names_the_field(String what, String json, String field) {
        assertThat(post(what, json).body()).contains("VALID_001", "\"field\":\"" + field + "\"");
    }

    private App enrolled() {
        App app = App.enrolled(api, token);
        token = app.token();
        return app;
    }

    private String id() {
        return member(user.answer(), "id");
    }

    private HttpResponse<String> get() {
        return user.send("GET", MFA, token, "");
    }

    private HttpResponse<String> post(String what, String json) {
        return user.send("POST", MFA + "/" + what, token, json);
    }

    private HttpResponse<String> confirm(String code) {
        return post("confirm", "{\"code\":\"%s\"}".formatted(code));
    }

    private HttpResponse<String> login(String password, String code) {
        return api.post(
                "/api/auth/login",
                "{\"email\":\"%s\",\"password\":\"%s\"%s}"
                        .formatted(
                                user.email(),
                                password,
                                code.isEmpty() ? "" : ",\"code\":\"" + code + "\""));
    }
}
