package com.afftok.management.trust.block;

import static com.afftok.management.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Credential;
import com.afftok.management.access.Role;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.redis.LazyRedis;
import com.afftok.shared.address.AddressKeys;
import com.afftok.shared.code.KeyRing;
import com.afftok.shared.id.AdminId;
import io.lettuce.core.SetArgs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BlockedTest {

    private static final String BLOCKED = "/api/admin/fraud/blocked";
    private static final AddressKeys KEYS =
            AddressKeys.of(KeyRing.parse("1:8f1d3c5b7a99e2406cb1d8f3a5e70912"));

    private final RunningApi api = RunningApi.shared();
    private final SignedIn reviewer = api.signedIn(Role.FRAUD_REVIEWER);

    @Test
    void an_address_is_blocked_as_edges_block_it_until_it_is_unblocked() throws IOException {
        String key = key("8.8.4.4");

        HttpResponse<String> blocked = block("\"address\":\"8.8.4.4\"");

        assertThat(blocked.statusCode()).as(blocked.body()).isEqualTo(201);
        assertThat(blocked.body()).contains("\"key\":\"" + key + '"');
        assertThat(api.redis().ask("ZSCORE addresses:blocked " + key)).startsWith("$");
        assertThat(api.redis().ask("EXISTS address:blocked:" + key)).isEqualTo(":1");
        assertThat(reviewer.get(BLOCKED + "?address=8.8.4.4").body())
                .contains(
                        "\"key\":\"" + key + '"',
                        "\"by_person\":true",
                        "\"reason\":\"a click farm\"",
                        "\"created_by\":" + reviewer.id())
                .doesNotContain("\"created_at\":null");
        assertThat(reviewer.get(BLOCKED).body())
                .contains("\"key\":\"" + key + '"')
                .doesNotContain("8.8.4.4");

        assertThat(reviewer.delete(BLOCKED + "?address=8.8.4.4").statusCode()).isEqualTo(200);

        assertThat(api.redis().ask("ZSCORE addresses:blocked " + key)).isEqualTo("$-1");
        assertThat(api.redis().ask("EXISTS address:blocked:" + key)).isEqualTo(":0");
        assertThat(reviewer.delete(BLOCKED + "?address=8.8.4.4").statusCode()).isEqualTo(404);
        assertThat(
                        api.sql(
                                """
                                select count(*) from audit_log
                                 where object_id = '%s' and action in ('address.block', 'address.unblock')
                                   and coalesce(old_value::text, '') || coalesce(new_value::text, '') not like '%%8.8.4.4%%'
                                """
                                        .formatted(key)))
                .isEqualTo(2);
    }

    @Test
    void a_block_of_an_edge_is_explained_and_lifted_by_its_key() throws IOException {
        String key = key("2001:4860:4860:1::8");
        long until = Instant.now().plusSeconds(600).toEpochMilli();
        api.redis().ask("ZADD addresses:blocked " + until + ' ' + key);
        api.part(LazyRedis.class)
                .connection()
                .join()
                .sync()
                .set("address:blocked:" + key, "90 1 7", SetArgs.Builder.px(600_000));

        assertThat(reviewer.get(BLOCKED + "?address=2001:4860:4860:1::9").body())
                .contains(
                        "\"score\":0.90,\"reasons\":[\"declared_bot\"],\"rule_set\":7,\"by_person\":false");
        assertThat(reviewer.delete(BLOCKED + "?key=" + key).statusCode()).isEqualTo(200);
        assertThat(reviewer.get(BLOCKED + "?address=2001:4860:4860:1::8").body())
                .contains("\"last_to_end\":[]");
    }

    @Test
    void a_network_is_blocked_until_it_is_unblocked() {
        HttpResponse<String> first = block("\"network\":\"198.51.100.0/24\"");
        HttpResponse<String> second =
                block(
                        "\"network\":\"198.51.100.0/24\",\"blocked_until\":\"%s\""
                                .formatted(Instant.now().plusSeconds(60)));

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(first.body())
                .contains("\"blocked_until\":null", "\"created_by\":" + reviewer.id());
        assertThat(second.body()).doesNotContain("\"blocked_until\":null");
        String cursor =
                Keyset.of(
                                "blocked networks",
                                new Caller.Admin(
                                        new AdminId(reviewer.id()),
                                        Role.FRAUD_REVIEWER,
                                        new Credential.Session(UUID.randomUUID())),
                                null,
                                null)
                        .cursor(Cursor.after("198.51.99.0/24"));
        assertThat(reviewer.get(BLOCKED + "?limit=1&cursor=" + cursor).body())
                .contains("\"network\":\"198.51.100.0/24\"");
        assertThat(
                        api.sql(
                                """
                                select count(*) from audit_log
                                 where action = 'network.block' and object_id = '198.51.100.0/24'
                                   and old_value ->> 'network' = '198.51.100.0/24' and actor_id = %d
                                """
                                        .formatted(reviewer.id())))
                .isEqualTo(1);

        assertThat(reviewer.delete(BLOCKED + "?network=198.51.100.0/24").statusCode())
                .isEqualTo(200);
        assertThat(reviewer.delete(BLOCKED + "?network=198.51.100.0/24").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"reason":"x"}                                              | address
                    {"reason":"x","address":"8.8.4.4","network":"8.8.4.0/24"}   | network
                    {"reason":"x","address":"localhost"}                        | address
                    {"reason":"x","address":"127.0.0.1"}                        | address
                    {"reason":"x","address":"10.1.2.3"}                         | address
                    {"reason":"x","address":"8.8.4.4/32"}                       | address
                    {"reason":"x","network":"8.8.4.4/24"}                       | network
                    {"reason":"x","network":"0.0.0.0/0"}                        | network
                    {"reason":"x","network":"2000::/3"}                         | network
                    {"reason":"x","network":"1.2.3.0/33"}                       | network
                    {"reason":"x","network":"x'; drop table clicks; --"}        | network
                    {"reason":"x","network":"127.0.0.0/8"}                      | network
                    {"reason":"x","network":"10.1.0.0/16"}                      | network
                    {"reason":"x","network":"172.16.0.0/12"}                    | network
                    {"reason":"x","network":"192.160.0.0/12"}                   | network
                    {"reason":"x","network":"192.168.1.1"}                      | network
                    {"reason":"x","network":"::1"}                              | network
                    {"reason":"x","network":"fd00::/24"}                        | network
                    {"reason":"x","network":"52.0.0.0/8"}                       | network
                    {"reason":"x","network":"2a00::/12"}                        | network
                    {"reason":"x","network":"::ffff:8.8.4.0/24"}                | network
                    {"address":"8.8.4.4"}                                       | reason
                    {"reason":"  ","address":"8.8.4.4"}                         | reason
                    {"reason":"\\t\\n","network":"8.8.4.0/24"}                 | reason
                    {"reason":"x","address":"8.8.4.4","blocked_until":"2020-01-01T00:00:00Z"} | blocked_until
                    {"reason":"x","address":"8.8.4.4","blocked_until":"2300-01-01T00:00:00Z"} | blocked_until
                    """)
    void nonsense_is_not_blocked(String body, String field) {
        HttpResponse<String> answer = reviewer.post(BLOCKED, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"" + field + '"');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?address=x",
                "?key=x",
                "?network=x",
                "?address=8.8.4.4&key=0123456789abcdef",
                "?key=0000000000000000"
            })
    void nonsense_is_not_unblocked(String query) {
        assertThat(reviewer.delete(BLOCKED + query).statusCode()).isEqualTo(400);
    }

    @Test
    void without_redis_nothing_is_blocked_nor_noted() throws Exception {
        try (RunningApi own = RunningApi.own()) {
            SignedIn admin = own.signedIn(Role.SUPER_ADMIN);
            own.redis().stop();

            HttpResponse<String> answer =
                    admin.post(BLOCKED, "{\"address\":\"8.8.4.4\",\"reason\":\"a farm\"}");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("\"REDIS_001\"");
            assertThat(admin.get(BLOCKED).body()).contains("\"REDIS_001\"");
            assertThat(own.sql("select count(*) from audit_log")).isZero();
            assertThat(
                            admin.post(
                                            BLOCKED,
                                            "{\"network\":\"8.8.4.0/24\",\"reason\":\"a farm\"}")
                                    .statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void others_note_what_they_do_while_redis_takes_its_time() throws Exception {
        try (RunningApi own = RunningApi.own(Map.of("API_CALLS_PER_ADMIN", "0"));
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            SignedIn admin = own.signedIn(Role.SUPER_ADMIN);
            assertThat(admin.get(BLOCKED).statusCode()).isEqualTo(200);
            own.redis().ask("CLIENT PAUSE 20000 WRITE");

            Future<HttpResponse<String>> blocked =
                    clients.submit(() ->
                            admin.post(BLOCKED, "{\"address\":\"8.8.4.4\",\"reason\":\"a farm\"}"));

            eventually(
                    "the entry is there, and its transaction over",
                    () ->
                            own.sql("select count(*) from audit_log where action = 'address.block'")
                                    == 1);
            assertThat(
                            admin.post(
                                            BLOCKED,
                                            "{\"network\":\"8.8.4.0/24\",\"reason\":\"a farm\"}")
                                    .statusCode())
                    .isEqualTo(201);
            assertThat(blocked.get().statusCode()).isEqualTo(503);
            own.redis().ask("CLIENT UNPAUSE");
        }
    }

    private HttpResponse<String> block(String whom) {
        return reviewer.post(BLOCKED, "{\"reason\":\"a click farm\"," + whom + '}');
    }

    private static String key(String address) throws IOException {
        return AddressKeys.format(KEYS.of(InetAddress.ofLiteral(address).getAddress()));
    }
}
