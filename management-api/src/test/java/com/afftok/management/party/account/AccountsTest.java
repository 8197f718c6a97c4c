package com.afftok.management.party.account;

import static com.afftok.management.Eventually.eventually;
import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.OpenTransaction;
import com.afftok.management.RunningApi;
import com.afftok.management.SentMails;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.management.access.session.Tokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// A user acts for one account of several at a time.
final class AccountsTest {

    private final RunningApi api = RunningApi.shared();
    private final SignedIn user = api.signedIn(Role.PROMOTER);
    private final SignedIn shop = api.signedIn(Role.ADVERTISER);

    @Test
    void me_tells_a_user_its_accounts_and_what_it_may_do_in_the_present_one() {
        user.joins(shop.account(), MemberRole.FINANCE);
        String email = user.email();

        HttpResponse<String> me = user.get("/api/me");
        HttpResponse<String> there = user.in(Role.ADVERTISER, shop.account()).get("/api/me");

        assertThat(me.body())
                .contains("\"email\":\"" + email + "\",\"email_verified\":true")
                .contains("\"account\":{\"id\":%d,\"kind\":\"promoter\"".formatted(user.account()))
                .contains("\"accounts\":[{\"id\":%d,".formatted(user.account()))
                .contains("{\"id\":%d,\"kind\":\"advertiser\"".formatted(shop.account()))
                .contains("\"role\":\"owner\",\"permissions\"", "\"own_links\"", "\"own_members\"")
                .doesNotContain("\"own_offers\"", "password");
        assertThat(there.body())
                .contains("\"account\":{\"id\":%d,".formatted(shop.account()))
                .contains("\"role\":\"finance\",\"permissions\"", "\"own_offers_view\"")
                .doesNotContain("\"own_offers\"", "\"own_members\"", "\"own_links");
    }

    @Test
    void me_tells_an_administrator_what_it_may_do() {
        SignedIn support = api.signedIn(Role.PROMOTER_SUPPORT);

        assertThat(support.get("/api/me").body())
                .contains("\"user\":null", "\"admin_id\":" + support.id(), "\"accounts\":[]")
                .contains("\"role\":\"promoter_support\"", "\"users\"", "\"teams_view\"")
                .doesNotContain("\"offers\"");
    }

    @Test
    void the_account_is_changed_as_of_a_version() {
        String version = member(user.get("/api/account"), "version");
        String change =
                """
                {"version":%s,"name":" Layla Media ","country":"EG","audience_countries":["SA","SA","EG"]}
                """
                        .formatted(version);

        HttpResponse<String> changed = user.patch("/api/account", change);

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(changed.body())
                .contains("\"name\":\"Layla Media\",\"country\":\"EG\"")
                .contains("\"audience_countries\":[\"SA\",\"EG\"]");
        assertThat(user.patch("/api/account", change).body()).contains("STATE_001");
        assertThat(user.patch("/api/account", "{\"version\":1,\"name\":\"a\\nb\"}").body())
                .contains("VALID_001", "\"field\":\"name\"");
        assertThat(user.get("/api/me").body()).contains("\"name\":\"Layla Media\"");
    }

    @Test
    void a_switch_replaces_the_session_by_one_that_sees_the_other_account_alone() {
        user.joins(shop.account(), MemberRole.VIEWER);

        HttpResponse<String> switched = enter(user, shop.account());

        assertThat(switched.statusCode()).as(switched.body()).isEqualTo(200);
        assertThat(switched.body()).contains("\"role\":\"advertiser\",\"member_role\":\"viewer\"");
        assertThat(user.get("/api/me").body()).contains("AUTH_003");
        SignedIn there = by(switched);
        assertThat(there.get("/api/advertiser/secrets").statusCode()).isEqualTo(200);
        assertThat(there.get("/api/links").body()).contains("PERM_001");
        assertThat(by(enter(there, user.account())).get("/api/links").statusCode()).isEqualTo(200);
    }

    @Test
    void a_switch_leads_to_accounts_of_the_user_alone_and_to_none_that_is_banned() {
        assertThat(enter(user, shop.account()).statusCode()).isEqualTo(404);
        assertThat(enter(user, 999_999_999).statusCode()).isEqualTo(404);
        user.joins(shop.account(), MemberRole.OWNER);
        api.sql("update accounts set status = 'banned' where id = " + shop.account());

        assertThat(enter(user, shop.account()).body()).contains("AUTH_004");
        assertThat(user.get("/api/me").body()).contains("\"status\":\"banned\"");
    }

    @Test
    void a_session_that_ends_while_it_is_switched_opens_no_other() throws Exception {
        user.joins(shop.account(), MemberRole.VIEWER);
        try (OpenTransaction change = new OpenTransaction(api)) {
            change.execute("update users set version = version + 1 where id = " + user.id());
            CompletableFuture<HttpResponse<String>> switched =
                    CompletableFuture.supplyAsync(() -> enter(user, shop.account()));
            eventually("the switch waits", change::isWaitedFor);
            change.execute(
                    """
                    update sessions set revoked_at = now(), revoked_reason = 'password_changed'
                     where user_id = %d and revoked_at is null
                    """
                            .formatted(user.id()));
            change.commit();

            assertThat(switched.join().body()).contains("AUTH_003");
        }

        assertThat(
                        api.sql(
                                "select count(*) from sessions where revoked_at is null and user_id = "
                                        + user.id()))
                .isZero();
    }

    @Test
    void a_member_that_is_removed_while_a_request_waits_is_refused() throws Exception {
        try (OpenTransaction removal = new OpenTransaction(api)) {
            removal.execute("select from users where id = %d for update".formatted(user.id()));
            CompletableFuture<HttpResponse<String>> waiting =
                    CompletableFuture.supplyAsync(
                            () -> user.delete("/api/auth/phone", "{}"), Thread::startVirtualThread);
            eventually("the request waits", removal::isWaitedFor);
            removal.execute("delete from memberships where user_id = " + user.id());
            removal.commit();

            assertThat(waiting.join().statusCode()).isEqualTo(401);
            assertThat(waiting.join().body()).contains("AUTH_003");
        }
    }

    @Test
    void a_new_name_of_a_user_does_not_change_the_account() {
        String version = member(user.get("/api/account"), "version");

        user.put("/api/profile", "{\"full_name\":\"Another Name\"}");

        assertThat(member(user.get("/api/account"), "version")).isEqualTo(version);
        assertThat(user.get("/api/profile").body()).contains("\"full_name\":\"Another Name\"");
        user.put("/api/profile", "{\"country\":\"EG\"}");
        assertThat(member(user.get("/api/account"), "version")).isNotEqualTo(version);
    }

    @Test
    void a_switch_does_not_prolong_the_sign_in() {
        user.joins(shop.account(), MemberRole.VIEWER);
        api.sql(
                "update sessions set created_at = now() - interval '29 days' where user_id = "
                        + user.id());

        enter(user, shop.account());

        assertThat(
                        api.sql(
                                """
                                select count(*) from sessions
                                 where user_id = %d and account_id = %d
                                   and created_at < now() - interval '28 days'
                                   and expires_at < now() + interval '2 days'
                                """
                                        .formatted(user.id(), shop.account())))
                .isEqualTo(1);
    }

    @Test
    void a_sign_in_leads_to_the_account_that_was_used_last() {
        user.withPassword();
        user.joins(shop.account(), MemberRole.VIEWER);
        assertThat(member(signIn(), "account_id")).isEqualTo(Long.toString(user.account()));

        enter(user.again(), shop.account());

        assertThat(member(signIn(), "account_id")).isEqualTo(Long.toString(shop.account()));
        api.sql("update accounts set status = 'closed' where id = " + shop.account());
        assertThat(member(signIn(), "account_id")).isEqualTo(Long.toString(user.account()));
    }

    @Test
    void who_has_no_account_cannot_sign_in_but_gets_a_new_password() {
        user.withPassword();
        api.sql("delete from memberships where user_id = " + user.id());

        assertThat(signIn().body()).contains("AUTH_004");
        assertThat(
                        api.post(
                                        "/api/auth/password/forgot",
                                        "{\"email\":\"%s\"}".formatted(user.email()))
                                .statusCode())
                .isEqualTo(200);
        assertThat(SentMails.to(user.email(), 1)).hasSize(1);
    }

    @Test
    void a_ban_of_an_owner_stops_the_account_for_all_until_no_owner_is_banned() {
        SignedIn support = api.signedIn(Role.PROMOTER_SUPPORT);
        SignedIn second = SignedIn.member(api, Role.PROMOTER, user.account(), MemberRole.OWNER);
        SignedIn viewer = SignedIn.member(api, Role.PROMOTER, user.account(), MemberRole.VIEWER);
        viewer.joins(shop.account(), MemberRole.VIEWER);
        SignedIn elsewhere = viewer.in(Role.ADVERTISER, shop.account());

        ban(support, user);

        assertThat(viewer.get("/api/links").body()).contains("AUTH_004");
        assertThat(refresh(viewer.tokens()).body()).contains("AUTH_004");
        assertThat(elsewhere.get("/api/clicks").statusCode()).isEqualTo(200);
        ban(support, second);
        activate(support, user);
        assertThat(user.again().get("/api/links").body()).contains("AUTH_004");
        assertThat(viewer.get("/api/links").body()).contains("AUTH_004");
        activate(support, second);
        assertThat(viewer.get("/api/links").statusCode()).isEqualTo(200);
    }

    @Test
    void a_ban_of_a_member_who_is_no_owner_leaves_the_account_alone() {
        SignedIn support = api.signedIn(Role.PROMOTER_SUPPORT);
        SignedIn manager = SignedIn.member(api, Role.PROMOTER, user.account(), MemberRole.MANAGER);
        api.sql("update accounts set status = 'banned' where id = " + shop.account());
        manager.joins(shop.account(), MemberRole.FINANCE);

        assertThat(ban(support, manager).body()).contains("\"status\":\"banned\"");
        assertThat(user.get("/api/links").statusCode()).isEqualTo(200);
        activate(support, manager);
        assertThat(shop.get("/api/clicks").body()).contains("AUTH_004");
    }

    @Test
    void a_closed_account_stays_closed_through_a_ban_of_its_owner() {
        SignedIn support = api.signedIn(Role.PROMOTER_SUPPORT);
        api.sql("update accounts set status = 'closed' where id = " + user.account());

        ban(support, user);
        activate(support, user);

        assertThat(api.text("select status from accounts where id = " + user.account()))
                .isEqualTo("closed");
    }

    @Test
    void an_administrator_sees_a_user_once_with_all_its_accounts() {
        SignedIn support = api.signedIn(Role.PROMOTER_SUPPORT);
        user.joins(shop.account(), MemberRole.VIEWER);

        HttpResponse<String> found = support.get("/api/admin/users?search=" + user.username());
        HttpResponse<String> one = support.get("/api/admin/users/" + user.id());

        assertThat(found.body().split("\"account_id\":", -1)).hasSize(2);
        assertThat(found.body()).contains("\"account_id\":" + user.account());
        assertThat(one.body())
                .contains("\"accounts\":[{\"id\":%d,".formatted(user.account()))
                .contains("{\"id\":%d,\"kind\":\"advertiser\"".formatted(shop.account()));
        api.sql("delete from memberships where user_id = " + user.id());
        assertThat(support.get("/api/admin/users/" + user.id()).body())
                .contains("\"account_id\":null", "\"accounts\":[]");
    }

    @Test
    void the_kind_of_an_account_is_changed_for_its_only_owner_and_ends_all_sessions_of_it() {
        SignedIn support = api.signedIn(Role.PROMOTER_SUPPORT);
        SignedIn viewer = SignedIn.member(api, Role.PROMOTER, user.account(), MemberRole.VIEWER);
        String change = "{\"version\":0,\"role\":\"advertiser\"}";

        assertThat(support.put("/api/admin/users/" + viewer.id() + "/role", change).body())
                .contains("STATE_002", "not_one_account");
        assertThat(support.put("/api/admin/users/" + user.id() + "/role", change).body())
                .contains("\"role\":\"advertiser\"");
        assertThat(viewer.get("/api/me").body()).contains("AUTH_003");
    }

    @Test
    void a_request_with_a_key_is_repeated_in_its_account_alone() {
        user.joins(shop.account(), MemberRole.OWNER);
        SignedIn there = user.in(Role.ADVERTISER, shop.account());

        HttpResponse<String> here = once(user);

        assertThat(replayed(here)).isFalse();
        assertThat(replayed(once(user))).isTrue();
        assertThat(replayed(once(there))).isFalse();
    }

    private HttpResponse<String> once(SignedIn caller) {
        return api.send(
                caller.request("/once/orders")
                        .header("Idempotency-Key", "key-" + user.id())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"amount\":1}")));
    }

    private static boolean replayed(HttpResponse<String> answer) {
        return answer.headers().firstValue("Idempotency-Replayed").isPresent();
    }

    private HttpResponse<String> signIn() {
        return api.post(
                "/api/auth/login",
                "{\"email\":\"%s\",\"password\":\"%s\"}"
                        .formatted(user.email(), SignedIn.PASSWORD));
    }

    private HttpResponse<String> refresh(Tokens tokens) {
        return api.post(
                "/api/auth/refresh", "{\"refresh_token\":\"%s\"}".formatted(tokens.refreshToken()));
    }

    private static HttpResponse<String> enter(SignedIn caller, long account) {
        return caller.post("/api/auth/switch", "{\"account_id\":%d}".formatted(account));
    }

    private SignedIn by(HttpResponse<String> signedIn) {
        return new SignedIn(
                api,
                Role.of(member(signedIn, "role")),
                user.id(),
                Long.parseLong(member(signedIn, "account_id")),
                new Tokens(
                        member(signedIn, "token"),
                        member(signedIn, "refresh_token"),
                        Instant.parse(member(signedIn, "expires_at"))));
    }

    private static HttpResponse<String> ban(SignedIn support, SignedIn whom) {
        return support.post("/api/admin/users/" + whom.id() + "/ban", "{\"reason\":\"bots\"}");
    }

    private static void activate(SignedIn support, SignedIn whom) {
        assertThat(support.post("/api/admin/users/" + whom.id() + "/activate", "").statusCode())
                .isEqualTo(200);
    }
}
