package com.afftok.shared.fraud;

import com.afftok.shared.click.FraudReason;
import com.afftok.shared.document.FieldProblem;
import com.afftok.shared.document.Flaw;
import com.afftok.shared.document.StrictObject;
import com.afftok.shared.fraud.FraudRules.Limits;
import com.afftok.shared.fraud.FraudRules.OfferRules;
import com.afftok.shared.fraud.FraudRules.ReferrerRules;
import com.afftok.shared.fraud.FraudRules.StuffingRules;
import com.afftok.shared.fraud.FraudRules.Thresholds;
import com.afftok.shared.fraud.FraudRules.VelocityRules;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads fraud rules from parsed JSON: maps, lists, texts and numbers.
///
/// Rules are read here both when they are saved and when an edge applies them, so that saved rules
/// can always be applied.
public final class ReadRules {

    private static final int MAX_LIST = 5000;
    private static final int MAX_TEXT = 500;
    private static final int MAX_WINDOW_SECONDS = 3600;

    private ReadRules() {}

    /// The rules of a document.
    ///
    /// @throws InvalidRules with all problems
    public static FraudRules read(Map<?, ?> json) throws InvalidRules {
        List<FieldProblem> problems = new ArrayList<>();
        StrictObject document = new StrictObject(json, problems);
        FraudRules rules =
                new FraudRules(
                        integer(document, "version", 1, Integer.MAX_VALUE),
                        thresholds(document.object("thresholds")),
                        weights(document.object("weights")),
                        velocity(document.object("velocity")),
                        offers(document.object("offers")),
                        stuffing(document.object("stuffing")),
                        referrers(document.object("referrers")),
                        agents(document.object("agents")));
        document.refuseOthers();
        if (!problems.isEmpty()) {
            throw new InvalidRules(
                    problems.stream()
                            .map(problem -> problem.field() + " " + problem.message())
                            .toList());
        }
        return rules;
    }

    private static Thresholds thresholds(StrictObject json) {
        Thresholds thresholds =
                new Thresholds(
                        hundredths(json, "flag"),
                        hundredths(json, "refuse"),
                        hundredths(json, "block"));
        if (thresholds.flag() < 1
                || thresholds.flag() > thresholds.refuse()
                || thresholds.refuse() > thresholds.block()) {
            json.problem(
                    "flag",
                    Flaw.INVALID_RULE.with(
                            "must be above 0, and not above refuse, nor refuse above block"));
        }
        json.refuseOthers();
        return thresholds;
    }

    private static Weights weights(StrictObject json) {
        Map<FraudReason, Integer> weights = new EnumMap<>(FraudReason.class);
        for (FraudReason reason : FraudReason.values()) {
            weights.put(reason, hundredths(json, reason.label()));
        }
        json.refuseOthers();
        return new Weights(weights);
    }

    private static VelocityRules velocity(StrictObject json) {
        VelocityRules velocity =
                new VelocityRules(
                        windowMillis(json),
                        limits(json.object("address")),
                        limits(json.object("promoter_address")));
        json.refuseOthers();
        return velocity;
    }

    private static Limits limits(StrictObject json) {
        Limits limits =
                new Limits(
                        integer(json, "mild", 1, FraudRules.MOST_CLICKS),
                        integer(json, "high", 1, FraudRules.MOST_CLICKS));
        if (limits.mild() > limits.high()) {
            json.problem("mild", Flaw.INVALID_RULE.with("must not be above high"));
        }
        json.refuseOthers();
        return limits;
    }

    private static OfferRules offers(StrictObject json) {
        OfferRules offers =
                new OfferRules(
                        windowMillis(json), integer(json, "limit", 2, FraudRules.MOST_OFFERS));
        json.refuseOthers();
        return offers;
    }

    private static int windowMillis(StrictObject json) {
        return integer(json, "window_seconds", 1, MAX_WINDOW_SECONDS) * 1000;
    }

    private static StuffingRules stuffing(StrictObject json) {
        StuffingRules stuffing =
                new StuffingRules(
                        Set.copyOf(texts(json, "destinations")),
                        Set.copyOf(texts(json, "frames")),
                        Set.copyOf(texts(json, "modes")),
                        texts(json, "accept"));
        json.refuseOthers();
        return stuffing;
    }

    private static ReferrerRules referrers(StrictObject json) {
        List<String> schemes = texts(json, "schemes");
        List<String> hosts = texts(json, "hosts");
        for (String host : hosts) {
            if (!HostSuffixes.isHost(host)) {
                json.problem(
                        "hosts", Flaw.INVALID_RULE.with("has no host name in lower case: " + host));
            }
        }
        json.refuseOthers();
        return new ReferrerRules(schemes, new HostSuffixes(hosts));
    }

    private static AgentRules agents(StrictObject json) {
        List<AgentRules.NamedPattern> bots = patterns(objects(json, "bots"));
        List<AgentRules.NamedPattern> previews = patterns(objects(json, "previews"));
        List<String> ignored = new ArrayList<>();
        for (StrictObject pattern : objects(json, "ignored")) {
            String words = pattern.requiredText("pattern", MAX_TEXT);
            pattern.requiredText("because", MAX_TEXT);
            if (words != null) {
                ignored.add(words);
            }
            pattern.refuseOthers();
        }
        List<String> headless = texts(json, "headless");
        json.refuseOthers();
        return new AgentRules(bots, previews, ignored, headless);
    }

    private static List<AgentRules.NamedPattern> patterns(List<StrictObject> objects) {
        List<AgentRules.NamedPattern> patterns = new ArrayList<>();
        for (StrictObject object : objects) {
            String name = object.requiredText("name", MAX_TEXT);
            String pattern = object.requiredText("pattern", MAX_TEXT);
            object.refuseOthers();
            if (name == null || pattern == null) {
                continue;
            }
            try {
                patterns.add(new AgentRules.NamedPattern(name, pattern));
            } catch (IllegalArgumentException e) {
                object.problem("pattern", Flaw.INVALID_RULE.with("is wrong: " + firstLine(e)));
            }
        }
        return patterns;
    }

    /// An absent or invalid number is replaced by the minimum.
    private static int integer(StrictObject json, String name, int min, int max) {
        json.require(name);
        return json.integer(name, min, max, min);
    }

    /// A number from 0 to 1 with at most two decimals, in hundredths. An absent or invalid one is
    /// replaced by 0.
    private static int hundredths(StrictObject json, String name) {
        json.require(name);
        BigDecimal number =
                json.number(
                        name,
                        ReadRules::isInHundredths,
                        Flaw.INVALID_RULE.with(
                                "must be a number from 0 to 1 with at most two decimals"));
        return number == null ? 0 : number.movePointRight(2).intValueExact();
    }

    private static boolean isInHundredths(BigDecimal number) {
        return number.signum() >= 0
                && number.compareTo(BigDecimal.ONE) <= 0
                && number.stripTrailingZeros().scale() <= 2;
    }

    private static List<String> texts(StrictObject json, String name) {
        json.require(name);
        return json.distinctTexts(name, MAX_LIST, MAX_TEXT);
    }

    private static List<StrictObject> objects(StrictObject json, String name) {
        json.require(name);
        return json.objects(name, MAX_LIST);
    }

    /// The first line alone: the next lines mark the error with an arrow.
    private static String firstLine(IllegalArgumentException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
