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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
        owner.fiveMinutesLater();

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

        key.expire();

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
    void are_twenty_at_most_of_which_expired_ones_do_not_count() throws Exception {
        List<KnownKey> keys = Stream.generate(() -> KnownKey.of(owner, "read")).limit(18).toList();

        List<Integer> statuses = atOnce(() -> make(owner, "Script", "\"read\"").statusCode(), 4);

        assertThat(statuses).containsExactlyInAnyOrder(201, 201, 409, 409);
        HttpResponse<String> refused = make(owner, "Script", "\"read\"");
        assertThat(refused.body()).contains("STATE_002", "too_many_keys");
        keys.getFirst().expire();
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
        oldest.expire();
        for (int i = 0; i < 20; i++) {
            KnownKey.of(owner, "read").expire();
        }

        make(owner, "Script", "\"read\"");

        assertThat(api.sql("select count(*) from api_keys where account_id = " + owner.account()))
                .isEqualTo(21);
        assertThat(owner.get(KEYS).body()).doesNotContain("\"id\":" + oldest.id() + ",");
    }

    @Test
    void are_told_to_the_verified_address_of_who_made_them() {
        KnownKey key = key(make(owner, "Script", "\"read\",\"reports\""));

        SentMails.Read mail = SentMails.to(owner.email(), 1).getFirst();
        assertThat(mail.subject()).isEqualTo("An API key was created in your name");
        assertThat(mail.text())
                .contains("aft_" + key.id() + "_", "read, reports")
                .doesNotContain(key.text());
    }

    @Test
    void are_not_made_while_the_address_may_be_another_persons() {
        assertThat(make(owner.unconfirmed(), "Script", "\"read\"").body())
                .contains("STATE_002", "\"field\":\"email\",\"code\":\"not_confirmed\"");
    }

    private SignedIn joined(MemberRole role) {
        return SignedIn.member(api, Role.ADVERTISER, owner.account(), role);
    }

    private static void assertUnknown(KnownKey key) {
        HttpResponse<String> answer = key.get("/api/clicks");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("AUTH_003");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
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
