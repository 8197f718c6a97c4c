package com.afftok.management.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.afftok.shared.address.IpStorage;
import com.afftok.shared.address.TrustedProxies;
import com.afftok.shared.config.ConfigProblem;
import com.afftok.shared.config.InvalidConfiguration;
import com.afftok.shared.config.LogFormat;
import com.afftok.shared.config.SmtpUrl;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ApiConfigTest {

    private static final Map<String, String> REQUIRED =
            Map.of(
                    "DATABASE_URL",
                            "postgres://afftok:pass%40word@db:5432/afftok?sslmode=verify-full",
                    "REDIS_URL", "redis://cache",
                    "LINK_KEYS", "1:8f1d3c5b7a99e2406cb1d8f3a5e70912",
                    "DATA_KEYS",
                            "1:8f1d3c5b7a99e2406cb1d8f3a5e709128f1d3c5b7a99e2406cb1d8f3a5e70913",
                    "JWT_KEYS",
                            "1:31907e5a3f8d1bc6042e99a7b5c3d1f821907e5a3f8d1bc6042e99a7b5c3d1f8");

    @Test
    void five_variables_are_enough() {
        ApiConfig config = ApiConfig.read(REQUIRED);

        assertThat(config.http())
                .isEqualTo(
                        new ApiConfig.Http(
                                "127.0.0.1",
                                8081,
                                Duration.ZERO,
                                Duration.ofSeconds(10),
                                TrustedProxies.NONE,
                                List.of()));
        assertThat(config.database().poolSize()).isEqualTo(16);
        assertThat(config.database().reads())
                .isEqualTo(new ApiConfig.Reads(6, 2, Duration.ofSeconds(2), Duration.ofSeconds(5)));
        assertThat(config.publicUrl()).isEqualTo(URI.create("http://localhost:8080"));
        assertThat(config.logFormat()).isEqualTo(LogFormat.HUMAN);
        assertThat(config.ipStorage()).isEqualTo(IpStorage.TRUNCATED);
        assertThat(config.signIns())
                .isEqualTo(
                        new ApiConfig.SignIns(
                                Duration.ofMinutes(15),
                                Duration.ofDays(7),
                                ApiConfig.AdminMfa.REQUIRED));
    }

    @Test
    void mails_go_to_files_or_to_a_server_with_a_sender() {
        assertThat(ApiConfig.read(REQUIRED).mail().smtp()).isNull();
        Map<String, String> variables = new HashMap<>(REQUIRED);
        variables.put("SMTP_URL", "smtps://me:secret@mail.example.com");
        variables.put("MAIL_FROM", "متجر <hello@example.com>");

        ApiConfig.Mail mail = ApiConfig.read(variables).mail();

        assertThat(mail.smtp()).isEqualTo(SmtpUrl.parse("smtps://me:secret@mail.example.com"));
        assertThat(mail.from().getAddress()).isEqualTo("hello@example.com");
        assertThat(mail.from().getPersonal()).isEqualTo("متجر");
        variables.remove("MAIL_FROM");
        assertThat(problems(variables)).containsEntry("MAIL_FROM", "is required with SMTP_URL");
        variables.put("MAIL_FROM", "hello@example.com\r\nBcc: all@example.com");
        assertThat(problems(variables))
                .containsEntry(
                        "MAIL_FROM", "must be an address such as AffTok <hello@example.com>");
    }

    @Test
    void how_long_a_sign_in_lasts_is_for_choice() {
        Map<String, String> variables = new HashMap<>(REQUIRED);
        variables.putAll(
                Map.of(
                        "JWT_EXPIRY", "5m",
                        "REFRESH_TOKEN_EXPIRY", "24h",
                        "ADMIN_MFA", "optional"));

        assertThat(ApiConfig.read(variables).signIns())
                .isEqualTo(
                        new ApiConfig.SignIns(
                                Duration.ofMinutes(5),
                                Duration.ofDays(1),
                                ApiConfig.AdminMfa.OPTIONAL));
    }

    @Test
    void every_problem_is_reported_at_once_and_no_secret_with_it() {
        InvalidConfiguration problems =
                catchThrowableOfType(
                        InvalidConfiguration.class,
                        () ->
                                ApiConfig.read(
                                        Map.of(
                                                "DATABASE_URL", "mysql://root:hunter2@db/afftok",
                                                "LINK_KEYS", "1:hunter2",
                                                "JWT_KEYS", "1:8f1d3c5b7a99e2406cb1d8f3a5e70912",
                                                "API_PORT", "70000",
                                                "TRUSTED_PROXIES", "everybody",
                                                "CORS_ORIGINS", "https://app.example.com, *",
                                                "DATABASE_POOL_SIZE", "none",
                                                "API_DRAIN", "soon",
                                                "PUBLIC_URL", "ftp://x",
                                                "LOG_FORMAT", "xml")));

        assertThat(problems.problems())
                .extracting("variable")
                .containsExactlyInAnyOrder(
                        "DATABASE_URL",
                        "REDIS_URL",
                        "LINK_KEYS",
                        "DATA_KEYS",
                        "JWT_KEYS",
                        "API_PORT",
                        "TRUSTED_PROXIES",
                        "CORS_ORIGINS",
                        "DATABASE_POOL_SIZE",
                        "API_DRAIN",
                        "PUBLIC_URL",
                        "LOG_FORMAT");
        assertThat(problems).hasMessageNotContaining("hunter2");
    }

    @Test
    void the_pool_gets_the_database_with_its_ssl_mode_and_bounds() {
        assertThat(MicronautProperties.of(ApiConfig.read(REQUIRED)))
                .containsEntry(
                        "datasources.default.url",
                        "jdbc:postgresql://db:5432/afftok?sslmode=verify-full"
                                + "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory"
                                + "&logServerErrorDetail=false")
                .containsEntry("datasources.default.username", "afftok")
                .containsEntry("datasources.default.password", "pass@word")
                .containsEntry("datasources.default.maximum-pool-size", 16)
                .containsEntry("datasources.default.connection-timeout", 2_000)
                .containsEntry(
                        "datasources.default.connection-init-sql",
                        "set plan_cache_mode = force_custom_plan; set statement_timeout = 15000;"
                                + " set idle_in_transaction_session_timeout = 15000;"
                                + " set lock_timeout = 5000")
                .containsEntry("datasources.health.maximum-pool-size", 1);
    }

    @Test
    void reads_leave_connections_for_the_rest() {
        Map<String, String> variables = new HashMap<>(REQUIRED);
        variables.putAll(Map.of("DATABASE_POOL_SIZE", "4", "DATABASE_READS", "4"));

        assertThat(
                        catchThrowableOfType(
                                        InvalidConfiguration.class, () -> ApiConfig.read(variables))
                                .problems())
                .extracting("variable")
                .containsExactly("DATABASE_READS");
    }

    private static Map<String, String> problems(Map<String, String> variables) {
        return catchThrowableOfType(InvalidConfiguration.class, () -> ApiConfig.read(variables))
                .problems()
                .stream()
                .collect(Collectors.toMap(ConfigProblem::variable, ConfigProblem::message));
    }
}
