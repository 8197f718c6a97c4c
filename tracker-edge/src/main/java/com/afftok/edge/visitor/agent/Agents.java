package com.afftok.edge.visitor.agent;

import com.afftok.shared.click.Device;
import com.afftok.shared.fraud.AgentPattern;
import com.afftok.shared.fraud.AgentRules;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Classifies User-Agents, with a cache for frequent ones.
///
/// Agents are chosen by clients, so everything is bounded: the cache by bytes, an entry by the
/// length of an agent, and a classification by the first [#LOOKED_AT] characters. A flood of new
/// agents costs a classification each and does not evict frequent ones.
///
/// Thread-safe.
public final class Agents {

    /// Maximum size of the cache, about 25,000 agents.
    public static final long DEFAULT_CACHE_BYTES = 8L << 20;

    static final int LOOKED_AT = 768;

    /// The size of an entry without its characters.
    private static final int ENTRY_BYTES = 200;

    private final List<CrawlerList.Crawler> crawlers = CrawlerList.read();
    private final long cacheBytes;
    private volatile Known known;

    /// The cache for one set of rules; replaced as a whole, so that no entry outlives its rules.
    private record Known(
            PatternIndex patterns, List<String> headless, Cache<String, Agent> cache) {}

    public Agents(AgentRules rules, long cacheBytes) {
        this.cacheBytes = cacheBytes;
        this.known = learn(rules);
    }

    /// Replaces the rules.
    public void use(AgentRules rules) {
        known = learn(rules);
    }

    /// Classifies a User-Agent.
    ///
    /// @param userAgent absent and empty are equivalent
    public Agent classify(@Nullable String userAgent) {
        String agent = userAgent == null ? "" : userAgent;
        Known now = known;
        if (agent.length() > Plausibility.MAX_LENGTH) {
            return classify(agent, now);
        }
        Agent seen = now.cache.getIfPresent(agent);
        if (seen == null) {
            seen = classify(agent, now);
            now.cache.put(agent, seen);
        }
        return seen;
    }

    /// The number of cached agents, for a metric.
    public long cached() {
        return known.cache.estimatedSize();
    }

    private static Agent classify(String agent, Known known) {
        String start = agent.length() <= LOOKED_AT ? agent : agent.substring(0, LOOKED_AT);
        AgentPattern program = known.patterns.find(DeviceDetails.removedFrom(start));
        String os = DeviceClass.os(start);
        Device device = DeviceClass.device(start, os);
        BrowserName.Mark browser = BrowserName.of(start, os);
        AgentShape shape = AgentShape.of(start);
        return new Agent(
                fingerprint(agent),
                device,
                browser.name(),
                os,
                program != null && program.kind() == AgentPattern.Kind.BOT,
                program == null ? "" : program.name(),
                program != null && program.kind() == AgentPattern.Kind.PREVIEW,
                program == null && shape == AgentShape.UNKNOWN && !agent.isBlank(),
                Plausibility.isImplausible(agent, shape),
                containsAny(start, known.headless),
                browser.inApp());
    }

    private Known learn(AgentRules rules) {
        Set<String> ignored = new HashSet<>(rules.ignored());
        List<AgentPattern> previews = new ArrayList<>();
        List<AgentPattern> bots = new ArrayList<>();
        for (AgentRules.NamedPattern own : rules.previews()) {
            previews.add(AgentPattern.of(AgentPattern.Kind.PREVIEW, own.name(), own.pattern()));
        }
        for (CrawlerList.Crawler crawler : crawlers) {
            if (!ignored.contains(crawler.pattern())) {
                String name = AgentPattern.nameOf(crawler.pattern());
                AgentPattern pattern = AgentPattern.of(crawler.kind(), name, crawler.pattern());
                (crawler.kind() == AgentPattern.Kind.PREVIEW ? previews : bots).add(pattern);
            }
        }
        for (AgentRules.NamedPattern own : rules.bots()) {
            bots.add(AgentPattern.of(AgentPattern.Kind.BOT, own.name(), own.pattern()));
        }
        previews.addAll(bots);
        Cache<String, Agent> cache =
                Caffeine.newBuilder()
                        .maximumWeight(cacheBytes)
                        .weigher((String agent, Agent _) -> ENTRY_BYTES + 2 * agent.length())
                        .executor(Runnable::run) // maintenance is short; no other thread is needed
                        .build();
        return new Known(new PatternIndex(previews), rules.headless(), cache);
    }

    private static boolean containsAny(String agent, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            if (agent.contains(texts.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static long fingerprint(String agent) {
        long hash = agent.length();
        for (int i = 0; i < agent.length(); i++) {
            hash = (hash ^ agent.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return hash;
    }
}
