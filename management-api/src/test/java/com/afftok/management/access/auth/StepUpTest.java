package com.afftok.management.access.auth;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.management.access.factor.App;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The fresh proof before sensitive changes.
final class StepUpTest {

    private static final String STEP_UP = "/api/auth/step-up";
    private static final String SECRETS = "/api/advertiser/secrets";
    private static final String TEST_SECRET = "{\"mode\":\"test\"}";

    private final RunningApi api = RunningApi.shared();
    private SignedIn owner = api.signedIn(Role.ADVERTISER).withPassword();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    PUT    | /api/profile                      | {"payout_details":{"method":"bank_transfer","account_holder":"Amal","account":"SA0380000000608010167519","bank_name":"Al Bank","bank_code":"RJHISARI"}}
                    POST   | /api/account/members              | {"email":"omar@example.com","role":"viewer"}
                    POST   | /api/account/leave                | {}
                    PUT    | /api/auth/email                   | {"email":"omar@example.com"}
                    PUT    | /api/auth/phone                   | {"phone":"+966501234567"}
                    POST   | /api/auth/mfa/enrol               | {}
                    POST   | /api/auth/mfa/recovery-codes      |
                    DELETE | /api/auth/mfa                     |
                    POST   | /api/advertiser/secrets           | {"mode":"test"}
                    DELETE | /api/advertiser/secrets/1         |
                    POST   | /api/webhooks                     | {"url":"https://shop.example.com/x","events":["conversion.created"]}
                    PATCH  | /api/webhooks/1                   | {"version":0,"url":"https://shop.example.com/y"}
                    POST   | /api/webhooks/1/secret            |
                    DELETE | /api/webhooks/1/secret/previous   |
                    DELETE | /api/auth/sessions                |
                    DELETE | /api/auth/sessions/7b6791b5-a073-47fa-ad9d-680e48d81097 |
                    """)
    void is_needed_five_minutes_after_the_sign_in(String method, String path, String json) {
        owner.fiveMinutesLater();

        HttpResponse<String> refused = owner.send(method, path, json == null ? "" : json);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .contains("AUTH_006", "{\"field\":\"current_password\",\"code\":\"required\",");
    }

    @Test
    void by_the_password_is_for_five_minutes_of_the_session() {
        SignedIn elsewhere = owner.again();
        owner.fiveMinutesLater();
        assertThat(owner.get("/api/me").body())
                .contains(
                        "\"second_factor\":{\"enrolled\":false,\"proven\":false,\"proven_until\":null}");

        assertThat(prove(owner, "current_password", "Wrong-Horse-7").body())
                .contains("VALID_001", "{\"field\":\"current_password\",\"code\":\"wrong\",");
        assertThat(secret(owner).body()).contains("AUTH_006");
        HttpResponse<String> proven = prove(owner, "current_password", SignedIn.PASSWORD);

        assertThat(proven.statusCode()).as(proven.body()).isEqualTo(200);
        assertThat(proven.body()).contains("\"proven_until\":\"2");
        owner = owner.with(member(proven, "token"));
        assertThat(secret(owner).statusCode()).isEqualTo(201);
        assertThat(secret(elsewhere).body()).contains("AUTH_006");
        owner.fiveMinutesLater();
        assertThat(secret(owner).body()).contains("AUTH_006");
    }

    @Test
    void replaces_the_tokens_of_the_session() {
        String before = owner.tokens().refreshToken();

        HttpResponse<String> proven = prove(owner, "current_password", SignedIn.PASSWORD);

        assertThat(refresh(before).body()).contains("AUTH_003");
        HttpResponse<String> next = refresh(member(proven, "refresh_token"));
        assertThat(next.statusCode()).as(next.body()).isEqualTo(200);
        assertThat(as(member(proven, "token"), SECRETS, TEST_SECRET).statusCode()).isEqualTo(201);
        api.sql(
                "update refresh_tokens set used_at = used_at - interval '11 seconds' where used_at is not null and session_id in (select id from sessions where user_id = %d)"
                        .formatted(owner.id()));
        assertThat(refresh(before).body()).contains("AUTH_003");
        assertThat(as(member(next, "token"), SECRETS, TEST_SECRET).body())
                .as("a later use ends the session")
                .contains("AUTH_003");
    }

    @Test
    void by_a_first_code_replaces_them_too_also_in_a_cookie() {
        String before = owner.tokens().refreshToken();
        api.sql("update sessions set kind = 'browser' where user_id = " + owner.id());
        String secret = member(owner.post("/api/auth/mfa/enrol", "{}"), "secret");

        HttpResponse<String> confirmed =
                owner.post(
                        "/api/auth/mfa/confirm",
                        "{\"code\":\"%s\"}".formatted(App.code(api, secret, 0)));

        assertThat(confirmed.body()).contains("\"refresh_token\":null", "\"recovery_codes\":[");
        assertThat(confirmed.headers().allValues("set-cookie")).hasSize(2);
        assertThat(refresh(before).body()).contains("AUTH_003");
        assertThat(owner.get("/api/me").body()).contains("AUTH_003");
        assertThat(as(member(confirmed, "token"), SECRETS, TEST_SECRET).statusCode())
                .isEqualTo(201);
    }

    @Test
    void ends_the_access_token_of_before_after_ten_seconds_in_which_it_lacks_the_proof() {
        owner.fiveMinutesLater();

        SignedIn next = owner.with(member(proven(owner), "token"));

        assertThat(owner.get("/api/me").body()).contains("\"proven_until\":null");
        assertThat(secret(owner).body()).contains("AUTH_006");
        assertThat(secret(next).statusCode()).isEqualTo(201);
        api.sql(
                "update sessions set former_tokens_until = former_tokens_until - interval '10 seconds' where user_id = %d"
                        .formatted(owner.id()));
        assertThat(owner.get("/api/me").body()).contains("AUTH_003");
        assertThat(next.get("/api/me").statusCode()).isEqualTo(200);
    }

    @Test
    void can_be_repeated_for_ten_seconds_if_the_answer_was_lost() {
        proven(owner);

        HttpResponse<String> again = proven(owner);

        assertThat(again.body()).contains("\"proven_until\":\"2");
        assertThat(secret(owner.with(member(again, "token"))).statusCode()).isEqualTo(201);
        assertThat(owner.get("/api/me").body()).as("two proofs ago").contains("AUTH_003");
    }

    private static HttpResponse<String> proven(SignedIn user) {
        HttpResponse<String> proven = prove(user, "current_password", SignedIn.PASSWORD);
        assertThat(proven.statusCode()).as(proven.body()).isEqualTo(200);
        return proven;
    }

    private HttpResponse<String> refresh(String token) {
        return api.post("/api/auth/refresh", "{\"refresh_token\":\"%s\"}".formatted(token));
    }

    @Test
    void by_the_password_is_not_enough_for_a_user_with_a_second_factor() {
        App app = enrolled();
        assertThat(secret(owner).statusCode()).as("the first code is a proof").isEqualTo(201);
        owner.fiveMinutesLater();

        for (HttpResponse<String> refused :
                List.of(
                        prove(owner, "current_password", SignedIn.PASSWORD),
                        secret(owner),
                        owner.delete("/api/auth/mfa"),
                        owner.put(
                                "/api/auth/email",
                                "{\"email\":\"omar@example.com\",\"current_password\":\"%s\"}"
                                        .formatted(SignedIn.PASSWORD)),
                        owner.put("/api/auth/password", newPassword()))) {
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body())
                    .contains("AUTH_006", "{\"field\":\"code\",\"code\":\"required\",");
        }
        assertThat(prove(owner, "code", "000000").body())
                .contains("VALID_001", "{\"field\":\"code\",\"code\":\"wrong\",");
        String code = app.next();
        HttpResponse<String> proven = prove(owner, "code", code);
        assertThat(proven.body()).contains("\"proven_until\":\"2");
        owner = owner.with(member(proven, "token"));

        assertThat(secret(owner).statusCode()).isEqualTo(201);
        owner.fiveMinutesLater();
        assertThat(prove(owner, "code", code).body()).contains("\"code\":\"wrong\"");
        HttpResponse<String> recovered = prove(owner, "code", app.recoveryCodes().getFirst());
        assertThat(recovered.statusCode()).as(recovered.body()).isEqualTo(200);
        owner = owner.with(member(recovered, "token"));
        assertThat(owner.delete("/api/auth/mfa").statusCode()).isEqualTo(200);
    }

    @Test
    void in_a_session_without_the_second_factor_does_not_count() {
        App app = enrolled();
        SignedIn other = owner.again();

        assertThat(secret(other).body()).contains("AUTH_006", "\"field\":\"code\"");
        HttpResponse<String> proven = prove(other, "code", app.next());
        assertThat(proven.statusCode()).as(proven.body()).isEqualTo(200);
        assertThat(other.get("/api/me").body()).contains("AUTH_003");
        assertThat(secret(other.with(member(proven, "token"))).statusCode()).isEqualTo(201);
    }

    @Test
    void goes_along_to_another_account_and_to_the_session_after_a_new_password() {
        enrolled();
        long second = SignedIn.account(api, "advertiser");
        owner.joins(second, MemberRole.OWNER);

        HttpResponse<String> changed = owner.put("/api/auth/password", newPassword());
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        HttpResponse<String> switched =
                as(
                        member(changed, "token"),
                        "/api/auth/switch",
                        "{\"account_id\":%d}".formatted(second));
        assertThat(switched.statusCode()).as(switched.body()).isEqualTo(200);
        assertThat(as(member(switched, "token"), SECRETS, TEST_SECRET).statusCode()).isEqualTo(201);

        owner.fiveMinutesLater();
        HttpResponse<String> back =
                as(
                        member(switched, "token"),
                        "/api/auth/switch",
                        "{\"account_id\":%d}".formatted(owner.account()));
        assertThat(as(member(back, "token"), SECRETS, TEST_SECRET).body()).contains("AUTH_006");
    }

    @Test
    void is_slowed_down_for_who_guesses() {
        enrolled();

        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            statuses.add(prove(owner, "code", "00000" + i).statusCode());
        }

        assertThat(statuses).containsExactly(400, 400, 400, 400, 400, 429);
    }

    @Test
    void needs_a_second_factor_for_a_code() {
        assertThat(prove(owner, "code", "123456").body())
                .contains("VALID_001", "{\"field\":\"code\",\"code\":\"not_enrolled\",");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                             | code
                    {"code":"123456","current_password":"x"}       | code
                    {"code":7}                                     | code
                    {"code":""}                                    | code
                    {"current_password":["x"]}                     | current_password
                    """)
    void takes_nothing_wrong_and_names_the_field(String json, String field) {
        assertThat(owner.post(STEP_UP, json).body())
                .contains("VALID_001", "\"field\":\"" + field + "\"");
    }

    private App enrolled() {
        App app = App.enrolled(api, owner.tokens().token());
        owner = owner.with(app.token());
        return app;
    }

    private static String newPassword() {
        return "{\"current_password\":\"%s\",\"new_password\":\"Battery-Staple-8\"}"
                .formatted(SignedIn.PASSWORD);
    }

    private static HttpResponse<String> prove(SignedIn user, String by, String value) {
        return user.post(STEP_UP, "{\"%s\":\"%s\"}".formatted(by, value));
    }

    private static HttpResponse<String> secret(SignedIn user) {
        return user.post(SECRETS, TEST_SECRET);
    }

    private HttpResponse<String> as(String token, String path, String json) {
        return api.send(
                api.request(path)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)));
    }
}
