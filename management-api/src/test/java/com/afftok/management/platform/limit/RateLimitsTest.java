package com.afftok.management.platform.limit;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.KnownKey;
import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RateLimitsTest {

    private final RunningApi api =
            RunningApi.own(
                    Map.ofEntries(
                            entry("TRUSTED_PROXIES", "127.0.0.0/8"),
                            entry("SIGN_INS_PER_ADDRESS", "1"),
                            entry("SIGN_INS_PER_ADDRESS_BURST", "3"),
                            entry("API_CALLS_PER_ADDRESS", "1"),
                            entry("API_CALLS_PER_ADDRESS_BURST", "4"),
                            entry("API_CALLS_PER_USER", "1"),
                            entry("API_CALLS_PER_USER_BURST", "5"),
                            entry("API_CALLS_PER_KEY", "1"),
                            entry("API_CALLS_PER_KEY_BURST", "2"),
                            entry("API_CALLS_PER_ADMIN", "1"),
                            entry("API_CALLS_PER_ADMIN_BURST", "6")));

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void hold_for_sign_ins_and_registrations_of_an_address_together() {
        assertThat(statuses(4, () -> post("/api/auth/login", "203.0.113.1", "{}")))
                .containsExactly(400, 400, 400, 429);
        assertThat(post("/api/auth/register", "203.0.113.1", "{}").statusCode()).isEqualTo(429);
        assertThat(post("/api/auth/login", "203.0.113.2", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void hold_for_anonymous_calls_of_an_address_whatever_they_call() {
        assertThat(statuses(2, () -> get("/api/offers/1", "203.0.113.3"))).containsOnly(404);
        assertThat(get("/api/auth/me", "203.0.113.3").statusCode()).isEqualTo(401);
        assertThat(get("/api/nothing", "203.0.113.3").statusCode()).isEqualTo(404);
        assertThat(get("/api/offers/1", "203.0.113.3").statusCode()).isEqualTo(429);
        assertThat(get("/api/auth/me", "203.0.113.3").statusCode()).isEqualTo(429);
        assertThat(get("/api/nothing", "203.0.113.3").statusCode()).isEqualTo(429);
        assertThat(get("/health", "203.0.113.3").statusCode()).isEqualTo(200);
    }

    @Test
    void hold_for_a_user_on_all_devices_and_for_an_administrator() {
        SignedIn user = api.signedIn(Role.ADVERTISER);
        SignedIn elsewhere = user.again();
        SignedIn admin = api.signedIn(Role.SUPER_ADMIN);

        assertThat(statuses(3, () -> user.get("/api/auth/me"))).containsOnly(200);
        assertThat(statuses(3, () -> elsewhere.get("/api/auth/me"))).containsExactly(200, 200, 429);
        assertThat(statuses(7, () -> admin.get("/api/auth/me")))
                .containsExactly(403, 403, 403, 403, 403, 403, 429);
    }

    @Test
    void hold_for_each_key_and_a_key_does_not_use_those_of_its_owner() {
        SignedIn user = api.signedIn(Role.ADVERTISER);
        KnownKey one = KnownKey.of(user, "read");
        KnownKey another = KnownKey.of(user, "read");

        assertThat(statuses(3, () -> one.get("/api/clicks"))).containsExactly(200, 200, 429);
        assertThat(one.get("/api/clicks").headers().firstValue("X-RateLimit-Limit")).contains("2");
        assertThat(statuses(3, () -> another.get("/api/links"))).containsExactly(403, 403, 429);
        assertThat(statuses(6, () -> user.get("/api/clicks")))
                .containsExactly(200, 200, 200, 200, 200, 429);
    }

    @Test
    void hold_for_wrong_keys_of_an_address() {
        KnownKey known = KnownKey.of(api.signedIn(Role.ADVERTISER), "read");
        String wrong = KnownKey.checked("aft_" + known.id() + "_" + "0".repeat(43));
        Supplier<HttpResponse<String>> guess =
                () ->
                        api.send(
                                api.request("/api/clicks")
                                        .header("X-Forwarded-For", "203.0.113.6")
                                        .header("Authorization", "Bearer " + wrong)
                                        .GET());

        assertThat(statuses(5, guess)).containsExactly(401, 401, 401, 401, 429);
    }

    @Test
    void are_told_in_the_headers() {
        HttpResponse<String> first = get("/api/offers/1", "203.0.113.4");

        assertThat(first.headers().firstValue("X-RateLimit-Limit")).contains("4");
        assertThat(first.headers().firstValue("X-RateLimit-Remaining")).contains("3");
        assertThat(first.headers().firstValueAsLong("X-RateLimit-Reset").orElseThrow())
                .isBetween(now() + 50, now() + 61);

        HttpResponse<String> last = last(4, () -> get("/api/offers/1", "203.0.113.4"));

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.body()).contains("\"code\":\"RATE_001\"");
        assertThat(last.headers().firstValue("X-RateLimit-Remaining")).contains("0");
        assertThat(last.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(50L, 60L);
    }

    @Test
    void take_all_of_a_home_network_for_one_client() {
        List<Integer> statuses =
                Stream.of(
                                "2001:db8:1:2::1",
                                "2001:db8:1:2::2",
                                "2001:db8:1:2:3::",
                                "2001:db8:1:2::4")
                        .map(address -> get("/api/offers/1", address).statusCode())
                        .toList();

        assertThat(statuses).containsOnly(404);
        assertThat(get("/api/offers/1", "2001:db8:1:2::5").statusCode()).isEqualTo(429);
        assertThat(get("/api/offers/1", "2001:db8:1:3::5").statusCode()).isEqualTo(404);
    }

    @Test
    void hold_for_all_instances_together() {
        try (RunningApi other = api.sibling()) {
            HttpResponse<String> first = get(api, "/api/offers/1", "203.0.113.5");
            HttpResponse<String> second = get(other, "/api/offers/1", "203.0.113.5");

            assertThat(first.headers().firstValue("X-RateLimit-Remaining")).contains("3");
            assertThat(second.headers().firstValue("X-RateLimit-Remaining")).contains("2");
        }
    }

    @Test
    void hold_for_each_instance_while_redis_is_away() throws Exception {
        try (RunningApi alone =
                RunningApi.own(
                        Map.of(
                                "API_CALLS_PER_ADDRESS", "1",
                                "API_CALLS_PER_ADDRESS_BURST", "3"))) {
            alone.redis().stop();

            assertThat(statuses(4, () -> alone.get("/api/offers/1")))
                    .containsExactly(404, 404, 404, 429);
        }
    }

    private static long now() {
        return System.currentTimeMillis() / 1000;
    }

    private static List<Integer> statuses(int calls, Supplier<HttpResponse<String>> call) {
        return Stream.generate(call).limit(calls).map(HttpResponse::statusCode).toList();
    }

    private static HttpResponse<String> last(int calls, Supplier<HttpResponse<String>> call) {
        return Stream.generate(call).limit(calls).reduce((_, later) -> later).orElseThrow();
    }

    private HttpResponse<String> get(String path, String address) {
        return get(api, path, address);
    }

    private static HttpResponse<String> get(RunningApi api, String path, String address) {
        return api.send(api.request(path).header("X-Forwarded-For", address).GET());
    }

    private HttpResponse<String> post(String path, String address, String json) {
        return api.send(
                api.request(path)
                        .header("X-Forwarded-For", address)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)));
    }
}
