package com.afftok.management.party.moderation;

import static com.afftok.management.Eventually.eventually;
import static com.afftok.management.RunningApi.member;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.OpenTransaction;
import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.net.http.HttpResponse;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UsersTest {

    private static final String USERS = "/api/admin/users";

    private final RunningApi api = RunningApi.shared();
    private final SignedIn support = api.signedIn(Role.PROMOTER_SUPPORT);
    private final SignedIn user = api.signedIn(Role.PROMOTER);

    @Test
    void are_found_by_the_beginning_of_email_or_username_in_capitals_or_not() {
        name("Layla_%d", "Layla.%d+x@Example.com");

        assertThat(ids("?search=lAYLA_" + user.id())).isEqualTo(1);
        assertThat(ids("?search=layla." + user.id() + "%2Bx@example")).isEqualTo(1);
        assertThat(ids("?search=ayla_" + user.id())).isZero();
        assertThat(ids("?search=layla%25" + user.id())).isZero();
        assertThat(ids("?search=layla_" + user.id() + "&role=advertiser")).isZero();
        assertThat(ids("?search=layla_" + user.id() + "&status=banned")).isZero();
    }

    /// The account is locked until both wait, first the invitation.
    @Test
    void are_banned_while_they_invite_and_neither_fails() throws Exception {
        CompletableFuture<HttpResponse<String>> invited;
        CompletableFuture<HttpResponse<String>> banned;
        try (OpenTransaction account = new OpenTransaction(api)) {
            account.execute(
                    "select from accounts where id = %d for update".formatted(user.account()));
            invited =
                    supplyAsync(() ->
                            user.post(
                                    "/api/account/members",
                                    "{\"email\":\"omar%d@example.com\",\"role\":\"viewer\"}"
                                            .formatted(user.id())));
            eventually("the invitation waits", account::isWaitedFor);
            banned = supplyAsync(() -> ban(user, "Fraud"));
            eventually("the ban waits", () -> waiting() == 2);
            account.commit();
        }

        assertThat(invited.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        assertThat(banned.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    private long waiting() {
        return api.sql(
                "select count(*) from pg_stat_activity where cardinality(pg_blocking_pids(pid)) > 0");
    }

    @Test
    void come_newest_first_in_parts() {
        HttpResponse<String> first = support.get(USERS + "?limit=1&role=promoter");

        assertThat(first.body()).contains("\"id\":" + user.id() + ",");
        assertThat(support.get(USERS + "?limit=1&cursor=" + member(first, "next_cursor")).body())
                .contains("\"users\":[")
                .doesNotContain("\"id\":" + user.id() + ",");
    }

    @Test
    void are_shown_with_what_they_have_and_without_what_is_theirs_alone() {
        long offer = link(user);
        api.sql(
                """
                insert into click_hourly (advertiser_id, hour, link_id, country, device, offer_id,
                                          promoter_id, gross, valid)
                select advertiser_id, date_trunc('hour', now(), 'UTC'), id, 'SA', 'mobile', offer_id,
                       promoter_id, 7, 7
                  from user_offers where offer_id = %d
                """
                        .formatted(offer));

        HttpResponse<String> answer = support.get(at(user));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "\"activity\":{\"offers\":0,\"links\":1,\"clicks\":7,\"conversions\":0}",
                        "\"status\":\"active\"")
                .doesNotContain("password", "payout_details");
        assertThat(support.get(USERS + "/999999999").statusCode()).isEqualTo(404);
    }

    @Test
    void who_are_banned_are_out_at_once_and_may_come_back() {
        HttpResponse<String> banned = ban(user, "Sends bots");

        assertThat(banned.statusCode()).as(banned.body()).isEqualTo(200);
        assertThat(banned.body()).contains("\"status\":\"banned\"");
        assertThat(user.get("/api/profile").body()).contains("AUTH_004");
        assertThat(ban(user, "Again").body()).contains("STATE_002", "is banned");

        assertThat(support.post(at(user) + "/activate", "").body())
                .contains("\"status\":\"active\"");
        assertThat(support.post(at(user) + "/activate", "").body()).contains("STATE_002");
        assertThat(user.get("/api/profile").body()).contains("AUTH_003");
        assertThat(user.again().get("/api/profile").statusCode()).isEqualTo(200);
        assertThat(
                        api.signedIn(Role.SUPER_ADMIN)
                                .get(
                                        "/api/admin/audit-logs?object_type=user&object_id="
                                                + user.id())
                                .body())
                .contains("user.ban", "user.activate", "Sends bots");
    }

    @Test
    void who_are_banned_take_their_links_or_offers_with_them() throws Exception {
        long offer = link(user);
        long shop = api.sql("select advertiser_id from offers where id = " + offer);
        api.sql(
                """
                insert into user_offers (promoter_id, offer_id, advertiser_id)
                select %d, %d, %d from generate_series(1, 12000)
                """
                        .formatted(user.account(), offer, shop));
        Queue<String> told = new ConcurrentLinkedQueue<>();
        RedisClient client = RedisClient.create(api.redis().url());
        try (StatefulRedisPubSubConnection<String, String> connection = client.connectPubSub()) {
            connection.addListener(
                    new RedisPubSubAdapter<>() {
                        @Override
                        public void message(String channel, String message) {
                            told.add(message);
                        }
                    });
            connection.sync().subscribe("links:changed");

            ban(user, "bots");
            long owner = api.sql("select user_id from memberships where account_id = " + shop);
            support.post(USERS + "/" + owner + "/ban", "{\"reason\":\"fake shop\"}");

            eventually("told", () -> told.contains("account " + shop));
            assertThat(told)
                    .filteredOn(message -> message.equals("account " + user.account()))
                    .hasSize(1);
            assertThat(told).noneMatch(message -> message.startsWith("link "));
        } finally {
            client.shutdown();
        }
    }

    @Test
    void get_another_role_while_nothing_needs_the_one_they_have() {
        HttpResponse<String> changed =
                support.put(at(user) + "/role", "{\"version\":0,\"role\":\"advertiser\"}");

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(changed.body()).contains("\"role\":\"advertiser\"", "\"version\":1");
        assertThat(user.get("/api/profile").body()).contains("AUTH_003");
        assertThat(support.put(at(user) + "/role", "{\"version\":0,\"role\":\"promoter\"}").body())
                .contains("STATE_001");
    }

    @Test
    void with_links_stay_promoters() {
        link(user);

        HttpResponse<String> refused =
                support.put(at(user) + "/role", "{\"version\":0,\"role\":\"advertiser\"}");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("STATE_002", "\"field\":\"role\"");
        assertThat(support.get(at(user)).body()).contains("\"role\":\"promoter\"");
        assertThat(user.get("/api/profile").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "role=root,role",
        "status=gone,status",
        "search=%00,search",
        "search=,search",
        "cursor=x,cursor",
        "limit=-1,limit",
    })
    void take_no_wrong_filter_and_name_the_field(String query, String field) {
        HttpResponse<String> answer = support.get(USERS + "?" + query);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"VALID_001\"", "\"field\":\"" + field + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /ban  | {}                                    | reason
                    /ban  | {"reason":"  "}                       | reason
                    /role | {"version":0}                         | role
                    /role | {"version":0,"role":"super_admin"}    | role
                    /role | {"role":"advertiser"}                 | version
                    """)
    void take_nothing_wrong_and_name_the_field(String path, String json, String field) {
        HttpResponse<String> answer =
                support.send(path.equals("/ban") ? "POST" : "PUT", at(user) + path, json);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"VALID_001\"", "\"field\":\"" + field + "\"");
    }

    private static String at(SignedIn user) {
        return USERS + "/" + user.id();
    }

    private HttpResponse<String> ban(SignedIn whom, String reason) {
        return support.post(at(whom) + "/ban", "{\"reason\":\"" + reason + "\"}");
    }

    private void name(String username, String email) {
        api.sql(
                "update users set username = '%s', email = '%s' where id = %d"
                        .formatted(
                                username.formatted(user.id()),
                                email.formatted(user.id()),
                                user.id()));
    }

    /// The number of users found.
    private int ids(String query) {
        HttpResponse<String> answer = support.get(USERS + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().split("\"unique_code\"", -1).length - 1;
    }

    /// Creates a link of a promoter to a new shop's offer, and returns its id.
    private long link(SignedIn promoter) {
        SignedIn shop = api.signedIn(Role.ADVERTISER);
        return api.sql(
                """
                with offer as (
                    insert into offers (advertiser_id, title, destination_url, payout, currency, status)
                    values (%d, 'Shop', 'https://shop.example.com/', 5, 'USD', 'active')
                    returning id, advertiser_id)
                insert into user_offers (promoter_id, offer_id, advertiser_id)
                select %d, id, advertiser_id from offer
                returning offer_id
                """
                        .formatted(shop.account(), promoter.account()));
    }
}
