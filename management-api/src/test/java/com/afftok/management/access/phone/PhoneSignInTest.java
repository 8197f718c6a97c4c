package com.afftok.management.access.phone;

import static com.afftok.management.Eventually.eventually;
import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SentMessages;
import com.afftok.management.access.auth.Registered;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sign-in and registration with a code that is sent to a phone.
final class PhoneSignInTest {

    private final RunningApi api = RunningApi.shared();
    private final Phone phone = Phone.in(api);

    @Test
    void a_number_registers_once_and_then_signs_in() {
        HttpResponse<String> proven = phone.verified();
        assertThat(proven.body())
                .contains("\"registered\":false", "\"user\":null", "\"token\":null");
        String token = member(proven, "phone_token");
        Registered taken = Registered.in(api);
        assertThat(phone.register(token, taken.username()).body())
                .contains("AUTH_005", "\"field\":\"username\"");

        HttpResponse<String> registered =
                api.post(
                        "/api/auth/register",
                        Phone.registration(token, phone.name())
                                .replace("{", "{\"session\":\"cookie\","));

        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
        assertThat(registered.headers().allValues("set-cookie")).hasSize(2);
        assertThat(registered.body())
                .contains("\"email\":null", "\"phone\":\"%s\"".formatted(phone.number()));
        assertThat(phone.register(token, phone.name()).body()).contains("AUTH_003");
        phone.later("31 seconds");
        HttpResponse<String> again = phone.verified();
        assertThat(again.body()).contains("\"registered\":true", "\"phone_token\":null");
        assertThat(session(member(again, "token")))
                .contains(
                        "\"id\":" + member(registered, "id"),
                        "\"session\":{\"id\":\"",
                        "\"current\":true,\"device\":",
                        "\"last_used_at\":");
    }

    @Test
    void a_token_that_proves_a_number_works_for_a_quarter_of_an_hour_and_in_place_of_the_rest() {
        String token = member(phone.verified(), "phone_token");
        assertThat(
                        api.post(
                                        "/api/auth/register",
                                        Registered.json(phone.name())
                                                .replace(
                                                        "\"full_name\"",
                                                        "\"phone_token\":\"%s\",\"full_name\""
                                                                .formatted(token)))
                                .body())
                .contains("VALID_001", "\"field\":\"email\"", "\"field\":\"password\"", "not_with");
        assertThat(
                        api.sql(
                                """
                                select count(*) from phone_tokens
                                 where phone = '%s'
                                   and expires_at between now() + interval '14 minutes' and now() + interval '15 minutes'
                                """
                                        .formatted(phone.number())))
                .isEqualTo(1);

        api.sql(
                "update phone_tokens set expires_at = now() where phone = '%s'"
                        .formatted(phone.number()));

        assertThat(phone.register(token, phone.name()).body()).contains("AUTH_002");
    }

    @Test
    void answers_the_same_whether_or_not_a_user_has_the_number() {
        phone.register();
        phone.later("1 minute");
        Phone nobody = Phone.in(api);

        HttpResponse<String> known = phone.send();
        HttpResponse<String> unknown = nobody.send();

        assertThat(Phone.masked(unknown)).isEqualTo(Phone.masked(known));
        assertThat(unknown.statusCode()).isEqualTo(known.statusCode()).isEqualTo(200);
    }

    @Test
    void while_nobody_may_register_only_users_get_codes() {
        phone.register();
        phone.later("1 minute");
        Phone nobody = Phone.in(api);
        api.sql(
                """
                insert into settings (name, value)
                values ('registration.promoters', 'false'), ('registration.advertisers', 'false')
                """);
        try {
            assertThat(Phone.masked(nobody.send())).isEqualTo(Phone.masked(phone.send()));
        } finally {
            api.sql("delete from settings where name like 'registration.%'");
        }

        SentMessages.to(phone.number(), "sms", 2);
        assertThat(SentMessages.to(nobody.number(), "sms")).isEmpty();
        assertThat(
                        api.sql(
                                """
                                select count(*) from mails
                                 where recipient = '%s' and message is null and attempts = 0
                                   and error = 'it was not to be sent'
                                """
                                        .formatted(nobody.number())))
                .isEqualTo(1);
    }

    @Test
    void a_code_works_once_with_its_own_request_and_for_three_attempts() {
        Phone.Code first = phone.requested();
        Phone other = Phone.in(api);
        Phone.Code foreign = other.requested();

        assertThat(phone.verify(first.json(foreign.code())).statusCode()).isEqualTo(401);
        assertThat(phone.verify(first.wrong()).body()).contains("AUTH_001", "\"field\":\"code\"");
        assertThat(phone.verify(first.json()).statusCode()).isEqualTo(200);
        assertThat(phone.verify(first.json()).body()).contains("AUTH_003");

        for (int i = 0; i < 3; i++) {
            assertThat(other.verify(foreign.wrong()).body()).contains("AUTH_001");
        }
        assertThat(other.verify(foreign.json()).body()).contains("AUTH_003");
        assertThat(phone.verify("{\"request_id\":\"unknown\",\"code\":\"123456\"}").body())
                .contains("AUTH_003");
    }

    @Test
    void a_code_expires_after_five_minutes() {
        HttpResponse<String> sent = phone.send();
        assertThat(sent.body()).contains("\"expires_at\":\"", "\"resend_at\":\"");
        Phone.Code code = phone.read(sent);
        assertThat(
                        api.sql(
                                """
                                select count(*) from otp_requests
                                 where phone = '%s' and expires_at = created_at + interval '5 minutes'
                                """
                                        .formatted(phone.number())))
                .isEqualTo(1);

        phone.codesExpire();

        assertThat(phone.verify(code.json()).body()).contains("AUTH_002");
    }

    @Test
    void no_more_than_three_of_a_hundred_guesses_at_once_are_compared() {
        Phone.Code code = phone.requested();

        List<HttpResponse<String>> answers = Phone.atOnce(100, () -> phone.verify(code.wrong()));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(401);
        assertThat(answers).filteredOn(answer -> answer.body().contains("AUTH_001")).hasSize(3);
        assertThat(phone.verify(code.json()).body()).contains("AUTH_003");
    }

    @Test
    void a_right_code_signs_in_once_however_often_it_comes_at_once() {
        phone.register();
        phone.later("1 minute");
        Phone.Code code = phone.requested();

        assertThat(Phone.atOnce(10, () -> phone.verify(code.json())))
                .filteredOn(answer -> answer.statusCode() == 200)
                .hasSize(1);
    }

    @Test
    void a_banned_user_learns_so_after_the_right_code() {
        long id = Long.parseLong(member(phone.register(), "id"));
        phone.later("1 minute");
        api.sql("update users set status = 'banned' where id = " + id);
        Phone.Code code = phone.requested();

        assertThat(phone.verify(code.wrong()).body()).contains("AUTH_001");
        HttpResponse<String> right = phone.verify(code.json());

        assertThat(right.statusCode()).isEqualTo(403);
        assertThat(right.body()).contains("AUTH_004");
    }

    @Test
    void a_browser_keeps_the_session_in_a_cookie() {
        phone.register();
        phone.later("1 minute");
        Phone.Code code = phone.requested();

        HttpResponse<String> answer =
                phone.verify(
                        code.json().replace("}", ",\"session\":\"cookie\",\"remember\":true}"));

        assertThat(answer.body()).contains("\"refresh_token\":null");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie ->
                        assertThat(cookie)
                                .startsWith("__Secure-afftok_refresh=")
                                .contains("HTTPOnly", "Max-Age="));
    }

    @Test
    void a_text_is_one_message_in_the_language_of_the_request() {
        Phone other = Phone.in(api);
        api.send(
                api.request("/api/auth/send-otp")
                        .header("Content-Type", "application/json")
                        .header("Accept-Language", "ar-SA, en;q=0.5")
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"mobileNumber\":\"%s\",\"channel\":\"whatsapp\"}"
                                                .formatted(other.number()))));
        String arabic = SentMessages.to(other.number(), "whatsapp", 1).getFirst();
        assertThat(arabic).matches("\\d{6} هو رمزك في AffTok، صالح 5 دقائق. لا تعطه لأحد.");
        assertThat(arabic.length()).isLessThanOrEqualTo(70);
        assertThat(SentMessages.to(other.number(), "sms")).isEmpty();

        phone.requested();
        String english = SentMessages.to(phone.number(), "sms", 1).getFirst();
        assertThat(english).matches("\\d{6} is your AffTok code[.] .*").hasSizeLessThan(161);
    }

    @Test
    void the_database_has_no_code_and_no_token() {
        Phone.Code code = phone.requested();

        eventually(
                "no text is kept",
                () ->
                        api.sql(
                                        """
                                        select count(*) from mails
                                         where recipient = '%s' and message is null and error is null
                                        """
                                                .formatted(phone.number()))
                                == 1);
        assertThat(
                        api.sql(
                                """
                                select count(*) from otp_requests
                                 where token_hash = sha256('%1$s') and code_hash = sha256('%1$s%2$s')
                                   and phone = '%3$s' and country = 'SA'
                                """
                                        .formatted(code.request(), code.code(), phone.number())))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0501234567",
                "00966501234567",
                "+966 50 123 4567",
                "+9660501234567",
                "+٩٦٦٥٠١٢٣٤٥٦٧",
                "+96650123456٧",
                "＋966501234567",
                "+966501234567\\r\\nX-Other: 1",
                "+966501234567\\u0000",
                "+966501234567,+966501234568",
                "+966501234567;ext=2",
                "+96650123456",
                "+966112345678",
                "+447000000000",
                "+448712345678",
                "+19002345678",
                "+881612345678",
                "+999123456789",
                ""
            })
    void refuses_what_is_no_number_of_a_mobile_phone(String number) {
        assertThat(api.post("/api/auth/send-otp", "{\"phone\":\"" + number + "\"}").body())
                .contains("VALID_001", "\"field\":\"phone\",\"code\":\"not_a_phone\"");
        assertThat(api.post("/api/auth/send-otp", "{\"mobileNumber\":\"" + number + "\"}").body())
                .contains("VALID_001", "\"field\":\"mobileNumber\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "1234567", "١٢٣٤٥٦", "12345６", "12 456", "12345\\n", "-12345"})
    void refuses_what_is_no_code(String code) {
        Phone.Code sent = phone.requested();

        assertThat(phone.verify(sent.json(code)).body())
                .contains("VALID_001", "\"field\":\"code\"");

        assertThat(phone.verify(sent.json()).statusCode()).isEqualTo(200);
    }

    @Test
    void names_what_is_missing_or_contradicts() {
        assertThat(api.post("/api/auth/send-otp", "{}").body())
                .contains("\"field\":\"phone\",\"code\":\"required\"");
        assertThat(
                        api.post(
                                        "/api/auth/send-otp",
                                        """
                                        {"phone":"+966501234567","mobileNumber":"+966501234568","channel":"mail"}\
                                        """)
                                .body())
                .contains("\"field\":\"mobileNumber\"", "\"field\":\"channel\"");
    }

    private String session(String token) {
        return api.send(api.request("/api/auth/session").header("Authorization", "Bearer " + token))
                .body();
    }
}
