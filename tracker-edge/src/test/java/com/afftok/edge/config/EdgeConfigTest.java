package com.afftok.edge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.afftok.shared.config.Environment;
import com.afftok.shared.config.InvalidConfiguration;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EdgeConfigTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @Test
    void reports_every_problem_at_once_and_no_secret() {
        Map<String, String> environment =
                Map.of(
                        "EDGE_PORT", "eighty",
                        "DATABASE_URL", "mysql://root:hunter2@db/afftok",
                        "LINK_KEYS", "99:" + SECRET,
                        "DATA_KEYS", "1:" + SECRET,
                        "CLICK_REDIS_TIMEOUT", "soon",
                        "CLICK_TAKE_OVER", "10s",
                        "LOG_FORMAT", "xml");

        InvalidConfiguration problems =
                catchThrowableOfType(
                        InvalidConfiguration.class,
                        () -> Environment.read(environment, EdgeConfig::read));

        assertThat(problems).isNotNull();
        assertThat(problems.problems())
                .extracting(problem -> problem.variable())
                .containsExactlyInAnyOrder(
                        "EDGE_PORT",
                        "DATABASE_URL",
                        "REDIS_URL",
                        "LINK_KEYS",
                        "DATA_KEYS",
                        "CLICK_REDIS_TIMEOUT",
                        "CLICK_TAKE_OVER",
                        "LOG_FORMAT");
        assertThat(problems).hasMessageNotContainingAny(SECRET, "hunter2");
    }

    @Test
    void has_defaults_for_all_but_secrets_and_addresses() {
        EdgeConfig config =
                Environment.read(
                        Map.of(
                                "DATABASE_URL",
                                "postgres://edge:secret@127.0.0.1/afftok",
                                "REDIS_URL",
                                "redis://127.0.0.1",
                                "LINK_KEYS",
                                "1:" + SECRET,
                                "DATA_KEYS",
                                "1:" + SECRET + SECRET),
                        EdgeConfig::read);

        assertThat(config.http()).isEqualTo(new EdgeConfig.Listen("127.0.0.1", 8080));
        assertThat(config.admin()).isEqualTo(new EdgeConfig.Listen("127.0.0.1", 9080));
        assertThat(config.buffer().redisTimeout()).isEqualTo(Duration.ofMillis(25));
        assertThat(config.write().every()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.toString()).doesNotContain(SECRET, "secret@");
    }
}
