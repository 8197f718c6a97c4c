package com.afftok.management.access.auth;

import static com.afftok.management.Eventually.eventually;
import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.OpenTransaction;
import com.afftok.management.RunningApi;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Sign-ins during which the user changes.
final class SignInRacesTest {

    private final RunningApi api = RunningApi.shared();

    @Test
    void a_password_that_is_replaced_while_it_is_compared_opens_no_session() throws Exception {
        Registered user = Registered.in(api);
        try (OpenTransaction reset = new OpenTransaction(api)) {
            reset.execute(
                    "update users set password_hash = '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA'"
                            + " where email = '"
                            + user.email()
                            + "'");
            CompletableFuture<HttpResponse<String>> signingIn =
                    CompletableFuture.supplyAsync(
                            () -> user.login(Registered.PASSWORD), Thread::startVirtualThread);
            eventually("the sign-in waits", reset::isWaitedFor);
            reset.commit();

            assertThat(signingIn.join().body()).contains("AUTH_001");
        }
    }

    @Test
    void a_sign_in_during_which_the_only_membership_ends_leaves_no_trace() throws Exception {
        Registered user = Registered.in(api);
        String id = member(user.answer(), "id");
        String lastLogin = "select last_login_at::text from users where id = " + id;
        String before = api.text(lastLogin);
        try (OpenTransaction removal = new OpenTransaction(api)) {
            removal.execute("select from users where id = %s for update".formatted(id));
            CompletableFuture<HttpResponse<String>> signingIn =
                    CompletableFuture.supplyAsync(
                            () -> user.login(Registered.PASSWORD), Thread::startVirtualThread);
            eventually("the sign-in waits", removal::isWaitedFor);
            removal.execute("delete from memberships where user_id = " + id);
            removal.commit();

            assertThat(signingIn.join().body()).contains("AUTH_001");
        }

        assertThat(api.text(lastLogin)).isEqualTo(before);
    }
}
