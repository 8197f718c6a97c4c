package com.afftok.management.access.session;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.access.auth.Registered;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SessionsTest {

    private final RunningApi api = RunningApi.shared();
    private final SignedIn user = api.signedIn(Role.PROMOTER);

    @Test
    void are_prolonged_by_exchanging_the_refresh_token() {
        HttpResponse<String> renewed = Registered.refresh(api, user.tokens().refreshToken());

        assertThat(renewed.statusCode()).isEqualTo(200);
        assertThat(Registered.me(api, member(renewed, "token")).statusCode()).isEqualTo(200);
        assertThat(Registered.refresh(api, member(renewed, "refresh_token")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void go_on_for_a_client_that_lost_the_answer() {
        String token = user.tokens().refreshToken();
        HttpResponse<String> lost = Registered.refresh(api, token);

        HttpResponse<String> again = Registered.refresh(api, token);

        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(member(again, "refresh_token")).isEqualTo(member(lost, "refresh_token"));
        assertThat(Registered.me(api, member(again, "token")).statusCode()).isEqualTo(200);
        assertThat(Registered.refresh(api, member(again, "refresh_token")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void end_for_all_who_hold_a_token_when_one_is_used_again_later() {
        String stolen = user.tokens().refreshToken();
        HttpResponse<String> thief = Registered.refresh(api, stolen);
        secondsLater(11);

        HttpResponse<String> victim = Registered.refresh(api, stolen);

        assertThat(victim.statusCode()).isEqualTo(401);
        assertThat(victim.body()).contains("AUTH_003");
        assertThat(Registered.refresh(api, member(thief, "refresh_token")).body())
                .contains("AUTH_003");
        assertThat(Registered.me(api, member(thief, "token")).body()).contains("AUTH_003");
        assertThat(user.get("/api/auth/me").body()).contains("AUTH_003");
        assertThat(noted()).contains("\"kind\":\"system\"", "\"action\":\"session.token_reuse\"");
    }

    @Test
    void end_when_a_token_of_two_exchanges_ago_is_used_again() {
        String first = user.tokens().refreshToken();
        String second = member(Registered.refresh(api, first), "refresh_token");
        secondsLater(11);
        assertThat(Registered.refresh(api, second).statusCode()).isEqualTo(200);
        assertThat(
                        api.sql(
                                """
                                select count(*) from refresh_tokens t join sessions s on s.id = t.session_id
                                 where s.user_id = %d and t.successor_salt is not null
                                """
                                        .formatted(user.id())))
                .as("salts that are left")
                .isEqualTo(1);

        assertThat(Registered.refresh(api, first).body()).contains("AUTH_003");
        assertThat(user.get("/api/auth/me").body()).contains("AUTH_003");
    }

    /// Moves all exchanges of the user into the past.
    private void secondsLater(int seconds) {
        api.sql(
                """
                update refresh_tokens set used_at = used_at - interval '%d seconds'
                 where session_id in (select id from sessions where user_id = %d)
                """
                        .formatted(seconds, user.id()));
    }

    private String noted() {
        return api.signedIn(Role.SUPER_ADMIN)
                .get("/api/admin/audit-logs?object_type=user&object_id=" + user.id())
                .body();
    }

    @Test
    void leave_one_successor_when_a_token_is_used_many_times_at_once() {
        String token = user.tokens().refreshToken();

        List<HttpResponse<String>> answers =
                IntStream.range(0, 16)
                        .mapToObj(_ ->
                                CompletableFuture.supplyAsync(
                                        () -> Registered.refresh(api, token),
                                        Thread::startVirtualThread))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
        assertThat(answers.stream().map(answer -> member(answer, "refresh_token")).distinct())
                .hasSize(1);
        assertThat(user.get("/api/auth/me").statusCode()).isEqualTo(200);
    }

    @Test
    void of_other_devices_go_on_when_one_is_signed_out() {
        SignedIn elsewhere = user.again();

        assertThat(user.post("/api/auth/logout", "").body())
                .isEqualTo("{\"success\":true,\"data\":{}}");

        assertThat(noted())
                .contains(
                        "\"kind\":\"user\"",
                        "\"action\":\"user.sign_out\"",
                        "\"ip_address\":\"127.0.0.0\"");
        assertThat(user.get("/api/auth/me").body()).contains("AUTH_003");
        assertThat(Registered.refresh(api, user.tokens().refreshToken()).body())
                .contains("AUTH_003");
        assertThat(elsewhere.get("/api/auth/me").statusCode()).isEqualTo(200);
    }

    @Test
    void end_on_all_instances_at_once() {
        try (RunningApi own = RunningApi.own();
                RunningApi other = own.sibling()) {
            SignedIn user = own.signedIn(Role.ADVERTISER);
            String token = user.tokens().token();
            assertThat(Registered.me(other, token).statusCode()).isEqualTo(200);

            user.post("/api/auth/logout", "");

            assertThat(Registered.me(other, token).body()).contains("AUTH_003");
        }
    }

    @Test
    void of_administrators_end_in_the_same_way() {
        SignedIn admin = api.signedIn(Role.FRAUD_REVIEWER);

        assertThat(admin.post("/api/auth/logout", "").statusCode()).isEqualTo(200);
        assertThat(admin.post("/api/auth/logout", "").body()).contains("AUTH_003");
    }

    @Test
    void all_end_when_the_password_changes_but_for_the_one_that_changed_it() {
        Registered somebody = Registered.in(api);
        String other = member(somebody.login(Registered.PASSWORD), "token");

        HttpResponse<String> changed =
                somebody.send("PUT", "/api/auth/password", somebody.token(), change("Better-8x"));

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(somebody.me(other).body()).contains("AUTH_003");
        assertThat(somebody.me(somebody.token()).body()).contains("AUTH_003");
        assertThat(somebody.me(member(changed, "token")).statusCode()).isEqualTo(200);
        assertThat(somebody.refresh(member(changed, "refresh_token")).statusCode()).isEqualTo(200);
        assertThat(somebody.login(Registered.PASSWORD).body()).contains("AUTH_001");
        assertThat(somebody.login("Better-8x").statusCode()).isEqualTo(200);
        assertThat(
                        api.signedIn(Role.SUPER_ADMIN)
                                .get(
                                        "/api/admin/audit-logs?action=user.password_change"
                                                + "&object_type=user&object_id="
                                                + member(somebody.answer(), "id"))
                                .body())
                .contains("\"kind\":\"user\"", "user.password_change")
                .doesNotContain("Better-8x");
    }

    @Test
    void stay_when_the_password_is_not_known_or_the_new_one_too_weak() {
        Registered somebody = Registered.in(api);

        HttpResponse<String> guessed =
                somebody.send(
                        "PUT",
                        "/api/auth/password",
                        somebody.token(),
                        change("Better-8x").replace("Horse", "Donkey"));

        assertThat(guessed.statusCode()).as("401 would end the client's session").isEqualTo(400);
        assertThat(guessed.body())
                .contains("VALID_001", "{\"field\":\"current_password\",\"code\":\"wrong\",");
        assertThat(
                        somebody.send(
                                        "PUT",
                                        "/api/auth/password",
                                        somebody.token(),
                                        change("12345"))
                                .body())
                .contains("VALID_001", "\"field\":\"new_password\"");
        assertThat(
                        somebody.send(
                                        "PUT",
                                        "/api/auth/password",
                                        somebody.token(),
                                        change("Of-aMaL-8x"))
                                .body())
                .contains("VALID_001", "{\"field\":\"new_password\",\"code\":\"known_word\",");
        assertThat(somebody.me(somebody.token()).statusCode()).isEqualTo(200);
    }

    @Test
    void are_no_way_to_guess_the_password_faster() {
        Registered somebody = Registered.in(api);

        List<Integer> guesses =
                IntStream.range(0, 8)
                        .map(i ->
                                somebody.send(
                                                "PUT",
                                                "/api/auth/password",
                                                somebody.token(),
                                                change("Better-8x").replace("Horse", "Donkey" + i))
                                        .statusCode())
                        .boxed()
                        .toList();

        assertThat(guesses).startsWith(400, 400, 400, 400, 400).contains(429);
    }

    @Test
    void are_not_prolonged_for_a_disabled_account() {
        api.sql("update users set status = 'banned' where id = " + user.id());

        HttpResponse<String> answer = Registered.refresh(api, user.tokens().refreshToken());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("AUTH_004");
    }

    @Test
    void that_have_run_out_are_not_prolonged() {
        api.sql(
                """
                update refresh_tokens set expires_at = now() - interval '1 second',
                       issued_at = now() - interval '8 days'
                 where session_id in (select id from sessions where user_id = %d)
                """
                        .formatted(user.id()));

        assertThat(Registered.refresh(api, user.tokens().refreshToken()).body())
                .contains("AUTH_002");
    }

    @Test
    void are_deleted_a_day_after_they_ran_out() {
        SignedIn lately = api.signedIn(Role.PROMOTER);
        for (SignedIn each : List.of(user, lately)) {
            api.sql(
                    """
                    update sessions set created_at = now() - interval '9 days',
                           expires_at = now() - interval '%d hours'
                     where user_id = %d
                    """
                            .formatted(each.equals(user) ? 25 : 23, each.id()));
        }

        api.part(ForgetSessions.class).run();

        assertThat(sessionsOf(user)).isZero();
        assertThat(sessionsOf(lately)).isEqualTo(1);
    }

    private long sessionsOf(SignedIn owner) {
        return api.sql("select count(*) from sessions where user_id = " + owner.id());
    }

    @Test
    void are_not_opened_by_made_up_tokens() {
        for (String token : List.of("x", "x".repeat(43), "💥", "' or 1=1 --")) {
            HttpResponse<String> answer = Registered.refresh(api, token);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("AUTH_003");
        }
        assertThat(Registered.refresh(api, "x".repeat(10_000)).body())
                .contains("VALID_001", "\"field\":\"refresh_token\"");
    }

    private static String change(String wanted) {
        return "{\"current_password\":\"%s\",\"new_password\":\"%s\"}"
                .formatted(Registered.PASSWORD, wanted);
    }
}
