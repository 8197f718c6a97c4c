package com.afftok.management.access.mailed;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SentMails;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.access.auth.Registered;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Password reset by a token that an administrator issues.
final class PasswordResetTest {

    private final RunningApi api = RunningApi.shared();
    private final SignedIn support = api.signedIn(Role.PROMOTER_SUPPORT);
    private final Registered user = Registered.in(api);

    @Test
    void lets_a_user_in_with_a_new_password_and_ends_all_sessions() {
        HttpResponse<String> issued = issue();
        assertThat(issued.statusCode()).as(issued.body()).isEqualTo(201);
        String token = member(issued, "token");

        HttpResponse<String> reset = reset(token, "Battery-Staple-8");

        assertThat(reset.statusCode()).as(reset.body()).isEqualTo(200);
        assertThat(user.me(user.token()).body()).contains("AUTH_003");
        assertThat(user.refresh(user.refreshToken()).body()).contains("AUTH_003");
        assertThat(user.login(Registered.PASSWORD).body()).contains("AUTH_001");
        assertThat(user.login("Battery-Staple-8").statusCode()).isEqualTo(200);
        assertThat(noted())
                .contains(
                        "user.password_reset_token",
                        "Lost it",
                        "\"kind\":\"user\"",
                        "\"action\":\"user.password_reset\"")
                .doesNotContain(token, "Battery");
    }

    @Test
    void works_once_however_often_it_is_tried_at_the_same_time() {
        String token = member(issue(), "token");

        List<Integer> statuses =
                IntStream.range(0, 4)
                        .mapToObj(i ->
                                CompletableFuture.supplyAsync(
                                        () -> reset(token, "Battery-Staple-" + i).statusCode(),
                                        Thread::startVirtualThread))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 401);
        assertThat(reset(token, "Battery-Staple-8").body()).contains("AUTH_003");
    }

    @Test
    void works_for_an_hour() {
        String token = member(issue(), "token");
        assertThat(
                        api.sql(
                                "select count(*) from password_resets where user_id = %s and expires_at"
                                                .formatted(id())
                                        + " between now() + interval '59 minutes' and now() + interval '1 hour'"))
                .isEqualTo(1);

        api.sql("update password_resets set expires_at = now() where user_id = " + id());

        assertThat(reset(token, "Battery-Staple-8").body()).contains("AUTH_002");
        assertThat(user.login(Registered.PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void takes_the_place_of_an_earlier_one() {
        String earlier = member(issue(), "token");
        String token = member(issue(), "token");

        assertThat(reset(earlier, "Battery-Staple-8").body()).contains("AUTH_003");
        assertThat(reset(token, "weak").body()).contains("VALID_001", "\"field\":\"password\"");
        assertThat(reset(token, "Password123").body())
                .contains("VALID_001", "is among the most common passwords");
        assertThat(reset(token, "Battery-Staple-8").statusCode()).isEqualTo(200);
    }

    @Test
    void stays_valid_when_anybody_asks_for_a_mail() {
        String token = member(issue(), "token");
        api.post("/api/auth/password/forgot", "{\"email\":\"%s\"}".formatted(user.email()));
        SentMails.to(user.email(), 2);

        assertThat(reset(token, "Battery-Staple-8").statusCode()).isEqualTo(200);
    }

    @Test
    void is_kept_as_a_hash_only() {
        String token = member(issue(), "token");

        assertThat(
                        api.sql(
                                """
                                select count(*) from password_resets
                                 where user_id = %s and token_hash = sha256(convert_to('%s', 'UTF8'))
                                """
                                        .formatted(id(), token)))
                .isEqualTo(1);
    }

    @Test
    void is_for_active_users_alone() {
        api.sql("update users set status = 'banned' where id = " + id());

        assertThat(issue().body()).contains("STATE_002", "is banned");
        assertThat(
                        support.post(
                                        "/api/admin/users/999999999999/password-reset",
                                        "{\"reason\":\"x\"}")
                                .statusCode())
                .isEqualTo(404);
        assertThat(support.post("/api/admin/users/" + id() + "/password-reset", "{}").body())
                .contains("VALID_001", "\"field\":\"reason\"");
    }

    private HttpResponse<String> issue() {
        return support.post(
                "/api/admin/users/" + id() + "/password-reset", "{\"reason\":\"Lost it\"}");
    }

    private HttpResponse<String> reset(String token, String password) {
        return api.post(
                "/api/auth/password/reset",
                "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, password));
    }

    private String id() {
        return member(user.answer(), "id");
    }

    private String noted() {
        return api.signedIn(Role.SUPER_ADMIN)
                .get("/api/admin/audit-logs?object_type=user&object_id=" + id())
                .body();
    }
}
