package com.afftok.edge.guard.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.afftok.shared.click.FraudReason;
import com.afftok.shared.fraud.FraudRules;
import com.afftok.shared.fraud.InvalidRules;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadRulesTest {

    @Test
    void the_bundled_rules_say_what_the_design_says() {
        FraudRules rules = RulesDocument.bundled();

        assertThat(rules.thresholds()).isEqualTo(new FraudRules.Thresholds(20, 50, 80));
        assertThat(rules.weights().of(FraudReason.DECLARED_BOT)).isEqualTo(90);
        assertThat(rules.weights().of(FraudReason.DATA_CENTRE)).isEqualTo(70);
        assertThat(rules.weights().of(FraudReason.HIGH_VELOCITY)).isEqualTo(50);
        assertThat(rules.weights().of(FraudReason.COOKIE_STUFFING)).isEqualTo(80);
        assertThat(rules.weights().of(FraudReason.REFERRER_SPOOFING)).isEqualTo(60);
        assertThat(
                        List.of(
                                rules.weights().of(FraudReason.NO_ACCEPT_LANGUAGE),
                                rules.weights().of(FraudReason.NO_ACCEPT),
                                rules.weights().of(FraudReason.IMPLAUSIBLE_AGENT),
                                rules.weights().of(FraudReason.HEADLESS_HINT),
                                rules.weights().of(FraudReason.MILD_VELOCITY)))
                .allSatisfy(weight -> assertThat(weight).isBetween(10, 30));
    }

    @Test
    void names_everything_that_is_wrong_at_once() {
        List<String> problems =
                problems(rules -> {
                    rules.put("version", 0);
                    rules.remove("offers");
                    rules.put("colour", "green");
                    object(rules, "weights").put("declared_bot", 0.905);
                    object(rules, "weights").put("no_accept", "much");
                    object(rules, "weights").remove("data_centre");
                    object(rules, "weights").put("bad_weather", 0.1);
                    object(rules, "thresholds").put("refuse", 0.1);
                    object(rules, "velocity").put("window_seconds", 7200);
                    object(rules, "velocity")
                            .put("address", new JsonObject().put("mild", 9).put("high", 8));
                    object(rules, "referrers").put("hosts", new JsonArray().add("Über.com"));
                    object(rules, "stuffing").put("modes", "cors");
                    object(rules, "agents")
                            .put(
                                    "bots",
                                    new JsonArray()
                                            .add(pattern("ok", "Nibbler"))
                                            .add(pattern("unclosed", "Nibb(ler"))
                                            .add(pattern("everyone", ".*"))
                                            .add("Nibbler"));
                    object(rules, "agents").put("headless", new JsonArray().add("a").add("a"));
                });

        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "version must be a whole number from 1 to 2147483647",
                        "offers is required",
                        "colour is not known",
                        "weights.declared_bot must be a number from 0 to 1 with at most two"
                                + " decimals",
                        "weights.no_accept must be a number from 0 to 1 with at most two decimals",
                        "weights.data_centre is required",
                        "weights.bad_weather is not known",
                        "thresholds.flag must be above 0, and not above refuse, nor refuse above"
                                + " block",
                        "velocity.window_seconds must be a whole number from 1 to 3600",
                        "velocity.address.mild must not be above high",
                        "referrers.hosts has no host name in lower case: Über.com",
                        "stuffing.modes must be a list of at most 5000",
                        "agents.bots[1].pattern is wrong: Unclosed group near index 8",
                        "agents.bots[2].pattern is wrong: a pattern must demand 3 characters in a"
                                + " row: .*",
                        "agents.bots[3] must be an object",
                        "agents.headless[1] is there twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "3", "{\"version\":", "null", "\"rules\""})
    void refuses_what_is_no_object(String text) {
        InvalidRules failure =
                catchThrowableOfType(InvalidRules.class, () -> RulesDocument.parse(text));

        assertThat(failure.problems()).isNotEmpty();
    }

    @Test
    void an_empty_object_lacks_everything() {
        InvalidRules failure =
                catchThrowableOfType(InvalidRules.class, () -> RulesDocument.parse("{}"));

        assertThat(failure.problems())
                .contains("version is required", "weights is required", "agents is required");
    }

    /// The problems of the bundled rules after a change.
    private static List<String> problems(Consumer<JsonObject> change) {
        JsonObject rules = new JsonObject(bundled());
        change.accept(rules);
        return catchThrowableOfType(InvalidRules.class, () -> RulesDocument.parse(rules.encode()))
                .problems();
    }

    static String bundled() {
        try (InputStream in =
                Objects.requireNonNull(FraudRules.class.getResourceAsStream("/fraud/rules.json"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JsonObject object(JsonObject rules, String name) {
        return rules.getJsonObject(name);
    }

    private static JsonObject pattern(String name, String pattern) {
        return new JsonObject().put("name", name).put("pattern", pattern);
    }
}
