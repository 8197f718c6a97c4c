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

/// Password reset by a mail that an administrator asks for.
final class PasswordResetTest {

    private final RunningApi api = RunningApi.shared();
    private final SignedIn support = api.signedIn(Role.PROMOTER_SUPPORT);
    private final Registered user = Registered.in(api);

    @Test
    void lets_a_user_in_with_a_new_password_and_ends_all_sessions() {
        HttpResponse<String> asked = ask();
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(200);
        String token = SentMails.token(user.email(), "reset-password");
        assertThat(asked.body()).doesNotContain(token);

        HttpResponse<String> reset = reset(token, "Battery-Staple-8");

        assertThat(reset.statusCode()).as(reset.body()).isEqualTo(200);
        assertThat(user.me(user.token()).body()).contains("AUTH_003");
        assertThat(user.refresh(user.refreshToken()).body()).contains("AUTH_003");
        assertThat(user.login(Registered.PASSWORD).body()).contains("AUTH_001");
        assertThat(user.login("Battery-Staple-8").statusCode()).isEqualTo(200);
        assertThat(noted())
                .contains(
                        "user.password_reset_mail",
                        "Lost it",
                        "\"kind\":\"user\"",
                        "\"action\":\"user.password_reset\"")
                .doesNotContain(token, "Battery");
    }

    @Test
    void works_once_however_often_it_is_tried_at_the_same_time() {
        String token = token();

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
    void works_for_half_an_hour() {
        String token = token();
        assertThat(
                        api.sql(
                                "select count(*) from password_resets where user_id = %s and expires_at"
                                                .formatted(id())
                                        + " between now() + interval '29 minutes' and now() + interval '30 minutes'"))
                .isEqualTo(1);

        api.sql("update password_resets set expires_at = now() where user_id = " + id());

        assertThat(reset(token, "Battery-Staple-8").body()).contains("AUTH_002");
        assertThat(user.login(Registered.PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void takes_the_place_of_an_earlier_one() {
        String earlier = token();
        String token = token();

        assertThat(reset(earlier, "Battery-Staple-8").body()).contains("AUTH_003");
        assertThat(reset(token, "weak").body()).contains("VALID_001", "\"field\":\"password\"");
        assertThat(reset(token, "Password123").body())
                .contains("VALID_001", "is among the most common or leaked passwords");
        assertThat(reset(token, "For-amal-8").body())
                .contains("VALID_001", "{\"field\":\"password\",\"code\":\"known_word\",");
        assertThat(reset(token, "Battery-Staple-8").statusCode()).isEqualTo(200);
    }

    @Test
    void is_mailed_five_times_an_hour_at_most() {
        token();
        api.sql(
                """
                insert into mails (kind, recipient, message, next_attempt_at, finished_at, give_up_at)
                select 'reset_password', '%s', null, null, now(), now()
                  from generate_series(1, 4)
                """
                        .formatted(user.email()));

        assertThat(ask().statusCode()).isEqualTo(429);
    }

    @Test
    void is_kept_as_a_hash_only() {
        String token = token();

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

        assertThat(ask().body()).contains("STATE_002", "is banned");
        assertThat(
                        support.post(
                                        "/api/admin/users/999999999999/password-reset",
                                        "{\"reason\":\"x\"}")
                                .statusCode())
                .isEqualTo(404);
        assertThat(support.post("/api/admin/users/" + id() + "/password-reset", "{}").body())
                .contains("VALID_001", "\"field\":\"reason\"");
    }

    /// The token of the next mail, after the one that confirms the address.
    private String token() {
        SentMails.token(user.email(), "verify-email");
        int before = SentMails.to(user.email()).size();
        assertThat(ask().statusCode()).isEqualTo(200);
        return SentMails.to(user.email(), before + 1).getLast().token();
    }

    private HttpResponse<String> ask() {
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
