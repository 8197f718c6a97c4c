package com.afftok.management.platform.health;

import static com.afftok.management.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HealthTest {

    private final RunningApi api = RunningApi.own();

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void says_that_it_lives_and_when() {
        HttpResponse<String> answer = api.get("/health");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .matches("\\{\"status\":\"ok\",\"timestamp\":\"[0-9-]{10}T[0-9:.]{8,12}Z\"}");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void says_that_it_serves_and_what_it_reaches() {
        eventually("all is up", () -> api.get("/health/full").statusCode() == 200);

        assertThat(api.get("/health/ready").body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(api.get("/health/db").body())
                .matches("\\{\"status\":\"ok\",\"latency_ms\":[0-9]+}");
        assertThat(api.get("/health/redis").body())
                .matches("\\{\"status\":\"ok\",\"latency_ms\":[0-9]+}");
        assertThat(api.get("/health/full").body())
                .matches(
                        "\\{\"status\":\"ok\",\"services\":"
                                + "\\{\"database\":\"ok\",\"redis\":\"ok\",\"geoip\":\"not_used\"},"
                                + "\"version\":\"[^\"]+\"}");
    }

    @Test
    void lives_without_the_database_but_is_not_ready_and_says_why() throws Exception {
        api.postgres().stop();

        assertThat(api.get("/health").statusCode()).isEqualTo(200);
        assertThat(api.get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(api.get("/health/ready").body()).isEqualTo("{\"status\":\"down\"}");
        assertDown(api.get("/health/db"));
        assertThat(api.get("/health/full").statusCode()).isEqualTo(503);
        assertThat(api.get("/health/full").body())
                .contains("\"status\":\"down\"", "\"database\":\"down\",\"redis\":\"ok\"");

        HttpResponse<String> offer = api.get("/api/offers/1");
        assertThat(offer.statusCode()).isEqualTo(503);
        assertThat(offer.body()).contains("\"code\":\"DB_001\"");

        api.postgres().start();
        eventually("the database is back", () -> api.get("/health/full").statusCode() == 200);
        assertThat(api.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(api.get("/api/offers/1").statusCode()).isEqualTo(404);
    }

    @Test
    void lives_and_serves_without_redis_and_says_that_it_is_down() throws Exception {
        api.redis().stop();

        assertThat(api.get("/health/ready").statusCode()).isEqualTo(200);
        assertDown(api.get("/health/redis"));
        assertThat(api.get("/health/full").body())
                .contains("\"status\":\"down\"", "\"database\":\"ok\",\"redis\":\"down\"");
        assertThat(api.get("/api/offers/1").statusCode()).isEqualTo(404);

        api.redis().start();
        eventually("redis is back", () -> api.get("/health/full").statusCode() == 200);
    }

    @Test
    void does_not_wait_longer_than_a_second_for_a_redis_that_stands_still() throws Exception {
        api.get("/health/redis");
        api.redis().pause();
        try {
            Instant start = Instant.now();

            assertDown(api.get("/health/redis"));

            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(2));
        } finally {
            api.redis().resume();
        }
        eventually("redis is back", () -> api.get("/health/redis").statusCode() == 200);
    }

    private static void assertDown(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).matches("\\{\"status\":\"down\",\"latency_ms\":[0-9]+}");
    }
}
