package com.afftok.management.access.auth;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RegistrationTest {

    private final RunningApi api = RunningApi.shared();

    @Test
    void gives_an_account_and_signs_in() {
        Registered somebody = Registered.in(api);

        assertThat(somebody.answer().statusCode()).isEqualTo(201);
        assertThat(somebody.answer().body())
                .matches(
                        """
                        \\{"success":true,"data":\\{"user":\\{"id":[0-9]+,"account_id":[0-9]+,"username":"%1$s",\
                        "email":"%1$s@example.com","email_verified":false,"phone":null,"full_name":"Amal","role":"promoter",\
                        "member_role":"owner","unique_code":"[0-9A-Z]{10}","points":0,"level":1,"country":"SA",\
                        "audience_countries":\\[],"last_login":null},"token":"[^"]+","refresh_token":"[^"]{43}",\
                        "expires_at":"[^"]+Z"}}\
                        """
                                .formatted(somebody.username()));
        assertThat(somebody.me(somebody.token()).body())
                .contains("\"username\":\"" + somebody.username() + "\"");
    }

    @Test
    void keeps_the_password_as_an_argon2id_hash_only() {
        Registered somebody = Registered.in(api);

        assertThat(
                        api.sql(
                                "select count(*) from users where username = '%s' and password_hash"
                                                .formatted(somebody.username())
                                        + " like '$argon2id$v=19$m=64,t=1,p=1$%'"))
                .isEqualTo(1);
        assertThat(somebody.answer().body()).doesNotContain(Registered.PASSWORD, "argon2");
    }

    @Test
    void remembers_the_recruiter() {
        Registered recruiter = Registered.in(api);
        String code = member(recruiter.answer(), "unique_code").toLowerCase(Locale.ROOT);

        HttpResponse<String> answer = register("recruit", "\"unique_code\":\"" + code + "\"");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(
                        api.sql(
                                "select recruiter_id from accounts where id = "
                                        + member(answer, "account_id")))
                .isEqualTo(Long.parseLong(member(recruiter.answer(), "account_id")));
    }

    @Test
    void with_nobodys_code_is_400() {
        assertField(
                register("recruit", "\"recruiter_code\":\"ABCDEF9999\""),
                "recruiter_code",
                "must be somebody's unique_code");
    }

    @Test
    void of_an_advertiser_with_a_recruiter_is_400() {
        String code = member(Registered.in(api).answer(), "unique_code");

        assertField(
                register("shop", "\"role\":\"advertiser\",\"recruiter_code\":\"" + code + "\""),
                "recruiter_code",
                "is for promoters only");
    }

    @Test
    void with_a_taken_email_or_username_is_409_whatever_the_case() {
        Registered somebody = Registered.in(api);

        HttpResponse<String> answer =
                api.post(
                        "/api/auth/register",
                        Registered.json(somebody.username().toUpperCase(Locale.ROOT)));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains(
                        "\"code\":\"AUTH_005\"",
                        "{\"field\":\"email\",\"code\":\"taken\",",
                        "{\"field\":\"username\",\"code\":\"taken\",");
    }

    @Test
    void at_the_same_time_for_the_same_name_succeeds_once() {
        String json = Registered.json("twin" + System.nanoTime());
        List<CompletableFuture<HttpResponse<String>>> answers =
                IntStream.range(0, 8)
                        .mapToObj(_ ->
                                CompletableFuture.supplyAsync(
                                        () -> api.post("/api/auth/register", json),
                                        Thread::startVirtualThread))
                        .toList();

        assertThat(answers.stream().map(CompletableFuture::join).map(HttpResponse::statusCode))
                .containsOnly(201, 409)
                .containsOnlyOnce(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "username":"ab"                    | username
                    "username":"has space"             | username
                    "username":"ärger"                 | username
                    "username":""                      | username
                    "username":null                    | username
                    "username":12                      | username
                    "username":["a"]                   | username
                    "email":"nobody"                   | email
                    "email":"a@@b.c"                   | email
                    "email":"a@b.c\\nBcc: x@y.z"       | email
                    "email":"a\\u0000b@c.d"            | email
                    "password":"12345"                 | password
                    "password":"alllowercase1"         | password
                    "password":"NoDigitsHere"          | password
                    "password":"PassWord123"           | password
                    "password":"My-Localhost-8"        | password
                    "password":"Is-For-aMAL-8"         | password
                    "password":"Affiliate-Horse-8"     | password
                    "username":"horseman","password":"The-Horseman-8" | password
                    "email":"battery@example.com","password":"Battery-Horse-8" | password
                    "password":"1Qaz2wsx"              | password
                    "password":"Desmond1!"             | password
                    "password":{"$gt":""}              | password
                    "full_name":""                     | full_name
                    "full_name":"   "                  | full_name
                    "full_name":"a\\u0000b"            | full_name
                    "full_name":"a\\nb"                | full_name
                    "full_name":"\\ud800"              | full_name
                    "role":"super_admin"               | role
                    "role":"admin"                     | role
                    "role":7                           | role
                    "country":"sa"                     | country
                    "country":"ZZ"                     | country
                    "country":"SAU"                    | country
                    "recruiter_code":"x"               | recruiter_code
                    """)
    void with_a_field_that_is_wrong_is_400_with_the_field_named(String member, String field) {
        HttpResponse<String> answer = register("wrong", member);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"VALID_001\"", "\"field\":\"" + field + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"points\":1000", "\"is_admin\":true", "\"status\":[{}]"})
    void with_a_member_that_nobody_knows_makes_the_same_account(String member) {
        HttpResponse<String> answer = register("more", member);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).contains("\"role\":\"promoter\"", "\"points\":0,");
    }

    @ParameterizedTest
    @ValueSource(ints = {51, 10_000, 500_000})
    void with_huge_texts_is_400(int length) {
        String huge = "A1" + "x".repeat(length * 3);

        for (String field : List.of("username", "email", "password", "full_name", "country")) {
            if (field.equals("full_name") && length == 51) {
                continue;
            }
            HttpResponse<String> answer =
                    register(
                            "huge",
                            "\"%s\":\"%s\""
                                    .formatted(
                                            field,
                                            huge.substring(0, Math.min(huge.length(), 900_000))));
            assertThat(answer.statusCode()).as(field).isEqualTo(400);
            assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
        }
    }

    @Test
    void in_broken_utf_8_is_400() {
        byte[] json = Registered.json("broken").getBytes(StandardCharsets.UTF_8);
        json[json.length / 2] = (byte) 0xc3;
        json[json.length / 2 + 1] = (byte) 0x28;

        HttpResponse<String> answer =
                api.send(
                        api.request("/api/auth/register")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofByteArray(json)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"VALID_001\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "\"x\"", "{", "{}"})
    void with_a_body_that_is_none_is_400(String body) {
        HttpResponse<String> answer = api.post("/api/auth/register", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"VALID_001\"", "\"details\":[");
    }

    /// Registers a new user, with one member replaced or added.
    private HttpResponse<String> register(String name, String member) {
        String json = Registered.json(name + "_" + System.nanoTime());
        for (String own : member.split(",(?=\"[a-z_]+\":)", -1)) {
            String key = own.substring(0, own.indexOf(':') + 1);
            int start = json.indexOf(key);
            if (start >= 0) {
                int end = json.indexOf(",\"", start);
                json =
                        json.substring(0, start)
                                + own
                                + json.substring(end < 0 ? json.length() - 1 : end);
            } else {
                json = json.substring(0, json.length() - 1) + "," + own + "}";
            }
        }
        return api.post("/api/auth/register", json);
    }

    private static void assertField(HttpResponse<String> answer, String field, String message) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body())
                .contains(
                        "{\"field\":\"%s\",\"code\":\"".formatted(field),
                        "\"message\":\"%s\"}".formatted(message));
    }
}
