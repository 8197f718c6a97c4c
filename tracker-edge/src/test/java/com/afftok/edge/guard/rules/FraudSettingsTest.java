package com.afftok.edge.guard.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.limit.RateSettings;
import com.afftok.shared.config.ConfigProblem;
import com.afftok.shared.config.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FraudSettingsTest {

    @TempDir private Path folder;

    @Test
    void has_a_default_for_everything() {
        Environment environment = new Environment(Map.of());

        FraudSettings settings = FraudSettings.read(environment);

        assertThat(environment.problems()).isEmpty();
        assertThat(settings.rulesFile()).isNull();
        assertThat(settings.rules().version()).isEqualTo(RulesDocument.bundled().version());
        assertThat(settings.blockTtl()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.duplicateWindow()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.rates()).isEqualTo(new RateSettings(1000, 2000, 100, 100));
    }

    @Test
    void takes_rules_from_a_file() throws IOException {
        Path file = folder.resolve("rules.json");
        Files.writeString(
                file, ReadRulesTest.bundled().replace("\"version\": 1", "\"version\": 17"));

        FraudSettings settings =
                FraudSettings.read(
                        new Environment(Map.of("FRAUD_RULES", file.toString(), "BLOCK_TTL", "5m")));

        assertThat(settings.rules().version()).isEqualTo(17);
        assertThat(settings.rulesFile()).isEqualTo(file);
        assertThat(settings.blockTtl()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void reports_everything_that_is_wrong_with_the_rules() throws IOException {
        Path file = folder.resolve("rules.json");
        Files.writeString(file, "{\"version\": 0}");
        Environment environment = new Environment(Map.of("FRAUD_RULES", file.toString()));

        FraudSettings.read(environment);

        assertThat(environment.problems())
                .contains(
                        new ConfigProblem(
                                "FRAUD_RULES",
                                "version must be a whole number from 1 to 2147483647"),
                        new ConfigProblem("FRAUD_RULES", "weights is required"));
    }

    @Test
    void reports_a_file_that_is_not_there() {
        Environment environment =
                new Environment(Map.of("FRAUD_RULES", folder.resolve("none").toString()));

        FraudSettings.read(environment);

        assertThat(environment.problems())
                .containsExactly(
                        new ConfigProblem(
                                "FRAUD_RULES", "must name a readable file of at most 1m"));
    }

    @Test
    void reports_rates_out_of_range() {
        Environment environment =
                new Environment(
                        Map.of("CLICKS_PER_ADDRESS", "-1", "CLICKS_PER_ADDRESS_LINK_BURST", "0"));

        FraudSettings.read(environment);

        assertThat(environment.problems())
                .extracting(ConfigProblem::variable)
                .containsExactly("CLICKS_PER_ADDRESS", "CLICKS_PER_ADDRESS_LINK_BURST");
    }
}
