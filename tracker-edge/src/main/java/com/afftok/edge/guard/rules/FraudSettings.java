package com.afftok.edge.guard.rules;

import com.afftok.edge.limit.RateSettings;
import com.afftok.edge.visitor.agent.Agents;
import com.afftok.shared.config.Environment;
import com.afftok.shared.fraud.FraudRules;
import com.afftok.shared.fraud.InvalidRules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The settings of fraud detection and rate limits.
///
/// @param rulesFile overrides the bundled rules, if there is one
/// @param rules the rules at the start
/// @param blockTtl how long an address stays blocked
/// @param duplicateWindow time in which a repetition is a duplicate
/// @param trackedAddresses capacity of the tables of addresses, links per address and similar
/// @param trackedClicks capacity of the table of duplicates
/// @param agentCacheBytes maximum size of the cache of User-Agents
public record FraudSettings(
        @Nullable Path rulesFile,
        FraudRules rules,
        Duration blockTtl,
        Duration duplicateWindow,
        RateSettings rates,
        int trackedAddresses,
        int trackedClicks,
        long agentCacheBytes) {

    private static final int MAX_SLOTS = 1 << 26;

    public static FraudSettings read(Environment environment) {
        Path rulesFile =
                environment.string("FRAUD_RULES", "").isEmpty()
                        ? null
                        : environment.path("FRAUD_RULES", Path.of(""));
        return new FraudSettings(
                rulesFile,
                rules(rulesFile, environment),
                environment.duration(
                        "BLOCK_TTL",
                        Duration.ofHours(1),
                        Duration.ofSeconds(1),
                        Duration.ofDays(7)),
                environment.duration(
                        "DUPLICATE_WINDOW",
                        Duration.ofSeconds(10),
                        Duration.ofMillis(1),
                        Duration.ofHours(1)),
                RateSettings.read(environment),
                environment.integer("TRACKED_ADDRESSES", 1 << 18, 1 << 10, MAX_SLOTS),
                environment.integer("TRACKED_CLICKS", 1 << 20, 1 << 10, MAX_SLOTS),
                environment.bytes(
                        "AGENT_CACHE_BYTES", Agents.DEFAULT_CACHE_BYTES, 1 << 16, 1L << 30));
    }

    private static FraudRules rules(@Nullable Path file, Environment environment) {
        if (file != null) {
            try {
                return RulesFile.read(file);
            } catch (InvalidRules e) {
                e.problems().forEach(problem -> environment.problem("FRAUD_RULES", problem));
            } catch (IOException e) {
                environment.problem("FRAUD_RULES", "must name a readable file of at most 1m");
            }
        }
        return RulesDocument.bundled();
    }
}
