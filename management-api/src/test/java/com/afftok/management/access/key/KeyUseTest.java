package com.afftok.management.access.key;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.KnownKey;
import com.afftok.management.RunningApi;
import com.afftok.management.SentMails;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What a request with an API key may, and when it is refused.
final class KeyUseTest {

    private static final String KEYS = "/api/account/keys";
    private static final String PROOF =
            "{\"current_password\":\"%s\"}".formatted(SignedIn.PASSWORD);

    private final RunningApi api = RunningApi.shared();
    private final SignedIn owner = api.signedIn(Role.ADVERTISER).withPassword();

    @Test
    void show_and_change_rows_of_their_account_alone() {
        KnownKey key = KnownKey.of(owner, "postback_secrets");
        SignedIn stranger = api.signedIn(Role.ADVERTISER);
        String theirs =
                member(stranger.post("/api/advertiser/secrets", "{\"mode\":\"live\"}"), "id");

        HttpResponse<String> made =
                key.send("POST", "/api/advertiser/secrets", "{\"mode\":\"live\"}");

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(owner.get("/api/advertiser/secrets").body()).contains(member(made, "hint"));
        assertThat(key.send("DELETE", "/api/advertiser/secrets/" + theirs, "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void know_their_last_use_to_the_minute() {
        KnownKey key = KnownKey.of(owner, "read");
        assertThat(owner.get(KEYS).body()).contains("\"last_used_at\":null");

        key.get("/api/clicks");
        String first = lastUse(key);
        key.get("/api/clicks");
        assertThat(lastUse(key)).isEqualTo(first);

        api.sql(
                "update api_keys set last_used_at = now() - interval '61 seconds' where id = "
                        + key.id());
        String earlier = lastUse(key);
        key.get("/api/clicks");
        assertThat(lastUse(key)).isNotEqualTo(earlier);
        assertThat(owner.get(KEYS).body()).doesNotContain("\"last_used_at\":null");
    }

    private String lastUse(KnownKey key) {
        return api.text("select last_used_at::text from api_keys where id = " + key.id());
    }

    @Test
    void are_not_used_by_a_refused_request() {
        KnownKey key = KnownKey.of(owner, "read");
        key.expire();

        key.get("/api/clicks");

        assertThat(
                        api.sql(
                                "select count(*) from api_keys where last_used_at is null and id = "
                                        + key.id()))
                .isEqualTo(1);
    }

    @Test
    void of_a_removed_member_end_at_once_and_do_not_come_back() {
        SignedIn member = joined(MemberRole.MANAGER);
        KnownKey key = KnownKey.of(member, "read");
        assertThat(key.get("/api/clicks").statusCode()).isEqualTo(200);

        assertThat(owner.delete("/api/account/members/" + member.id(), PROOF).statusCode())
                .isEqualTo(200);

        assertUnknown(key);
        member.joins(owner.account(), MemberRole.MANAGER);
        assertUnknown(key);
    }

    @Test
    void permit_what_the_role_of_their_owner_permits_now() {
        SignedIn member = joined(MemberRole.MANAGER);
        KnownKey key = KnownKey.of(member, "postback_secrets");
        String mode = "{\"mode\":\"test\"}";
        assertThat(key.send("POST", "/api/advertiser/secrets", mode).statusCode()).isEqualTo(201);

        owner.patch(
                "/api/account/members/" + member.id(),
                "{\"role\":\"viewer\",\"current_password\":\"%s\"}".formatted(SignedIn.PASSWORD));

        assertThat(key.send("POST", "/api/advertiser/secrets", mode).body()).contains("PERM_001");
        assertThat(key.get("/api/advertiser/secrets").statusCode()).isEqualTo(200);
    }

    @Test
    void of_a_banned_user_or_account_are_403_at_once() {
        KnownKey key = KnownKey.of(owner, "read");
        api.sql("update users set status = 'banned' where id = " + owner.id());
        assertDisabled(key);

        api.sql("update users set status = 'active' where id = " + owner.id());
        api.sql("update accounts set status = 'banned' where id = " + owner.account());
        assertDisabled(key);

        api.sql("update accounts set status = 'active' where id = " + owner.account());
        assertThat(key.get("/api/clicks").statusCode()).isEqualTo(200);
    }

    private static void assertDisabled(KnownKey key) {
        HttpResponse<String> answer = key.get("/api/clicks");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("AUTH_004");
    }

    @Test
    void that_are_wrong_are_401_whether_or_not_there_is_such_a_key() {
        KnownKey key = KnownKey.of(owner, "read");
        KnownKey other = KnownKey.of(owner, "read");
        String secret = key.text().substring(0, key.text().length() - 6);
        char last = secret.charAt(secret.length() - 1) == 'a' ? 'b' : 'a';
        String guess = KnownKey.checked(secret.substring(0, secret.length() - 1) + last);

        List<HttpResponse<String>> refused =
                List.of(
                        with(guess),
                        with(guess.replaceFirst("_[0-9]+_", "_999999999_")),
                        with(
                                KnownKey.checked(
                                        "aft_999999999_" + secret.substring(secret.length() - 43))),
                        with(
                                KnownKey.checked(
                                        "aft_"
                                                + other.id()
                                                + "_"
                                                + secret.substring(secret.length() - 43))),
                        with(key.text() + "a"),
                        with(key.text().substring(0, key.text().length() - 1)),
                        with(key.text().toUpperCase(Locale.ROOT)),
                        with("aft_"));

        assertThat(refused).allMatch(answer -> answer.statusCode() == 401);
        assertThat(
                        refused.stream()
                                .map(answer -> answer.body().replaceAll("req_[^\"]*", ""))
                                .collect(Collectors.toSet()))
                .hasSize(1)
                .allMatch(body -> body.contains("AUTH_003"));
        key.expire();
        assertThat(with(guess).body()).contains("AUTH_003");
    }

    @Test
    void are_accepted_in_their_header_alone() {
        KnownKey key = KnownKey.of(owner, "read");

        for (String query : List.of("key", "api_key", "access_token", "token")) {
            assertThat(api.get("/api/clicks?" + query + "=" + key.text()).statusCode())
                    .isEqualTo(401);
        }
        assertThat(
                        api.send(api.request("/api/clicks").header("X-API-Key", key.text()).GET())
                                .statusCode())
                .isEqualTo(401);
        assertThat(
                        api.send(
                                        key.request("/api/clicks")
                                                .header("Authorization", "Bearer " + key.text())
                                                .GET())
                                .statusCode())
                .isEqualTo(401);
    }

    @Test
    void open_no_session() {
        SignedIn user = api.signedIn(Role.ADVERTISER);
        KnownKey key = KnownKey.of(user, "read,postback_secrets,reports");
        String email = user.email();
        HttpResponse<String> invited =
                owner.post(
                        "/api/account/members",
                        "{\"email\":\"%s\",\"role\":\"owner\",\"current_password\":\"%s\"}"
                                .formatted(email, SignedIn.PASSWORD));
        assertThat(invited.statusCode()).as(invited.body()).isEqualTo(201);
        String token = SentMails.to(email, 1).getFirst().token();
        String accept = "{\"token\":\"%s\"}".formatted(token);

        HttpResponse<String> refused = key.send("POST", "/api/auth/invitations/accept", accept);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("PERM_001").doesNotContain("refresh_token");
        for (String path :
                List.of("/api/auth/me", "/api/auth/session", "/api/auth/sessions", "/api/me")) {
            assertThat(key.get(path).body()).as(path).contains("PERM_001");
        }
        assertThat(user.post("/api/auth/invitations/accept", accept).statusCode()).isEqualTo(200);
    }

    @Test
    void show_of_open_operations_what_their_scopes_show() {
        long offer =
                api.sql(
                        """
                        insert into offers (advertiser_id, title, category, destination_url, payout, payout_type,
                                            currency, status)
                        values (%d, 'Hidden', 'fashion', 'https://shop.example.com/', 5, 'cpa', 'USD', 'pending')
                        returning id
                        """
                                .formatted(owner.account()));

        assertThat(KnownKey.of(owner, "read").get("/api/offers/" + offer).body())
                .contains("\"destination_url\"");
        assertThat(KnownKey.of(owner, "reports").get("/api/offers/" + offer).statusCode())
                .isEqualTo(404);
    }

    private SignedIn joined(MemberRole role) {
        return SignedIn.member(api, Role.ADVERTISER, owner.account(), role);
    }

    private HttpResponse<String> with(String text) {
        return new KnownKey(api, 0, text).get("/api/clicks");
    }

    private static void assertUnknown(KnownKey key) {
        HttpResponse<String> answer = key.get("/api/clicks");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("AUTH_003");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }
}
