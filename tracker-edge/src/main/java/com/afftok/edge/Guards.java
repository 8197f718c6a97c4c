package com.afftok.edge;

import com.afftok.edge.click.ClickSettings;
import com.afftok.edge.click.DecideClick;
import com.afftok.edge.click.JudgeClick;
import com.afftok.edge.click.RecognizeAgent;
import com.afftok.edge.config.EdgeConfig;
import com.afftok.edge.guard.gossip.BlockGossip;
import com.afftok.edge.guard.gossip.CountExchange;
import com.afftok.edge.guard.gossip.SeenClickGossip;
import com.afftok.edge.guard.rules.CurrentRules;
import com.afftok.edge.guard.rules.FraudSettings;
import com.afftok.edge.guard.rules.RuleFeed;
import com.afftok.edge.guard.rules.WatchRules;
import com.afftok.edge.guard.tables.BlockedAddresses;
import com.afftok.edge.guard.tables.DuplicateClicks;
import com.afftok.edge.guard.tables.RecentOffers;
import com.afftok.edge.guard.tables.Velocity;
import com.afftok.edge.limit.RateLimiter;
import com.afftok.edge.limit.RateLimits;
import com.afftok.edge.visitor.address.ClickKeys;
import com.afftok.edge.visitor.address.VisitorHash;
import com.afftok.edge.visitor.agent.Agents;
import com.afftok.edge.visitor.geo.CountryFile;
import com.afftok.edge.visitor.geo.CountryService;
import com.afftok.edge.visitor.geo.DataCentres;
import com.afftok.edge.visitor.geo.GeoSettings;
import com.afftok.edge.visitor.geo.ResolveCountry;
import com.afftok.edge.visitor.geo.WatchGeoFiles;
import com.afftok.shared.address.AddressKeys;
import com.afftok.shared.address.TrustedProxies;
import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.id.ClickIds;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.redis.client.Redis;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Composes the parts that decide clicks, shared by all event loops of the edge.
final class Guards {

    /// Advertisers whose rate of postbacks is tracked.
    private static final int ADVERTISERS = 1 << 14;

    private final EdgeConfig config;
    private final InstantSource clock;
    private final TrustedProxies trusted;
    private final CountryFile countries;
    private final DataCentres dataCentres;
    private final @Nullable CountryService countryService;
    private final CurrentRules rules;
    private final Agents agents;
    private final ClickKeys keys;
    private final RateLimits rates;
    private final RateLimiter postbackRates;
    private final Velocity velocity;
    private final DuplicateClicks duplicates;
    private final BlockedAddresses blocked;
    private final BlockGossip blocks;
    private final CountExchange exchange;
    private final SeenClickGossip seenClicks;
    private final RuleFeed decisions;

    Guards(EdgeConfig config, Pool pool, Redis redis, InstantSource clock, long edge) {
        GeoSettings geo = config.geo();
        FraudSettings fraud = config.fraud();
        this.config = config;
        this.clock = clock;
        this.trusted = geo.trustedProxies();
        this.countries = new CountryFile(geo.countryFile());
        this.dataCentres = new DataCentres(geo.dataCentres());
        this.countryService =
                geo.service() == null ? null : new CountryService(geo.service(), System::nanoTime);
        this.rules = new CurrentRules(fraud.rules());
        this.agents = new Agents(fraud.rules().agents(), fraud.agentCacheBytes());
        this.keys = new ClickKeys(AddressKeys.of(config.keys()));
        this.rates = new RateLimits(fraud.rates(), fraud.trackedAddresses(), System::nanoTime);
        this.postbackRates =
                new RateLimiter(
                        config.postbacks().perMinute(),
                        config.postbacks().burst(),
                        ADVERTISERS,
                        System::nanoTime);
        this.velocity = new Velocity(rules, fraud.trackedAddresses());
        this.duplicates =
                new DuplicateClicks(
                        fraud.trackedClicks(), (int) fraud.duplicateWindow().toMillis());
        this.blocked = new BlockedAddresses(trusted::contains, fraud.trackedAddresses());
        this.blocks = new BlockGossip(redis, blocked, fraud.blockTtl(), clock);
        this.exchange =
                new CountExchange(
                        redis,
                        edge,
                        velocity,
                        rates,
                        List.of(postbackRates),
                        clock,
                        CountExchange.INTERVAL);
        this.seenClicks = new SeenClickGossip(redis, edge, duplicates);
        this.decisions =
                new RuleFeed(
                        pool,
                        redis,
                        RuleFeed.INTERVAL,
                        fraud.rulesFile() == null,
                        rules,
                        agents,
                        blocked);
    }

    /// Background parts: watched files, and the exchange between edges.
    List<Deployable> parts() {
        List<Deployable> parts = new ArrayList<>();
        parts.add(blocks);
        parts.add(exchange);
        parts.add(seenClicks);
        parts.add(decisions);
        parts.add(new WatchGeoFiles(config.geo().checkInterval(), countries, dataCentres));
        if (config.fraud().rulesFile() != null) {
            parts.add(
                    new WatchRules(config.fraud().rulesFile(), WatchRules.INTERVAL, rules, agents));
        }
        if (countryService != null) {
            parts.add(countryService);
        }
        return parts;
    }

    DecideClick decide(ClickIds ids) {
        ClickSettings settings = config.clicks();
        JudgeClick judge =
                new JudgeClick(
                        rules,
                        keys,
                        dataCentres,
                        velocity,
                        new RecentOffers(
                                config.fraud().trackedAddresses(),
                                () -> rules.get().offers().windowMillis()),
                        blocked,
                        blocks);
        return new DecideClick(
                clock,
                ids,
                new ClickCodes(config.keys()),
                new RecognizeAgent(agents, settings.admitLocalCurl()),
                keys,
                new VisitorHash(config.keys().seed("visitors")),
                rates,
                new ResolveCountry(trusted, countries, countryService),
                judge,
                duplicates,
                settings.storage());
    }

    void bind(MeterRegistry registry) {
        GuardMetrics.bind(registry, clock, rules, rates, velocity, duplicates, blocked, agents);
        GuardMetrics.bindSharing(registry, blocks, exchange, seenClicks);
        if (countryService != null) {
            countryService.bind(registry);
        }
    }

    ClickKeys keys() {
        return keys;
    }

    CountryFile countries() {
        return countries;
    }

    SeenClickGossip seenClicks() {
        return seenClicks;
    }

    RateLimiter postbackRates() {
        return postbackRates;
    }
}
