package com.afftok.management.access.admin;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.Eventually;
import com.afftok.management.OpenTransaction;
import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.shared.config.DatabaseUrl;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// The rights of an administrator's session by its proofs, and its duration.
final class AdminSessionTest {

    private static final String PASSWORD = KnownAdmin.PASSWORD;

    private final RunningApi api = RunningApi.shared();
    private final KnownAdmin known = KnownAdmin.in(api);
    private final SignedIn admin = known.in();

    @Test
    void without_a_second_factor_is_to_enrol_one_and_for_nothing_else() {
        String restricted = member(known.login(PASSWORD, ""), "token");
        String elsewhere = member(known.login(PASSWORD, ""), "token");

        for (String path :
                List.of("/api/admin/metrics", "/api/offers", "/api/admin/fraud/blocked")) {
            HttpResponse<String> refused = known.as(restricted, "GET", path, "");
            assertThat(refused.statusCode()).as(path).isEqualTo(403);
            assertThat(refused.body())
                    .contains(path.startsWith("/api/admin/fraud") ? "PERM_001" : "AUTH_007");
        }
        assertThat(known.as(restricted, "PUT", "/api/admin/auth/password", "{}").body())
                .contains("AUTH_007");
        assertThat(known.as(restricted, "POST", "/api/admin/auth/mfa/disable", "{}").body())
                .contains("AUTH_007");
        assertThat(known.as(restricted, "GET", "/api/admin/auth/me", "").body())
                .contains("\"mfa_enrolled\":false");

        String secret =
                member(
                        known.as(
                                restricted,
                                "POST",
                                "/api/admin/auth/mfa/enrol",
                                "{\"password\":\"" + PASSWORD + "\"}"),
                        "secret");
        HttpResponse<String> confirmed =
                known.as(
                        restricted,
                        "POST",
                        "/api/admin/auth/mfa/confirm",
                        "{\"code\":\"%s\"}".formatted(known.code(secret, 0)));

        assertThat(confirmed.statusCode()).as(confirmed.body()).isEqualTo(200);
        assertThat(
                        known.as(member(confirmed, "token"), "GET", "/api/admin/metrics", "")
                                .statusCode())
                .isEqualTo(200);
        assertThat(known.as(restricted, "GET", "/api/admin/metrics", "").body())
                .as("a token from before the second factor")
                .contains("AUTH_003");
        assertThat(known.as(elsewhere, "GET", "/api/admin/metrics", "").body())
                .as("a session that was opened with one factor")
                .contains("AUTH_003");
        String entered = member(known.login(PASSWORD, known.code(secret, 1)), "token");
        assertThat(known.as(entered, "GET", "/api/admin/metrics", "").statusCode()).isEqualTo(200);
    }

    @Test
    void of_the_first_administrator_needs_a_second_factor_after_a_week() {
        api.sql(
                "update admin_users set mfa_due_at = now() + interval '7 days' where id = "
                        + admin.id());
        HttpResponse<String> in = known.login(PASSWORD, "");
        String token = member(in, "token");

        assertThat(Instant.parse(member(in, "mfa_due_at"))).isAfter(Instant.now());
        assertThat(known.as(token, "GET", "/api/admin/metrics", "").statusCode()).isEqualTo(200);

        api.sql("update admin_users set mfa_due_at = now() where id = " + admin.id());
        assertThat(known.as(token, "GET", "/api/admin/metrics", "").body()).contains("AUTH_007");
        api.sql(
                """
                update admin_users set mfa_due_at = now() + interval '7 days' where id = %1$d;
                insert into second_factors (admin_id, secret, enrolled_at) values (%1$d, 'x', now())
                """
                        .formatted(admin.id()));
        assertThat(known.as(token, "GET", "/api/admin/metrics", "").body())
                .as("one is enrolled, and was not proven")
                .contains("AUTH_007");
    }

    @Test
    void by_the_password_alone_adds_no_factor_beside_a_passkey() {
        api.sql(
                """
                insert into passkeys (admin_id, credential_id, public_key, sign_count, name, backup_eligible,
                                      backed_up, created_at)
                values (%d, uuid_send(gen_random_uuid()), 'x', 0, 'Key', false, false, now())
                """
                        .formatted(admin.id()));
        String token = member(known.login(PASSWORD, ""), "token");

        assertThat(
                        known.as(
                                        token,
                                        "POST",
                                        "/api/admin/auth/mfa/enrol",
                                        "{\"password\":\"%s\"}".formatted(PASSWORD))
                                .body())
                .contains("AUTH_006");
        assertThat(known.as(token, "POST", "/api/auth/passkeys/begin", "{}").body())
                .contains("AUTH_006");
    }

    @Test
    void by_an_operator_needs_no_second_factor() {
        String token = api.part(OperatorAccess.class).token(known.email()).orElseThrow();

        assertThat(known.as(token, "GET", "/api/admin/metrics", "").statusCode()).isEqualTo(200);
    }

    @Test
    void lasts_half_an_hour_unused_and_twelve_hours_however_often_it_is_prolonged() {
        String refresh = member(known.login(PASSWORD, ""), "refresh_token");
        assertThat(minutesLeft()).isEqualTo(30);
        minutesLater(20);

        HttpResponse<String> renewed = refresh(refresh);
        assertThat(renewed.statusCode()).as(renewed.body()).isEqualTo(200);
        assertThat(minutesLeft()).isEqualTo(30);

        minutesLater(11 * 60 + 20);
        api.sql(
                """
                update refresh_tokens set expires_at = now() + interval '1 minute' where used_at is null;
                update sessions set expires_at = now() + interval '1 minute' where admin_id = %d
                """
                        .formatted(admin.id()));
        HttpResponse<String> last = refresh(member(renewed, "refresh_token"));
        assertThat(last.statusCode()).as(last.body()).isEqualTo(200);
        assertThat(minutesLeft()).isEqualTo(20);

        minutesLater(20);
        assertThat(refresh(member(last, "refresh_token")).body()).contains("AUTH_002");
    }

    private long minutesLeft() {
        return api.sql(
                """
                select ceil(extract(epoch from max(expires_at) - now()) / 60)
                  from sessions where admin_id = %d and revoked_at is null
                """
                        .formatted(admin.id()));
    }

    /// Makes the administrator's sessions and tokens older.
    private void minutesLater(int minutes) {
        api.sql(
                """
                update refresh_tokens
                   set issued_at = issued_at - interval '%1$d minutes',
                       expires_at = expires_at - interval '%1$d minutes'
                 where session_id in (select id from sessions where admin_id = %2$d);
                update sessions
                   set created_at = created_at - interval '%1$d minutes',
                       expires_at = expires_at - interval '%1$d minutes'
                 where admin_id = %2$d
                """
                        .formatted(minutes, admin.id()));
    }

    private HttpResponse<String> refresh(String token) {
        return api.post("/api/auth/refresh", "{\"refresh_token\":\"" + token + "\"}");
    }

    @Test
    void shows_recovery_codes_to_one_of_two_who_confirm_at_the_same_time() throws Exception {
        String secret =
                member(
                        admin.post(
                                "/api/admin/auth/mfa/enrol", "{\"password\":\"" + PASSWORD + "\"}"),
                        "secret");
        DatabaseUrl url = DatabaseUrl.parse(api.postgres().ownerUrl());
        CompletableFuture<HttpResponse<String>> first;
        CompletableFuture<HttpResponse<String>> second;
        try (Connection held =
                        DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
                Statement statement = held.createStatement()) {
            held.setAutoCommit(false);
            statement.execute(
                    "select from admin_users where id = %d for update".formatted(admin.id()));
            first = confirmSoon(known.code(secret, 0));
            waitFor(1);
            second = confirmSoon(known.code(secret, 1));
            waitFor(2);
            held.commit();
        }

        List<HttpResponse<String>> answers = List.of(first.join(), second.join());
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 200)
                .singleElement()
                .satisfies(answer -> assertThat(answer.body()).contains("-"));
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 400)
                .singleElement()
                .satisfies(answer ->
                        assertThat(answer.body()).contains("VALID_001", "is enrolled already"));
    }

    @Test
    void puts_no_secret_in_force_that_took_the_place_of_the_proven_one() throws Exception {
        String secret =
                member(
                        admin.post(
                                "/api/admin/auth/mfa/enrol", "{\"password\":\"" + PASSWORD + "\"}"),
                        "secret");
        CompletableFuture<HttpResponse<String>> confirmed;
        try (OpenTransaction other = new OpenTransaction(api)) {
            other.execute("select from admin_users where id = %d for update".formatted(admin.id()));
            confirmed = confirmSoon(known.code(secret, 0));
            waitFor(1);
            other.execute("delete from second_factors where admin_id = " + admin.id());
            other.execute(
                    "insert into second_factors (admin_id, secret) values (%d, 'another')"
                            .formatted(admin.id()));
            other.commit();
        }

        assertThat(confirmed.join().statusCode()).isEqualTo(400);
        assertThat(confirmed.join().body()).contains("VALID_001", "is not right");
        assertThat(known.login(PASSWORD, "").statusCode()).isEqualTo(200);
    }

    private CompletableFuture<HttpResponse<String>> confirmSoon(String code) {
        return CompletableFuture.supplyAsync(
                () -> admin.post("/api/admin/auth/mfa/confirm", "{\"code\":\"" + code + "\"}"),
                Thread::startVirtualThread);
    }

    /// Waits until this number of statements waits for the row of an administrator.
    private void waitFor(int statements) {
        Eventually.eventually(
                statements + " statements wait",
                () ->
                        api.sql(
                                        "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                                + " and query like '%from admin_users where id = $1 for update%'")
                                == statements);
    }
}
