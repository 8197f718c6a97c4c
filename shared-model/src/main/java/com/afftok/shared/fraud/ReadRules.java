package com.afftok.shared.fraud;

import com.afftok.shared.click.FraudReason;
import com.afftok.shared.fraud.FraudRules.Limits;
import com.afftok.shared.fraud.FraudRules.OfferRules;
import com.afftok.shared.fraud.FraudRules.ReferrerRules;
import com.afftok.shared.fraud.FraudRules.StuffingRules;
import com.afftok.shared.fraud.FraudRules.Thresholds;
import com.afftok.shared.fraud.FraudRules.VelocityRules;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads fraud rules from what their JSON holds: maps, lists, texts and numbers.
///
/// Who saves rules and who judges by them read them here, so that nothing is saved that cannot be
/// judged by.
public final class ReadRules {

    private static final int MAX_LIST = 5000;
    private static final int MAX_WINDOW_SECONDS = 3600;

    private ReadRules() {}

    /// The rules of a document.
    ///
    /// @throws InvalidRules with everything that is wrong with it
    public static FraudRules read(Map<?, ?> json) throws InvalidRules {
        List<String> problems = new ArrayList<>();
        RulesObject document = new RulesObject("", json, problems);
        FraudRules rules =
                new FraudRules(
                        document.integer("version", 1, Integer.MAX_VALUE),
                        thresholds(document.object("thresholds")),
                        weights(document.object("weights")),
                        velocity(document.object("velocity")),
                        offers(document.object("offers")),
                        stuffing(document.object("stuffing")),
                        referrers(document.object("referrers")),
                        agents(document.object("agents")));
        document.end();
        if (!problems.isEmpty()) {
            throw new InvalidRules(problems);
        }
        return rules;
    }

    private static Thresholds thresholds(RulesObject json) {
        Thresholds thresholds =
                new Thresholds(
                        json.hundredths("flag"),
                        json.hundredths("refuse"),
                        json.hundredths("block"));
        if (thresholds.flag() < 1
                || thresholds.flag() > thresholds.refuse()
                || thresholds.refuse() > thresholds.block()) {
            json.problem("flag", "must be above 0, and not above refuse, nor refuse above block");
        }
        json.end();
        return thresholds;
    }

    private static Weights weights(RulesObject json) {
        Map<FraudReason, Integer> weights = new EnumMap<>(FraudReason.class);
        for (FraudReason reason : FraudReason.values()) {
            weights.put(reason, json.hundredths(reason.label()));
        }
        json.end();
        return new Weights(weights);
    }

    private static VelocityRules velocity(RulesObject json) {
        VelocityRules velocity =
                new VelocityRules(
                        windowMillis(json),
                        limits(json.object("address")),
                        limits(json.object("promoter_address")));
        json.end();
        return velocity;
    }

    private static Limits limits(RulesObject json) {
        Limits limits =
                new Limits(
                        json.integer("mild", 1, FraudRules.MOST_CLICKS),
                        json.integer("high", 1, FraudRules.MOST_CLICKS));
        if (limits.mild() > limits.high()) {
            json.problem("mild", "must not be above high");
        }
        json.end();
        return limits;
    }

    private static OfferRules offers(RulesObject json) {
        OfferRules offers =
                new OfferRules(
                        windowMillis(json), json.integer("limit", 2, FraudRules.MOST_OFFERS));
        json.end();
        return offers;
    }

    private static int windowMillis(RulesObject json) {
        return json.integer("window_seconds", 1, MAX_WINDOW_SECONDS) * 1000;
    }

    private static StuffingRules stuffing(RulesObject json) {
        StuffingRules stuffing =
                new StuffingRules(
                        Set.copyOf(json.texts("destinations", MAX_LIST)),
                        Set.copyOf(json.texts("frames", MAX_LIST)),
                        Set.copyOf(json.texts("modes", MAX_LIST)),
                        json.texts("accept", MAX_LIST));
        json.end();
        return stuffing;
    }

    private static ReferrerRules referrers(RulesObject json) {
        List<String> schemes = json.texts("schemes", MAX_LIST);
        List<String> hosts = json.texts("hosts", MAX_LIST);
        for (String host : hosts) {
            if (!HostSuffixes.isHost(host)) {
                json.problem("hosts", "has no host name in lower case: " + host);
            }
        }
        json.end();
        return new ReferrerRules(schemes, new HostSuffixes(hosts));
    }

    private static AgentRules agents(RulesObject json) {
        List<AgentRules.NamedPattern> bots = patterns(json.objects("bots", MAX_LIST));
        List<AgentRules.NamedPattern> previews = patterns(json.objects("previews", MAX_LIST));
        List<String> ignored = new ArrayList<>();
        for (RulesObject pattern : json.objects("ignored", MAX_LIST)) {
            ignored.add(pattern.text("pattern"));
            pattern.text("because");
            pattern.end();
        }
        List<String> headless = json.texts("headless", MAX_LIST);
        json.end();
        return new AgentRules(bots, previews, ignored, headless);
    }

    private static List<AgentRules.NamedPattern> patterns(List<RulesObject> objects) {
        List<AgentRules.NamedPattern> patterns = new ArrayList<>();
        for (RulesObject object : objects) {
            String name = object.text("name");
            String pattern = object.text("pattern");
            object.end();
            try {
                patterns.add(new AgentRules.NamedPattern(name, pattern));
            } catch (IllegalArgumentException e) {
                object.problem("pattern", "is wrong: " + firstLine(e));
            }
        }
        return patterns;
    }

    /// The parser of regular expressions draws an arrow under the fault.
    private static String firstLine(IllegalArgumentException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
