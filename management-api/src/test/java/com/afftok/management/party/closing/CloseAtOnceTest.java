package com.afftok.management.party.closing;

import static com.afftok.management.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.OpenTransaction;
import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.management.access.auth.Registered;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A user is closed while other requests change the user or its account.
final class CloseAtOnceTest {

    private static final int ROUNDS = 5;
    private static final String AUDIT_LOCK =
            "select pg_advisory_xact_lock(hashtextextended('audit_log', 0))";

    private final RunningApi api = RunningApi.shared();

    @Test
    void nothing_of_the_user_survives_what_happens_at_the_same_time() {
        for (int round = 0; round < ROUNDS; round++) {
            SignedIn user = api.signedIn(Role.PROMOTER).withPassword();
            SignedIn shop = api.signedIn(Role.ADVERTISER);
            user.joins(shop.account(), MemberRole.VIEWER);
            String email = user.email();
            String username = user.username();
            String refresh =
                    "{\"refresh_token\":\"%s\"}".formatted(user.again().tokens().refreshToken());
            List<SignedIn> sessions = Stream.generate(user::again).limit(4).toList();

            List<HttpResponse<String>> answers =
                    atOnce(
                            List.of(
                                    () -> close(sessions.get(0), username),
                                    () -> close(sessions.get(1), username),
                                    () ->
                                            api.post(
                                                    "/api/auth/login",
                                                    Registered.credentials(
                                                            email, SignedIn.PASSWORD)),
                                    () -> api.post("/api/auth/refresh", refresh),
                                    () ->
                                            sessions.get(2)
                                                    .post(
                                                            "/api/auth/switch",
                                                            "{\"account_id\":%d}"
                                                                    .formatted(shop.account())),
                                    () ->
                                            sessions.get(3)
                                                    .post(
                                                            "/api/account/members",
                                                            """
                                                            {"email":"x%d@example.com","role":"viewer","current_password":"%s"}
                                                            """
                                                                    .formatted(
                                                                            user.id(),
                                                                            SignedIn.PASSWORD)),
                                    () ->
                                            sessions.get(3)
                                                    .put(
                                                            "/api/profile",
                                                            "{\"full_name\":\"Still here\"}")));

            assertThat(answers).extracting(HttpResponse::statusCode).allMatch(code -> code < 500);
            assertThat(answers.subList(0, 2))
                    .extracting(HttpResponse::statusCode)
                    .containsOnlyOnce(200);
            assertThat(
                            api.text(
                                    "select status || ' ' || full_name from users where id = "
                                            + user.id()))
                    .isEqualTo("closed closed");
            assertThat(count("sessions where user_id = ", user.id())).isZero();
            assertThat(count("invitations where account_id = ", user.account())).isZero();
            assertThat(count("memberships where user_id = ", user.id())).isZero();
        }
    }

    /// The user of the invitation becomes a member before the account is closed, so it is not.
    @Test
    void an_invitation_that_is_being_accepted_keeps_the_account_open() throws Exception {
        SignedIn owner = api.signedIn(Role.PROMOTER).withPassword();
        SignedIn invited = api.signedIn(Role.PROMOTER);
        api.sql(
                """
                insert into invitations (account_id, email, role, invited_by, token_hash, expires_at)
                values (%d, '%s', 'viewer', %d, sha256('in time %1$d'), now() + interval '1 day')
                """
                        .formatted(owner.account(), invited.email(), owner.id()));
        String username = owner.username();

        CompletableFuture<HttpResponse<String>> accepted;
        CompletableFuture<HttpResponse<String>> closed;
        try (OpenTransaction audit = new OpenTransaction(api)) {
            audit.execute(AUDIT_LOCK);
            accepted =
                    later(() ->
                            invited.post(
                                    "/api/auth/invitations/accept",
                                    "{\"token\":\"in time %d\"}".formatted(owner.account())));
            eventually("accepting", audit::isWaitedFor);
            closed = later(() -> close(owner, username));
            eventually("closing", () -> waiting() == 2);
        }

        assertThat(accepted.join().statusCode()).as(accepted.join().body()).isEqualTo(200);
        assertThat(closed.join().statusCode()).isEqualTo(409);
        assertThat(closed.join().body()).contains("last_owner_of");
        assertThat(api.text("select status from accounts where id = " + owner.account()))
                .isEqualTo("active");
    }

    private static HttpResponse<String> close(SignedIn user, String username) {
        return user.post(
                "/api/auth/close",
                "{\"username\":\"%s\",\"current_password\":\"%s\"}"
                        .formatted(username, SignedIn.PASSWORD));
    }

    private static List<HttpResponse<String>> atOnce(
            List<Supplier<HttpResponse<String>>> requests) {
        return requests.stream().map(CloseAtOnceTest::later).toList().stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private static CompletableFuture<HttpResponse<String>> later(
            Supplier<HttpResponse<String>> request) {
        return CompletableFuture.supplyAsync(request, Thread::startVirtualThread);
    }

    /// The connections that wait for another one.
    private long waiting() {
        return api.sql(
                "select count(*) from pg_stat_activity where cardinality(pg_blocking_pids(pid)) > 0");
    }

    private long count(String table, long id) {
        return api.sql("select count(*) from " + table + id);
    }
}
