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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Scripts act for an account with a key that a member has made.
final class KeysTest {

    private static final String KEYS = "/api/account/keys";
    private static final String PROOF =
            "{\"current_password\":\"%s\"}".formatted(SignedIn.PASSWORD);

    private final RunningApi api = RunningApi.shared();
    private final SignedIn owner = api.signedIn(Role.ADVERTISER).withPassword();

    @Test
    void act_for_the_account_until_they_are_revoked_and_are_shown_once() {
        HttpResponse<String> made = make(owner, "Nightly export", "\"read\"");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        KnownKey key = key(made);

        assertThat(key.get("/api/clicks").statusCode()).isEqualTo(200);
        assertThat(key.get("/api/advertiser/secrets").statusCode()).isEqualTo(200);
        HttpResponse<String> list = owner.get(KEYS);
        assertThat(list.body())
                .contains("\"name\":\"Nightly export\"", "\"scopes\":[\"read\"]")
                .contains("\"created_by\":\"" + owner.username() + '"')
                .doesNotContain(key.text().substring(8));
        assertThat(stored()).doesNotContain(key.text().substring(8, 40));

        assertThat(owner.delete(KEYS + "/" + key.id(), PROOF).statusCode()).isEqualTo(200);

        assertUnknown(key);
        assertThat(owner.get(KEYS).body()).doesNotContain("Nightly export");
        assertThat(owner.delete(KEYS + "/" + key.id(), PROOF).statusCode()).isEqualTo(404);
        assertThat(audited("account.key_create")).isEqualTo(1);
        assertThat(audited("account.key_revoke")).isEqualTo(1);
    }

    private String stored() {
        return api.text("select string_agg(k::text, '') from api_keys k")
                + api.text("select string_agg(a::text, '') from audit_log a");
    }

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
    void of_another_account_are_404_and_keep_working() {
        KnownKey key = KnownKey.of(owner, "read");
        SignedIn stranger = api.signedIn(Role.ADVERTISER).withPassword();

        assertThat(stranger.delete(KEYS + "/" + key.id(), PROOF).statusCode()).isEqualTo(404);

        assertThat(stranger.get(KEYS).body())
                .isEqualTo("{\"success\":true,\"data\":{\"keys\":[]}}");
        assertThat(key.get("/api/clicks").statusCode()).isEqualTo(200);
    }

    @Test
    void are_made_and_revoked_with_the_password_alone() {
        KnownKey key = KnownKey.of(owner, "read");
        String at = KEYS + "/" + key.id();

        assertThat(owner.post(KEYS, wanted("\"read\"", "")).body()).contains("AUTH_006");
        assertThat(owner.post(KEYS, wanted("\"read\"", ",\"current_password\":\"Wrong-1\"")).body())
                .contains("VALID_001", "current_password");
        assertThat(owner.delete(at, "{}").body()).contains("AUTH_006");

        assertThat(owner.get(KEYS).body()).containsOnlyOnce("\"id\":");
        assertThat(key.get("/api/clicks").statusCode()).isEqualTo(200);
    }

    @Test
    void are_made_by_owners_and_managers_and_never_with_a_key() {
        SignedIn manager = joined(MemberRole.MANAGER).withPassword();
        SignedIn viewer = joined(MemberRole.VIEWER).withPassword();
        KnownKey key = KnownKey.of(owner, "read,postback_secrets,reports");

        assertThat(make(manager, "Manager's", "\"reports\"").statusCode()).isEqualTo(201);

        assertThat(make(viewer, "Viewer's", "\"read\"").body()).contains("PERM_001");
        assertThat(key.send("POST", KEYS, wanted("\"read\"", "")).body()).contains("PERM_001");
        assertThat(key.send("DELETE", KEYS + "/" + key.id(), PROOF).body()).contains("PERM_001");
        assertThat(key.get(KEYS).body()).contains("PERM_001");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "name":""                                | name
                    "name":"  "                              | name
                    "name":"a\\u0000b"                       | name
                    "name":null                              | name
                    "scopes":[]                              | scopes
                    "scopes":["everything"]                  | scopes
                    "scopes":["READ"]                        | scopes
                    "scopes":[null]                          | scopes
                    "scopes":["read","read","read","read","read"] | scopes
                    "scopes":"read"                          | scopes
                    "scopes":null                            | scopes
                    "scopes":["read","links"]                | scopes
                    "expires_at":"2020-01-01T00:00:00Z"      | expires_at
                    "expires_at":"2190-01-01T00:00:00Z"      | expires_at
                    "expires_at":"tomorrow"                  | expires_at
                    """)
    void are_refused_with_a_field_that_is_wrong(String wrong, String field) {
        String valid = "{\"name\":\"Script\",\"scopes\":[\"read\"],\"current_password\":\"%s\"}";
        String name = wrong.substring(0, wrong.indexOf(':'));
        String json =
                valid.formatted(SignedIn.PASSWORD)
                        .replaceFirst(name + ":(\"[^\"]*\"|\\[[^]]*]),", "")
                        .replace("}", "," + wrong + "}");

        HttpResponse<String> answer = owner.post(KEYS, json);

        assertThat(answer.statusCode()).as(json + answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("VALID_001", "\"field\":\"" + field);
        assertThat(owner.get(KEYS).body()).doesNotContain("\"id\":");
    }

    @Test
    void have_no_scope_that_the_kind_of_the_account_has_no_use_for() {
        SignedIn promoter = api.signedIn(Role.PROMOTER).withPassword();

        HttpResponse<String> refused = make(promoter, "Script", "\"read\",\"postback_secrets\"");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("not_some_of", "\"field\":\"scopes\"")
                .contains("links", "read", "reports");
        assertThat(make(promoter, "Script", "\"links\",\"links\"").body())
                .contains("\"scopes\":[\"links\"]");
    }

    @Test
    void expire_after_ninety_days_or_as_asked_for() {
        HttpResponse<String> usual = make(owner, "Usual", "\"read\"");
        assertThat(Duration.between(time(usual, "created_at"), time(usual, "expires_at")))
                .isEqualTo(Duration.ofDays(90));
        Instant wanted =
                Instant.ofEpochSecond(Instant.now().getEpochSecond()).plusSeconds(86_400 * 364);
        HttpResponse<String> made =
                owner.post(
                        KEYS,
                        wanted(
                                "\"read\"",
                                ",\"expires_at\":\"%s\",\"current_password\":\"%s\""
                                        .formatted(wanted, SignedIn.PASSWORD)));
        assertThat(time(made, "expires_at")).isEqualTo(wanted);
        KnownKey key = key(made);
        assertThat(key.get("/api/clicks").statusCode()).isEqualTo(200);

        expire(key);

        HttpResponse<String> expired = key.get("/api/clicks");
        assertThat(expired.statusCode()).isEqualTo(401);
        assertThat(expired.body()).contains("AUTH_002");
        assertThat(owner.get(KEYS).body()).contains("\"id\":" + key.id() + ",");
    }

    @Test
    void are_forgotten_thirty_days_after_they_expired() {
        KnownKey old = KnownKey.of(owner, "read");
        KnownKey recent = KnownKey.of(owner, "read");
        api.sql(
                """
                update api_keys set created_at = now() - interval '80 days',
                                    expires_at = now() - interval '%d days 23 hours' where id = %d
                """
                        .formatted(29, recent.id()));
        api.sql(
                """
                update api_keys set created_at = now() - interval '80 days',
                                    expires_at = now() - interval '30 days 1 hour' where id = %d
                """
                        .formatted(old.id()));

        api.part(ForgetExpiredKeys.class).run();

        assertThat(owner.get(KEYS).body())
                .contains("\"id\":" + recent.id() + ",")
                .doesNotContain("\"id\":" + old.id() + ",");
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
        expire(key);

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
    void are_twenty_at_most_of_which_expired_ones_do_not_count() throws Exception {
        List<KnownKey> keys = Stream.generate(() -> KnownKey.of(owner, "read")).limit(18).toList();

        List<Integer> statuses = atOnce(() -> make(owner, "Script", "\"read\"").statusCode(), 4);

        assertThat(statuses).containsExactlyInAnyOrder(201, 201, 409, 409);
        HttpResponse<String> refused = make(owner, "Script", "\"read\"");
        assertThat(refused.body()).contains("STATE_002", "too_many_keys");
        expire(keys.getFirst());
        assertThat(make(owner, "Script", "\"read\"").statusCode()).isEqualTo(201);
        assertThat(make(owner, "Script", "\"read\"").statusCode()).isEqualTo(409);
    }

    private static <T> List<T> atOnce(Callable<T> call, int times) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> calls =
                    Stream.generate(() -> threads.submit(call)).limit(times).toList();
            List<T> results = new ArrayList<>();
            for (Future<T> one : calls) {
                results.add(one.get());
            }
            return results;
        }
    }

    @Test
    void that_have_expired_are_kept_twenty_of_an_account() {
        KnownKey oldest = KnownKey.of(owner, "read");
        expire(oldest);
        for (int i = 0; i < 20; i++) {
            expire(KnownKey.of(owner, "read"));
        }

        make(owner, "Script", "\"read\"");

        assertThat(api.sql("select count(*) from api_keys where account_id = " + owner.account()))
                .isEqualTo(21);
        assertThat(owner.get(KEYS).body()).doesNotContain("\"id\":" + oldest.id() + ",");
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
        expire(key);
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
        api.sql("update users set email_verified_at = now() where id = " + user.id());
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

    @Test
    void are_told_to_the_verified_address_of_who_made_them() {
        api.sql("update users set email_verified_at = now() where id = " + owner.id());

        KnownKey key = key(make(owner, "Script", "\"read\",\"reports\""));

        SentMails.Read mail = SentMails.to(owner.email(), 1).getFirst();
        assertThat(mail.subject()).isEqualTo("An API key was created in your name");
        assertThat(mail.text())
                .contains("aft_" + key.id() + "_", "read, reports")
                .doesNotContain(key.text());
        SignedIn unproven = api.signedIn(Role.ADVERTISER).withPassword();
        make(unproven, "Script", "\"read\"");
        assertThat(
                        api.sql(
                                "select count(*) from mails where recipient = '%s'"
                                        .formatted(unproven.email())))
                .isZero();
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

    private void expire(KnownKey key) {
        api.sql(
                """
                update api_keys set created_at = now() - interval '1 day', expires_at = clock_timestamp()
                 where id = %d
                """
                        .formatted(key.id()));
    }

    private static Instant time(HttpResponse<String> answer, String member) {
        return Instant.parse(member(answer, member));
    }

    private KnownKey key(HttpResponse<String> made) {
        return new KnownKey(api, Long.parseLong(member(made, "id")), member(made, "key"));
    }

    private static HttpResponse<String> make(SignedIn user, String name, String scopes) {
        return user.post(
                KEYS,
                "{\"name\":\"%s\",\"scopes\":[%s],\"current_password\":\"%s\"}"
                        .formatted(name, scopes, SignedIn.PASSWORD));
    }

    /// @param more members, each after a comma
    private static String wanted(String scopes, String more) {
        return "{\"name\":\"Script\",\"scopes\":[%s]%s}".formatted(scopes, more);
    }

    private long audited(String action) {
        return api.sql(
                """
                select count(*) from audit_log
                 where action = '%s' and object_type = 'account' and object_id = '%d'
                """
                        .formatted(action, owner.account()));
    }
}
