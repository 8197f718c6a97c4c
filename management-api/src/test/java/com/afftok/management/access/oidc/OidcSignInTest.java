package com.afftok.management.access.oidc;

import static com.afftok.management.Eventually.eventually;
import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.OpenTransaction;
import com.afftok.management.RunningApi;
import com.afftok.management.SentMails;
import com.afftok.management.access.auth.Registered;
import com.afftok.management.access.factor.App;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Sign-in and registration at a provider.
final class OidcSignInTest {

    private final RunningApi api = OidcApi.api();
    private final Guest guest = Guest.of("google");

    @Test
    void an_account_at_a_provider_registers_once_and_then_signs_in() {
        HttpResponse<String> proven = guest.signIn();
        assertThat(proven.body())
                .contains(
                        "\"registered\":false",
                        "\"email\":\"" + guest.email(),
                        "\"email_verified\":true",
                        "\"full_name\":\"Layla Hassan\"",
                        "\"user\":null",
                        "\"token\":null");
        String token = member(proven, "oidc_token");
        Registered taken = Registered.in(api);
        assertThat(guest.register(token, taken.username()).body())
                .contains("AUTH_005", "\"field\":\"username\"");

        HttpResponse<String> registered =
                api.post(
                        "/api/auth/register",
                        Guest.registration(token, guest.name())
                                .replace("{", "{\"session\":\"cookie\","));

        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
        assertThat(registered.headers().allValues("set-cookie")).hasSize(2);
        assertThat(registered.body())
                .contains("\"email\":\"" + guest.email(), "\"email_verified\":true");
        assertThat(guest.register(token, guest.name() + "2").body()).contains("AUTH_003");
        HttpResponse<String> again = guest.signIn();
        assertThat(again.body()).contains("\"registered\":true", "\"oidc_token\":null");
        assertThat(session(member(again, "token")))
                .contains("\"id\":" + member(registered, "id"), "\"current\":true");
        assertThat(SentMails.to(guest.email())).isEmpty();
    }

    @Test
    void a_user_with_a_second_factor_proves_it_after_the_provider() {
        App app = App.enrolled(api, member(guest.register(), "token"));

        HttpResponse<String> first = guest.signIn();

        assertThat(first.body()).contains("\"registered\":true", "\"token\":null", "\"user\":null");
        String token = member(first, "oidc_token");
        assertThat(secondStep(token, "000000").body())
                .contains("AUTH_001", "\"field\":\"mfa_code\",\"code\":\"wrong\"");
        assertThat(secondStep(token + "x", app.next()).body()).contains("AUTH_003");
        assertThat(guest.register(token, guest.name() + "2").body()).contains("AUTH_005");
        HttpResponse<String> signedIn = secondStep(token, app.next());
        assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(200);
        assertThat(session(member(signedIn, "token")))
                .contains("\"second_factor\":{\"enrolled\":true,\"proven\":true");
        assertThat(secondStep(token, app.recoveryCodes().getFirst()).body()).contains("AUTH_003");
    }

    @Test
    void a_token_for_the_second_step_expires() {
        App app = App.enrolled(api, member(guest.register(), "token"));
        String token = member(guest.signIn(), "oidc_token");
        api.sql(
                "update identity_tokens set expires_at = now() where subject = '%s'"
                        .formatted(guest.subject()));

        assertThat(secondStep(token, app.next()).body()).contains("AUTH_002");
    }

    private HttpResponse<String> secondStep(String token, String code) {
        return api.post(
                "/api/auth/oidc/sign-in",
                "{\"oidc_token\":\"%s\",\"mfa_code\":\"%s\"}".formatted(token, code));
    }

    @Test
    void an_address_that_the_provider_has_not_verified_is_confirmed_by_mail_first() {
        Guest unverified = guest.with("email_verified", false);

        HttpResponse<String> registered = unverified.register();

        assertThat(registered.body()).contains("\"email\":null", "\"email_verified\":false");
        String token = SentMails.to(guest.email(), 1).getFirst().token();
        assertThat(
                        api.post("/api/auth/email/verify", "{\"token\":\"%s\"}".formatted(token))
                                .statusCode())
                .isEqualTo(200);
        assertThat(Registered.me(api, member(registered, "token")).body())
                .contains("\"email\":\"" + guest.email(), "\"email_verified\":true");
    }

    @Test
    void an_address_of_a_user_signs_nobody_in() {
        Registered user = Registered.in(api);

        HttpResponse<String> answer =
                guest.with("email", user.email().toUpperCase(Locale.ROOT)).signIn();

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains("AUTH_005", "\"field\":\"email\",\"code\":\"link_first\"")
                .doesNotContain("oidc_token");
    }

    @Test
    void whether_a_user_has_an_address_is_not_told_to_who_has_not_proven_it() {
        Registered user = Registered.in(api);
        Guest stranger = guest.with("email", user.email()).with("email_verified", false);

        assertThat(stranger.signIn().body()).contains("\"registered\":false", "oidc_token");
        HttpResponse<String> registered = stranger.register();

        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
        assertThat(registered.body()).contains("\"email\":null");
        eventually(
                "the request is answered",
                () ->
                        api.sql(
                                        "select count(*) from mail_requests where email = '%s'"
                                                .formatted(user.email()))
                                == 0);
        assertThat(
                        api.sql(
                                "select count(*) from address_proofs p join users u on u.id = p.user_id where p.email = '%s' and u.email is null"
                                        .formatted(user.email())))
                .isZero();
    }

    @Test
    void an_address_that_becomes_a_users_during_the_registration_is_named() throws Exception {
        Registered user = Registered.in(api);
        String token = member(guest.signIn(), "oidc_token");
        try (OpenTransaction change = new OpenTransaction(api)) {
            change.execute(
                    "update users set email = '%s' where username = '%s'"
                            .formatted(guest.email(), user.username()));
            CompletableFuture<HttpResponse<String>> registering =
                    CompletableFuture.supplyAsync(
                            () -> guest.register(token, guest.name()), Thread::startVirtualThread);
            eventually("the registration waits", change::isWaitedFor);
            change.commit();

            assertThat(registering.join().body())
                    .contains("AUTH_005", "\"field\":\"email\",\"code\":\"link_first\"");
        }
    }

    @Test
    void an_address_that_became_a_users_meanwhile_is_not_registered() {
        Registered user = Registered.in(api);
        String token = member(guest.signIn(), "oidc_token");
        api.sql(
                "update users set email = '%s' where username = '%s'"
                        .formatted(guest.email(), user.username()));

        assertThat(guest.register(token, guest.name()).body()).contains("AUTH_005", "link_first");

        assertThat(
                        api.sql(
                                "select count(*) from identities where subject = '%s'"
                                        .formatted(guest.subject())))
                .isZero();
    }

    @Test
    void a_person_without_an_address_registers_too() {
        assertThat(guest.without("email").register().body()).contains("\"email\":null");

        assertThat(guest.signIn().body()).contains("\"registered\":true");
    }

    @Test
    void the_browser_goes_to_the_provider_with_pkce_nonce_and_the_page_of_the_panel() {
        HttpResponse<String> begun = guest.begin();

        URI url = Guest.url(begun);
        Map<String, String> query = Guest.query(url);
        assertThat(url.getPath()).isEqualTo("/google/authorize");
        assertThat(query)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", OidcApi.CLIENT)
                .containsEntry("scope", "openid email profile")
                .containsEntry("redirect_uri", "http://localhost:8081/sign-in/google")
                .containsEntry("code_challenge_method", "S256");
        String token = member(begun, "request_token");
        for (String secret : List.of("state", "nonce", "code_challenge")) {
            assertThat(query.get(secret)).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(token);
        }
        assertThat(Guest.query(Guest.url(guest.begin())).get("state"))
                .isNotEqualTo(query.get("state"));
        assertThat(
                        api.sql(
                                """
                                select count(*) from identity_requests
                                 where token_hash = sha256('%s') and user_id is null
                                   and expires_at between now() + interval '9 minutes' and now() + interval '10 minutes'
                                """
                                        .formatted(token)))
                .isEqualTo(1);
    }

    @Test
    void an_answer_is_taken_once_from_the_browser_that_began() {
        guest.register();
        Guest.Visit visit = guest.visit();
        Guest.Visit other = Guest.of("google").visit();

        assertThat(guest.end(visit.withState(other.state())).body()).contains("AUTH_003");
        assertThat(guest.end(new Guest.Visit(other.token(), visit.state(), visit.code())).body())
                .contains("AUTH_003");
        assertThat(guest.end(new Guest.Visit("unknown", visit.state(), visit.code())).body())
                .contains("AUTH_003");

        HttpResponse<String> answer = guest.end(visit);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(guest.end(visit).body()).contains("AUTH_003");
    }

    @Test
    void a_code_of_another_request_is_refused_by_pkce() {
        guest.register();
        Guest.Visit victims = guest.visit();
        Guest.Visit own = Guest.of("google").visit();

        HttpResponse<String> answer = guest.end(own.withCode(victims.code()));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("AUTH_001", "\"field\":\"code\"");
    }

    @Test
    void an_answer_is_of_the_provider_that_was_asked() {
        Guest.Visit visit = guest.visit();

        assertThat(new Guest(api, "linkedin", guest.subject(), Map.of()).end(visit).body())
                .contains("AUTH_003");

        assertThat(guest.end(visit).statusCode()).isEqualTo(200);
    }

    @Test
    void an_account_is_its_providers_and_no_others() {
        guest.register();

        Guest same = new Guest(api, "linkedin", guest.subject(), Map.of());

        assertThat(same.signIn().body()).contains("\"registered\":false");
    }

    @Test
    void a_request_is_open_for_ten_minutes_and_its_registration_for_a_quarter_of_an_hour() {
        Guest.Visit visit = guest.visit();
        api.sql(
                "update identity_requests set expires_at = now() where token_hash = sha256('%s')"
                        .formatted(visit.token()));
        assertThat(guest.end(visit).body()).contains("AUTH_002");

        String token = member(Guest.of("google").signIn(), "oidc_token");
        assertThat(
                        api.sql(
                                """
                                update identity_tokens set expires_at = now()
                                 where token_hash = sha256('%s')
                                   and expires_at between now() + interval '14 minutes' and now() + interval '15 minutes'
                                returning 1
                                """
                                        .formatted(token)))
                .isEqualTo(1);
        assertThat(guest.register(token, guest.name()).body()).contains("AUTH_002");
    }

    @Test
    void a_token_of_a_provider_takes_the_place_of_the_rest() {
        String token = member(guest.signIn(), "oidc_token");

        assertThat(
                        api.post(
                                        "/api/auth/register",
                                        Registered.json(guest.name())
                                                .replace(
                                                        "\"full_name\"",
                                                        """
                                                        "oidc_token":"%s","phone_token":"x","full_name"\
                                                        """
                                                                .formatted(token)))
                                .body())
                .contains(
                        "VALID_001",
                        "\"field\":\"email\"",
                        "\"field\":\"password\"",
                        "\"field\":\"oidc_token\",\"code\":\"not_with\"");
    }

    @Test
    void a_right_answer_signs_in_once_however_often_it_comes_at_once() throws Exception {
        guest.register();
        Guest.Visit visit = guest.visit();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> answers =
                    IntStream.range(0, 10)
                            .mapToObj(_ -> threads.submit(() -> guest.end(visit)))
                            .toList();
            int signedIn = 0;
            for (Future<HttpResponse<String>> answer : answers) {
                signedIn += answer.get().statusCode() == 200 ? 1 : 0;
            }
            assertThat(signedIn).isEqualTo(1);
        }
    }

    @Test
    void a_banned_user_learns_so() {
        String id = member(guest.register(), "id");
        api.sql("update users set status = 'banned' where id = " + id);

        HttpResponse<String> answer = guest.signIn();

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("AUTH_004");
    }

    @Test
    void a_browser_keeps_the_session_in_a_cookie() {
        guest.register();

        HttpResponse<String> answer =
                guest.end(
                        guest.visit()
                                .json()
                                .replace("}", ",\"session\":\"cookie\",\"remember\":true}"));

        assertThat(answer.body()).contains("\"refresh_token\":null");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie ->
                        assertThat(cookie)
                                .startsWith("__Secure-afftok_refresh=")
                                .contains("HTTPOnly", "Max-Age="));
    }

    @Test
    void a_provider_without_pkce_and_nonce_signs_in() {
        Guest linked = Guest.of("linkedin");

        assertThat(Guest.query(Guest.url(linked.begin()))).doesNotContainKey("code_challenge");
        assertThat(linked.register().statusCode()).isEqualTo(201);
        assertThat(linked.signIn().body()).contains("\"registered\":true");
    }

    @Test
    void lists_the_providers_and_knows_no_others() {
        assertThat(api.get("/api/auth/oidc").body())
                .contains(
                        "{\"name\":\"google\",\"label\":\"Google\"}",
                        "{\"name\":\"linkedin\",\"label\":\"LinkedIn\"}");
        assertThat(RunningApi.shared().get("/api/auth/oidc").body()).contains("\"providers\":[]");
        assertThat(api.post("/api/auth/oidc/facebook/begin", "").body()).contains("ROUTE_001");
        assertThat(
                        api.post(
                                        "/api/auth/oidc/facebook/end",
                                        new Guest.Visit("a", "b", "c").json())
                                .statusCode())
                .isEqualTo(404);
    }

    private String session(String token) {
        return api.send(api.request("/api/auth/session").header("Authorization", "Bearer " + token))
                .body();
    }
}
