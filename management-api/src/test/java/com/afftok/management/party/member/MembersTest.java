package com.afftok.management.party.member;

import static com.afftok.management.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.OpenTransaction;
import com.afftok.management.RunningApi;
import com.afftok.management.SentMails;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Several users act for one account, each in a role.
final class MembersTest {

    private static final String MEMBERS = "/api/account/members";
    private static final String PROOF =
            "{\"current_password\":\"%s\"}".formatted(SignedIn.PASSWORD);

    private final RunningApi api = RunningApi.shared();
    private final SignedIn owner = api.signedIn(Role.PROMOTER).withPassword();

    @Test
    void are_listed_for_members_of_the_account_alone() {
        SignedIn viewer = joined(MemberRole.VIEWER);
        SignedIn stranger = api.signedIn(Role.PROMOTER);

        HttpResponse<String> list = viewer.get(MEMBERS);

        assertThat(list.body())
                .contains("\"id\":%d,".formatted(owner.id()), "\"id\":%d,".formatted(viewer.id()))
                .contains(owner.email(), "\"role\":\"owner\"", "\"role\":\"viewer\"")
                .doesNotContain("password", stranger.email());
        assertThat(stranger.get(MEMBERS).body()).doesNotContain(owner.email());
    }

    @Test
    void a_new_role_applies_to_an_open_session_at_once() {
        SignedIn member = joined(MemberRole.VIEWER);
        assertThat(member.get("/api/webhooks").statusCode()).isEqualTo(200);
        assertThat(makeWebhook(member).body()).contains("PERM_001");

        HttpResponse<String> changed = changeRole(owner, member.id(), "manager");

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(changed.body()).contains("\"role\":\"manager\"");
        assertThat(makeWebhook(member).statusCode()).isEqualTo(201);
        changeRole(owner, member.id(), "viewer");
        assertThat(makeWebhook(member).body()).contains("PERM_001");
        assertThat(member.get("/api/me").body())
                .contains("\"role\":\"viewer\"", "\"own_webhooks_view\"")
                .doesNotContain("\"own_webhooks\"");
        assertThat(audited("account.member_role")).isEqualTo(2);
    }

    @Test
    void a_removed_member_is_out_at_once_of_this_account_alone() {
        SignedIn member = joined(MemberRole.MANAGER);
        SignedIn elsewhere = api.signedIn(Role.ADVERTISER);
        member.joins(elsewhere.account(), MemberRole.VIEWER);
        SignedIn there = member.in(Role.ADVERTISER, elsewhere.account());

        HttpResponse<String> removed = remove(owner, member.id());

        assertThat(removed.statusCode()).as(removed.body()).isEqualTo(200);
        assertThat(member.get("/api/links").body()).contains("AUTH_003");
        assertThat(refresh(member).body()).contains("AUTH_003");
        assertThat(there.get("/api/clicks").statusCode()).isEqualTo(200);
        assertThat(refresh(there).statusCode()).isEqualTo(200);
        assertThat(ended(member, "member_removed")).isEqualTo(1);
        assertThat(remove(owner, member.id()).statusCode()).isEqualTo(404);
        assertThat(SentMails.to(member.email(), 1).getFirst().subject())
                .isEqualTo("You no longer act for an account");
        assertThat(audited("account.member_remove")).isEqualTo(1);
    }

    @Test
    void only_confirmed_addresses_are_told() {
        SignedIn removed = joined(MemberRole.VIEWER).unconfirmed();
        SignedIn unconfirmed = joined(MemberRole.OWNER).unconfirmed();
        SignedIn promoted = joined(MemberRole.FINANCE);

        remove(owner, removed.id());
        changeRole(owner, promoted.id(), "owner");

        assertThat(SentMails.to(owner.email(), 1)).hasSize(1);
        assertThat(
                        api.sql(
                                "select count(*) from mails where recipient in ('%s', '%s')"
                                        .formatted(removed.email(), unconfirmed.email())))
                .isZero();
    }

    /// The check of each request does not depend on the session having been ended.
    @Test
    void a_session_without_a_membership_is_refused() {
        SignedIn member = joined(MemberRole.MANAGER);
        api.sql("delete from memberships where user_id = " + member.id());

        assertThat(member.get("/api/links").body()).contains("AUTH_003");
        assertThat(refresh(member).body()).contains("AUTH_003");
    }

    @Test
    void everybody_may_leave_except_the_last_owner() {
        SignedIn viewer = joined(MemberRole.VIEWER).withPassword();
        assertThat(leave(viewer).statusCode()).isEqualTo(200);
        assertThat(viewer.get("/api/me").body()).contains("AUTH_003");

        for (HttpResponse<String> refused :
                List.of(
                        leave(owner),
                        remove(owner, owner.id()),
                        changeRole(owner, owner.id(), "manager"))) {
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("STATE_002", "last_owner");
        }

        SignedIn second = joined(MemberRole.OWNER).withPassword();
        assertThat(leave(owner).statusCode()).isEqualTo(200);
        assertThat(leave(second).body()).contains("last_owner");
        assertThat(SentMails.to(viewer.email())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"leave", "remove", "demote"})
    void of_two_owners_who_go_at_once_one_stays(String way) throws Exception {
        SignedIn one = api.signedIn(Role.PROMOTER).withPassword();
        SignedIn two =
                SignedIn.member(api, Role.PROMOTER, one.account(), MemberRole.OWNER).withPassword();

        List<Integer> statuses =
                atOnce(one.account(), () -> goes(way, one, two), () -> goes(way, two, one));

        assertThat(statuses).as(way).containsOnlyOnce(200);
        assertThat(owners(one.account())).as(way).isEqualTo(1);
    }

    private HttpResponse<String> goes(String way, SignedIn one, SignedIn other) {
        return switch (way) {
            case "leave" -> leave(one);
            case "remove" -> remove(one, other.id());
            default -> changeRole(one, other.id(), "viewer");
        };
    }

    @Test
    void changes_need_the_password() {
        SignedIn member = joined(MemberRole.VIEWER);
        String at = MEMBERS + "/" + member.id();
        String wrong = "{\"role\":\"owner\",\"current_password\":\"Wrong-Horse-7\"}";
        owner.fiveMinutesLater();

        assertThat(owner.patch(at, "{\"role\":\"owner\"}").body()).contains("AUTH_006");
        assertThat(owner.patch(at, wrong).body()).contains("VALID_001", "current_password");
        assertThat(owner.delete(at, "{}").body()).contains("AUTH_006");
        assertThat(owner.post("/api/account/leave", "{}").body()).contains("AUTH_006");
        assertThat(member.get("/api/me").body()).contains("\"role\":\"viewer\"");
    }

    @Test
    void are_not_found_in_other_accounts() {
        SignedIn stranger = api.signedIn(Role.PROMOTER);

        assertThat(changeRole(owner, stranger.id(), "viewer").statusCode()).isEqualTo(404);
        assertThat(remove(owner, stranger.id()).statusCode()).isEqualTo(404);
        assertThat(stranger.get("/api/me").body()).contains("\"role\":\"owner\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "Owner", "", "super_admin"})
    void have_one_of_four_roles(String role) {
        assertThat(changeRole(owner, owner.id(), role).body())
                .contains("VALID_001", "\"field\":\"role\"");
    }

    @Test
    void all_owners_learn_of_a_new_one() {
        SignedIn second = joined(MemberRole.OWNER);
        SignedIn third = joined(MemberRole.FINANCE);

        changeRole(owner, third.id(), "owner");

        for (SignedIn one : List.of(owner, second, third)) {
            SentMails.Read mail = SentMails.to(one.email(), 1).getFirst();
            assertThat(mail.subject()).isEqualTo("Your account has a new owner");
            assertThat(mail.text()).contains(third.username());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "owner,   200, 200, true",
        "manager, 200, 403, false",
        "finance, 403, 200, true",
        "viewer,  403, 403, false"
    })
    void change_of_the_profile_what_their_role_says(
            String role, int country, int payout, boolean seesPayout) {
        SignedIn member = joined(MemberRole.of(role)).withPassword();

        assertThat(member.put("/api/profile", "{\"full_name\":\"Omar\"}").statusCode())
                .isEqualTo(200);
        assertThat(member.put("/api/profile", "{\"country\":\"EG\"}").statusCode())
                .isEqualTo(country);
        assertThat(member.patch("/api/account", "{\"version\":99,\"country\":\"EG\"}").statusCode())
                .isEqualTo(country == 200 ? 409 : 403);
        assertThat(member.put("/api/profile", payoutDetails()).statusCode()).isEqualTo(payout);
        owner.put("/api/profile", payoutDetails());
        assertThat(member.get("/api/profile").body().contains("****mple")).isEqualTo(seesPayout);
    }

    private static String payoutDetails() {
        return """
        {"payout_details":{"method":"paypal","account_holder":"Layla","account":"layla@paypal.example"},
         "current_password":"%s"}
        """
                .formatted(SignedIn.PASSWORD);
    }

    private SignedIn joined(MemberRole role) {
        return SignedIn.member(api, Role.PROMOTER, owner.account(), role);
    }

    private static HttpResponse<String> changeRole(SignedIn caller, long id, String role) {
        return caller.patch(
                MEMBERS + "/" + id,
                "{\"role\":\"%s\",\"current_password\":\"%s\"}".formatted(role, SignedIn.PASSWORD));
    }

    private static HttpResponse<String> remove(SignedIn caller, long id) {
        return caller.delete(MEMBERS + "/" + id, PROOF);
    }

    private static HttpResponse<String> leave(SignedIn caller) {
        return caller.post("/api/account/leave", PROOF);
    }

    private static HttpResponse<String> makeWebhook(SignedIn caller) {
        return caller.post(
                "/api/webhooks",
                """
                {"kind":"postback","url":"https://shop.example.com/?cid={click_id}",
                 "events":["conversion.created"]}
                """);
    }

    private HttpResponse<String> refresh(SignedIn caller) {
        return api.post(
                "/api/auth/refresh",
                "{\"refresh_token\":\"%s\"}".formatted(caller.tokens().refreshToken()));
    }

    private long ended(SignedIn member, String reason) {
        return api.sql(
                """
                select count(*) from sessions
                 where user_id = %d and account_id = %d and revoked_reason = '%s'
                """
                        .formatted(member.id(), member.account(), reason));
    }

    private long owners(long account) {
        return api.sql(
                "select count(*) from memberships where role = 'owner' and account_id = "
                        + account);
    }

    private long audited(String action) {
        return api.sql(
                """
                select count(*) from audit_log
                 where action = '%s' and object_type = 'account' and object_id = '%d' and actor_id = %d
                """
                        .formatted(action, owner.account(), owner.id()));
    }

    /// Two requests that wait for each other, or both for the memberships.
    private List<Integer> atOnce(
            long account, Supplier<HttpResponse<String>> one, Supplier<HttpResponse<String>> other)
            throws SQLException {
        try (OpenTransaction held = new OpenTransaction(api)) {
            held.execute("select from memberships where account_id = " + account + " for update");
            List<CompletableFuture<HttpResponse<String>>> calls =
                    Stream.of(one, other)
                            .map(call ->
                                    CompletableFuture.supplyAsync(call, Thread::startVirtualThread))
                            .toList();
            eventually("both wait", () -> waiting() >= 2);
            held.commit();
            return calls.stream()
                    .map(CompletableFuture::join)
                    .map(HttpResponse::statusCode)
                    .toList();
        }
    }

    private long waiting() {
        return api.sql(
                """
                select count(*) from pg_stat_activity
                 where wait_event_type = 'Lock' and query ~ 'memberships|accounts'
                """);
    }
}
