package com.afftok.management.platform.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RequestIdsTest {

    @Test
    void are_those_of_our_own_proxies_where_they_name_a_request() {
        try (RunningApi behindProxy = RunningApi.own(Map.of("TRUSTED_PROXIES", "127.0.0.0/8"))) {
            assertThat(named(behindProxy, "trace:4711/a=b")).isEqualTo("trace:4711/a=b");
            assertThat(named(behindProxy, "a b")).startsWith("req_");
            assertThat(named(behindProxy, "x".repeat(129))).startsWith("req_");
        }
    }

    private static String named(RunningApi api, String id) {
        return api.send(api.request("/health").header("X-Request-ID", id).GET())
                .headers()
                .firstValue("X-Request-ID")
                .orElse("absent");
    }
}
