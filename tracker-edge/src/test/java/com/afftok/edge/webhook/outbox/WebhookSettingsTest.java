package com.afftok.edge.webhook.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.afftok.shared.config.Environment;
import com.afftok.shared.config.InvalidConfiguration;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookSettingsTest {

    @Test
    void no_private_network_is_allowed_by_default() {
        WebhookSettings settings = Environment.read(Map.of(), WebhookSettings::read);

        assertThat(settings.allowed().contain(InetAddress.ofLiteral("127.0.0.1").getAddress()))
                .isFalse();
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.kept()).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void says_what_is_wrong() {
        Map<String, String> environment =
                Map.of("WEBHOOK_ALLOWED_NETWORKS", "10.0.0.0/99", "WEBHOOK_TIMEOUT", "1h");

        assertThatThrownBy(() -> Environment.read(environment, WebhookSettings::read))
                .isInstanceOfSatisfying(
                        InvalidConfiguration.class,
                        problems ->
                                assertThat(problems.problems())
                                        .extracting(problem -> problem.variable())
                                        .containsExactlyInAnyOrder(
                                                "WEBHOOK_ALLOWED_NETWORKS", "WEBHOOK_TIMEOUT"));
    }
}
