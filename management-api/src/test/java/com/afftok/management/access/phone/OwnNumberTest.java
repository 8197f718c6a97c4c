package com.afftok.management.access.phone;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SentMails;
import com.afftok.management.SentMessages;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.access.auth.Registered;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/// Users add a number to their account, and remove it.
final class OwnNumberTest {

    private static final String PATH = "/api/auth/phone";

    private final RunningApi api = RunningApi.shared();
    private final Registered user = Registered.in(api).confirmed();
    private final Phone phone = Phone.in(api);

    @Test
    void a_proven_number_signs_in_until_it_is_removed_with_the_password() {
        api.proofsExpire(Long.parseLong(id()));
        assertThat(change("Wrong-Horse-7").body())
                .contains("VALID_001", "\"field\":\"current_password\"");
        assertThat(send("PUT", PATH, "{\"phone\":\"%s\"}".formatted(phone.number())).body())
                .contains("AUTH_006");
        Phone.Code code = phone.read(change(Registered.PASSWORD));
        assertThat(send("POST", PATH + "/verify", code.wrong()).body())
                .contains("VALID_001", "\"field\":\"code\"");

        assertThat(send("POST", PATH + "/verify", code.json()).statusCode()).isEqualTo(200);

        assertThat(send("POST", PATH + "/verify", code.json()).body())
                .contains("VALID_001", "\"field\":\"request_id\",\"code\":\"spent\"");
        assertThat(user.me(user.token()).body()).contains(phone.number());
        assertThat(SentMails.to(user.email(), 2).getLast().text())
                .contains("Before: —.", "Now: " + PhoneNumber.masked(phone.number()))
                .doesNotContain(phone.number());
        assertThat(audited()).isEqualTo(1);
        phone.later("1 minute");
        assertThat(member(phone.verified(), "id")).isEqualTo(id());

        assertThat(send("DELETE", PATH, "{}").body()).contains("AUTH_006");
        assertThat(send("DELETE", PATH, password()).statusCode()).isEqualTo(200);

        assertThat(audited()).isEqualTo(2);
        SentMails.to(user.email(), 3);
        assertThat(user.me(user.token()).body()).contains("\"phone\":null");
        phone.later("1 minute");
        assertThat(phone.verified().body()).contains("\"registered\":false");
        assertThat(send("DELETE", PATH, password()).statusCode()).isEqualTo(200);
        assertThat(audited()).isEqualTo(2);
    }

    @Test
    void a_code_is_for_the_user_and_the_purpose_that_it_was_requested_for() {
        Phone.Code own = phone.read(change(Registered.PASSWORD));
        Registered other = Registered.in(api).confirmed();
        Phone another = Phone.in(api);
        Phone.Code signIn = another.requested();

        for (int i = 0; i < 4; i++) {
            assertThat(phone.verify(own.json()).body()).contains("AUTH_003");
            assertThat(other.send("POST", PATH + "/verify", other.token(), own.json()).body())
                    .contains("\"field\":\"request_id\"");
            assertThat(send("POST", PATH + "/verify", signIn.json()).body())
                    .contains("\"field\":\"request_id\"");
        }

        assertThat(send("POST", PATH + "/verify", own.json()).statusCode()).isEqualTo(200);
        assertThat(another.verify(signIn.json()).statusCode()).isEqualTo(200);
    }

    @Test
    void none_is_added_while_the_address_may_be_another_persons() {
        Registered stranger = Registered.in(api);

        HttpResponse<String> answer =
                stranger.send(
                        "PUT",
                        PATH,
                        stranger.token(),
                        "{\"phone\":\"%s\"}".formatted(phone.number()));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains("STATE_002", "\"field\":\"email\",\"code\":\"not_confirmed\"");
    }

    @Test
    void a_user_requests_five_codes_an_hour_whatever_the_numbers() {
        for (int i = 0; i < 5; i++) {
            assertThat(change(Phone.in(api), Registered.PASSWORD).statusCode()).isEqualTo(200);
        }

        HttpResponse<String> sixth = change(phone, Registered.PASSWORD);

        assertThat(sixth.body()).contains("RATE_001");
        assertThat(sixth.headers().firstValue("Retry-After")).isPresent();
        assertThat(phone.requested().json()).isNotEmpty();
    }

    @Test
    void a_code_that_has_expired_is_refused_by_name() {
        Phone.Code code = phone.read(change(Registered.PASSWORD));
        phone.codesExpire();

        assertThat(send("POST", PATH + "/verify", code.json()).body())
                .contains("\"field\":\"request_id\",\"code\":\"expired\"");
    }

    @Test
    void a_number_is_of_one_user() {
        phone.register();
        phone.later("1 minute");
        Phone.Code code = phone.read(change(Registered.PASSWORD));

        HttpResponse<String> answer = send("POST", PATH + "/verify", code.json());

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("AUTH_005", "\"field\":\"phone\",\"code\":\"taken\"");
    }

    @Test
    void a_user_without_a_password_signs_in_again_where_others_give_it() {
        HttpResponse<String> registered = phone.register();
        String token = member(registered, "token");
        String id = member(registered, "id");
        Phone second = Phone.in(api);
        String change = "{\"phone\":\"%s\"}".formatted(second.number());
        assertThat(user.send("DELETE", PATH, token, "{}").body())
                .contains("STATE_002", "\"field\":\"phone\",\"code\":\"only_way_in\"");
        Phone.Code code = second.read(user.send("PUT", PATH, token, change));
        assertThat(user.send("POST", PATH + "/verify", token, code.json()).statusCode())
                .isEqualTo(200);
        second.later("1 minute");
        assertThat(
                        user.send(
                                        "POST",
                                        "/api/auth/step-up",
                                        token,
                                        "{\"current_password\":\"Anything-1\"}")
                                .body())
                .contains("AUTH_006", "\"code\":\"sign_in_again\"");
        api.proofsExpire(Long.parseLong(id));

        assertThat(user.send("PUT", PATH, token, change).body())
                .contains("AUTH_006", "\"field\":\"session\",\"code\":\"sign_in_again\"");

        String again = member(second.verified(), "token");
        second.later("1 minute");
        assertThat(user.send("PUT", PATH, again, change).statusCode()).isEqualTo(200);
        assertThat(
                        user.send(
                                        "PUT",
                                        "/api/auth/password",
                                        again,
                                        """
                                        {"current_password":"x","new_password":"Battery-Staple-8"}\
                                        """)
                                .body())
                .contains("VALID_001", "\"field\":\"current_password\"");
    }

    @Test
    void a_user_by_phone_adds_an_address_and_then_a_password_and_may_then_lose_the_phone() {
        HttpResponse<String> registered = phone.register();
        String token = member(registered, "token");
        String email = "late-" + user.email();
        assertThat(
                        user.send(
                                        "PUT",
                                        "/api/auth/email",
                                        token,
                                        "{\"email\":\"%s\"}".formatted(email))
                                .statusCode())
                .isEqualTo(200);
        String proof = SentMails.to(email, 1).getLast().token();
        assertThat(user.send("POST", "/api/auth/email/resend", token, "").statusCode())
                .isEqualTo(200);

        assertThat(
                        api.post("/api/auth/email/verify", "{\"token\":\"%s\"}".formatted(proof))
                                .statusCode())
                .isEqualTo(200);
        api.post("/api/auth/password/forgot", "{\"email\":\"%s\"}".formatted(email));
        api.post(
                "/api/auth/password/reset",
                "{\"token\":\"%s\",\"password\":\"Battery-Staple-8\"}"
                        .formatted(SentMails.to(email, 2).getLast().token()));

        HttpResponse<String> login =
                api.post("/api/auth/login", Registered.credentials(email, "Battery-Staple-8"));
        assertThat(member(login, "id")).isEqualTo(member(registered, "id"));
        assertThat(
                        user.send(
                                        "DELETE",
                                        PATH,
                                        member(login, "token"),
                                        "{\"current_password\":\"Battery-Staple-8\"}")
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void an_identity_of_a_provider_that_is_not_configured_is_no_other_way_in() {
        HttpResponse<String> registered = phone.register();
        api.sql(
                """
                insert into identities (user_id, issuer, subject, created_at, last_used_at)
                values (%1$s, 'https://former.example.com', '%1$s', now(), now())
                """
                        .formatted(member(registered, "id")));

        HttpResponse<String> refused = user.send("DELETE", PATH, member(registered, "token"), "{}");

        assertThat(refused.body())
                .contains("STATE_002", "\"field\":\"phone\",\"code\":\"only_way_in\"");
    }

    @Test
    void no_password_is_made_for_a_user_without_an_address() {
        HttpResponse<String> registered = phone.register();
        SignedIn admin = api.signedIn(Role.SUPER_ADMIN);
        String path = "/api/admin/users/" + member(registered, "id");

        assertThat(admin.get(path).body())
                .contains("\"email\":null", "\"phone\":\"%s\"".formatted(phone.number()));
        assertThat(
                        admin.get("/api/admin/users?search=%2B" + phone.number().substring(1, 12))
                                .body())
                .contains("\"id\":" + member(registered, "id"));
        assertThat(admin.post(path + "/password-reset", "{\"reason\":\"asked\"}").body())
                .contains("STATE_002", "\"field\":\"email\",\"code\":\"no_address\"");
    }

    @Test
    void limits_and_form_are_those_of_a_sign_in() {
        phone.requested();

        assertThat(change(Registered.PASSWORD).statusCode()).isEqualTo(429);
        assertThat(send("PUT", PATH, "{\"phone\":\"0501234567\",\"channel\":\"fax\"}").body())
                .contains("\"field\":\"phone\",\"code\":\"not_a_phone\"", "\"field\":\"channel\"");
        assertThat(SentMessages.to(phone.number(), "sms")).hasSize(1);
    }

    private String id() {
        return member(user.answer(), "id");
    }

    private long audited() {
        return api.sql(
                """
                select count(*) from audit_log
                 where action = 'user.phone_change' and object_id = '%s'
                """
                        .formatted(id()));
    }

    private static String password() {
        return "{\"current_password\":\"%s\"}".formatted(Registered.PASSWORD);
    }

    private HttpResponse<String> change(String password) {
        return change(phone, password);
    }

    private HttpResponse<String> change(Phone wanted, String password) {
        return send(
                "PUT",
                PATH,
                "{\"phone\":\"%s\",\"current_password\":\"%s\"}"
                        .formatted(wanted.number(), password));
    }

    private HttpResponse<String> send(String method, String path, String json) {
        return user.send(method, path, user.token(), json);
    }
}
