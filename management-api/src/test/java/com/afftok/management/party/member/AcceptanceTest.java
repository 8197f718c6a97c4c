package com.afftok.management.party.member;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SentMails;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.access.factor.App;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A user joins an account by the token of an invitation.
final class AcceptanceTest {

    private static final String INVITATIONS = "/api/account/invitations";

    private final RunningApi api = RunningApi.shared();
    private final Inviter inviter = new Inviter(api);
    private final SignedIn owner = inviter.owner();
    private final String name = "u" + UUID.randomUUID().toString().replace("-", "");
    private final String address = name + "@example.com";

    @Test
    void an_address_without_a_user_gets_one_that_is_a_member_and_has_no_account_of_its_own() {
        HttpResponse<String> invited = inviter.invite(address, "manager");
        assertThat(invited.statusCode()).as(invited.body()).isEqualTo(201);
        SentMails.Read mail = SentMails.to(address, 1).getFirst();
        assertThat(mail.subject()).isEqualTo("Invitation to an account on AffTok");
        assertThat(mail.text()).contains(owner.username(), "manager", "/invitation#token=");

        HttpResponse<String> joined = inviter.register(name, mail.token());

        assertThat(joined.statusCode()).as(joined.body()).isEqualTo(200);
        assertThat(joined.body())
                .contains("\"account_id\":%d,".formatted(owner.account()))
                .contains("\"email_verified\":true", "\"member_role\":\"manager\"");
        assertThat(me(member(joined, "token")).body().split("\"unique_code\"", -1)).hasSize(3);
        assertThat(signIn(address).statusCode()).isEqualTo(200);
        assertThat(owner.get("/api/account/members").body()).contains(address);
        assertThat(owner.get(INVITATIONS).body()).doesNotContain(address);
        assertThat(inviter.audited("account.member_invite")).isEqualTo(1);
        assertThat(inviter.audited("account.invitation_accept")).isEqualTo(1);
    }

    @Test
    void a_browser_may_keep_the_session_in_a_cookie() {
        String cookie = ",\"session\":\"cookie\"}";
        SignedIn user = inviter.confirmed().withPassword();
        String token = inviter.invited(user.email(), "viewer");
        String proof = "{\"token\":\"%s\",\"password\":\"%s\"".formatted(token, SignedIn.PASSWORD);
        String newcomer = inviter.registration(inviter.invited(address, "viewer"), name);

        assertThat(inviter.accept(proof + ",\"remember\":true}").body())
                .contains("VALID_001", "\"field\":\"session\"");
        HttpResponse<String> known = inviter.accept(proof + cookie);
        HttpResponse<String> registered = inviter.accept(newcomer.replace("}", cookie));

        for (HttpResponse<String> joined : List.of(known, registered)) {
            assertThat(joined.body()).contains("\"refresh_token\":null");
            assertThat(joined.headers().allValues("set-cookie"))
                    .anyMatch(set -> set.startsWith("__Secure-afftok_refresh="));
        }
    }

    @Test
    void a_password_with_the_name_of_its_owner_is_refused() {
        String token = inviter.invited(address, "viewer");
        String json =
                inviter.registration(token, name).replace(SignedIn.PASSWORD, "Omar-Battery-8");

        assertThat(inviter.accept(json).body())
                .contains("VALID_001", "{\"field\":\"password\",\"code\":\"known_word\",");
        assertThat(inviter.register(name, token).statusCode()).isEqualTo(200);
    }

    @Test
    void a_signed_in_user_with_the_address_joins_in_a_session_of_the_account() {
        SignedIn user = inviter.confirmed();
        String token = inviter.invited(user.email(), "viewer");

        HttpResponse<String> joined = Inviter.accept(user, token);

        assertThat(joined.statusCode()).as(joined.body()).isEqualTo(200);
        assertThat(joined.body())
                .contains("\"account_id\":%d,".formatted(owner.account()), "\"viewer\"");
        assertThat(user.get("/api/me").body()).contains("AUTH_003");
        assertThat(user.again().get("/api/me").body())
                .contains("{\"id\":%d,".formatted(owner.account()))
                .contains("{\"id\":%d,".formatted(user.account()));
    }

    @Test
    void by_a_user_with_a_second_factor_needs_a_code() {
        SignedIn user = inviter.confirmed().withPassword();
        App app = App.enrolled(api, user.tokens().token());
        SentMails.to(user.email(), 1); // tells of the second factor
        String token = inviter.invited(user.email(), "viewer");
        String json =
                "{\"token\":\"%s\",\"password\":\"%s\",\"code\":\"%s\"}"
                        .formatted(token, SignedIn.PASSWORD, "%s");

        assertThat(inviter.proven(token, SignedIn.PASSWORD).body())
                .contains("AUTH_001", "{\"field\":\"code\",\"code\":\"required\",");
        assertThat(inviter.accept(json.formatted("000000")).body())
                .contains("AUTH_001", "{\"field\":\"code\",\"code\":\"wrong\",");
        assertThat(inviter.accept(json.formatted(app.next())).statusCode()).isEqualTo(200);
    }

    @Test
    void a_user_without_any_account_joins_with_the_password() {
        SignedIn user = inviter.confirmed().withPassword();
        api.sql("delete from memberships where user_id = " + user.id());
        String token = inviter.invited(user.email(), "finance");

        assertThat(inviter.proven(token, "Wrong-Horse-7").body()).contains("AUTH_001");
        assertThat(inviter.accept("{\"token\":\"%s\"}".formatted(token)).body())
                .contains("VALID_001", "\"field\":\"password\"");
        assertThat(inviter.register(name, token).body())
                .contains("AUTH_005", "\"field\":\"email\"");
        HttpResponse<String> joined = inviter.proven(token, SignedIn.PASSWORD);

        assertThat(joined.statusCode()).as(joined.body()).isEqualTo(200);
        assertThat(joined.body()).contains("\"member_role\":\"finance\"");
    }

    @Test
    void a_token_is_of_one_address_and_works_once() {
        SignedIn user = inviter.confirmed();
        SignedIn stranger = inviter.confirmed();
        String token = inviter.invited(user.email(), "viewer");

        assertThat(Inviter.accept(stranger, token).body()).contains("PERM_001", "other_address");
        assertThat(Inviter.accept(api.signedIn(Role.SUPER_ADMIN), token).body())
                .contains("PERM_001");
        assertThat(Inviter.accept(user, "nonsense").body()).contains("AUTH_003");
        assertThat(Inviter.accept(user, token).statusCode()).isEqualTo(200);
        assertThat(Inviter.accept(user.again(), token).body()).contains("AUTH_003");
        assertThat(Inviter.accept(stranger, token).body()).contains("AUTH_003");
    }

    @Test
    void of_two_who_use_a_token_at_once_one_joins() {
        String token = inviter.invited(address, "viewer");

        List<HttpResponse<String>> answers =
                Stream.of(name, name + "x")
                        .map(one ->
                                CompletableFuture.supplyAsync(
                                        () -> inviter.accept(inviter.registration(token, one)),
                                        Thread::startVirtualThread))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnlyOnce(200);
        assertThat(
                        api.sql(
                                "select count(*) from users where username in ('%1$s', '%1$sx')"
                                        .formatted(name)))
                .isEqualTo(1);
    }

    @Test
    void an_unconfirmed_address_may_be_somebody_elses() {
        SignedIn user = api.signedIn(Role.PROMOTER).unconfirmed();
        String token = inviter.invited(user.email(), "owner");

        assertThat(Inviter.accept(user, token).body()).contains("PERM_001", "not_confirmed");
        assertThat(owner.get("/api/account/members").body()).doesNotContain(user.email());
    }

    /// Case is ignored, and nothing else.
    @Test
    void addresses_that_look_alike_are_different() {
        SignedIn user = inviter.confirmed();
        String plus = user.email().replace("@", "+ads@");

        assertThat(inviter.invite(plus, "viewer").statusCode()).isEqualTo(201);
        String token = SentMails.to(plus, 1).getFirst().token();
        assertThat(Inviter.accept(user, token).body()).contains("PERM_001", "other_address");
        assertThat(inviter.invite("аmal@example.com", "viewer").body())
                .contains("VALID_001", "email");
        api.sql("update users set email = upper(email) where id = " + user.id());
        assertThat(
                        Inviter.accept(
                                        user,
                                        inviter.invited(
                                                user.email().toLowerCase(Locale.ROOT), "viewer"))
                                .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "username, ab",
        "username, has space",
        "password, 12345",
        "password, alllowercase1",
        "password, PassWord123",
        "full_name, ''"
    })
    void registers_nobody_with_wrong_fields(String field, String value) {
        String token = inviter.invited(address, "viewer");
        String wrong =
                inviter.registration(token, name)
                        .replaceFirst(
                                "\"%s\":\"[^\"]*\"".formatted(field),
                                "\"%s\":\"%s\"".formatted(field, value));

        assertThat(inviter.accept(wrong).body())
                .contains("VALID_001", "\"field\":\"" + field + "\"");
        assertThat(inviter.register(name, token).statusCode()).isEqualTo(200);
    }

    @Test
    void registers_nobody_under_a_name_that_is_taken() {
        String token = inviter.invited(address, "viewer");

        assertThat(inviter.accept(inviter.registration(token, owner.username())).body())
                .contains("AUTH_005", "\"field\":\"username\"");
        assertThat(inviter.register(name, token).statusCode()).isEqualTo(200);
    }

    @Test
    void all_owners_learn_of_one_who_accepts() {
        String token = inviter.invited(address, "owner");

        inviter.register(name, token);

        assertThat(SentMails.to(owner.email(), 1).getFirst().text()).contains(name);
    }

    private HttpResponse<String> signIn(String email) {
        return api.post(
                "/api/auth/login",
                "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, SignedIn.PASSWORD));
    }

    private HttpResponse<String> me(String token) {
        return api.send(api.request("/api/me").header("Authorization", "Bearer " + token).GET());
    }
}
