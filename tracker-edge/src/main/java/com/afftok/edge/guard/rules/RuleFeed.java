package com.afftok.edge.guard.rules;

import com.afftok.edge.guard.tables.BlockedAddresses;
import com.afftok.edge.redis.Subscription;
import com.afftok.edge.visitor.agent.Agents;
import com.afftok.shared.address.AddressSet;
import com.afftok.shared.block.SharedBlocks;
import com.afftok.shared.fraud.FraudChange;
import com.afftok.shared.fraud.FraudRules;
import com.afftok.shared.fraud.InvalidRules;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.redis.client.Redis;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Applies changes by administrators: the active version of the rules, and the blocked networks.
///
/// Both are read from the database when this edge begins to listen to [FraudChange#CHANNEL], after
/// each message there, and each minute, because blocks of networks expire and messages can be lost.
/// While the database is unreachable, the last rules and blocks stay in force. They also stay in
/// force if a version cannot be parsed, which is logged once. Without an active version, the rules
/// of the edge's start are in force.
public final class RuleFeed extends VerticleBase {

    public static final Duration INTERVAL = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(RuleFeed.class);

    /// One row, which costs the event loop much less than ten thousand.
    private static final String NETWORKS =
            """
            select coalesce(string_agg(network, ' ' order by network), '') as networks
              from (select network::text from blocked_networks
                     where blocked_until is null or blocked_until > now()
                     order by created_at desc
                     limit %d) as blocked
            """
                    .formatted(SharedBlocks.MAX_NETWORKS);

    /// The document only if the version is not in force.
    private static final String RULES =
            """
            select version, case when version <> $1 then rules::text end as rules
              from fraud_rule_sets
             where active
            """;

    private final Pool pool;
    private final Redis redis;
    private final Duration interval;
    private final boolean rulesToo;
    private final CurrentRules rules;
    private final Agents agents;
    private final BlockedAddresses blocked;
    private final FraudRules own;
    private final Function<List<String>, AddressSet> prepare;

    @SuppressWarnings("NullAway.Init") // set at deployment
    private Subscription subscription;

    /// The networks in force; null before the first read.
    private @Nullable String networks;

    private boolean looking;
    private boolean lookAgain;
    private boolean complained;
    private int refused;

    /// @param rulesToo false if a file overrides the rules
    /// @param rules the rules at the start
    public RuleFeed(
            Pool pool,
            Redis redis,
            Duration interval,
            boolean rulesToo,
            CurrentRules rules,
            Agents agents,
            BlockedAddresses blocked) {
        this(pool, redis, interval, rulesToo, rules, agents, blocked, AddressSet::of);
    }

    /// @param prepare builds the search structure of networks; slow
    RuleFeed(
            Pool pool,
            Redis redis,
            Duration interval,
            boolean rulesToo,
            CurrentRules rules,
            Agents agents,
            BlockedAddresses blocked,
            Function<List<String>, AddressSet> prepare) {
        this.pool = pool;
        this.redis = redis;
        this.interval = interval;
        this.rulesToo = rulesToo;
        this.rules = rules;
        this.agents = agents;
        this.blocked = blocked;
        this.own = rules.get();
        this.prepare = prepare;
    }

    @Override
    public Future<?> start() {
        subscription = new Subscription(vertx, redis, FraudChange.CHANNEL, _ -> look(), this::look);
        subscription.open();
        vertx.setPeriodic(interval.toMillis(), _ -> look());
        look(); // Redis may be down
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return subscription.close();
    }

    private void look() {
        if (looking) {
            lookAgain = true;
            return;
        }
        looking = true;
        pool.query(NETWORKS)
                .execute()
                .compose(rows -> block(rows.iterator().next().getString("networks")))
                .compose(_ -> rulesToo ? followRules() : Future.succeededFuture())
                .onComplete(done -> {
                    looking = false;
                    complain(done.cause());
                    if (lookAgain) {
                        lookAgain = false;
                        look();
                    }
                });
    }

    /// Building the structure for thousands of networks is slow.
    private Future<?> block(String fresh) {
        if (fresh.equals(networks)) {
            return Future.succeededFuture();
        }
        List<String> listed = fresh.isEmpty() ? List.of() : List.of(fresh.split(" ", -1));
        return vertx.executeBlocking(() -> prepare.apply(listed))
                .onSuccess(set -> {
                    blocked.block(set);
                    networks = fresh;
                });
    }

    private Future<?> followRules() {
        return pool.preparedQuery(RULES)
                .execute(Tuple.of(rules.get().version()))
                .compose(active ->
                        vertx.executeBlocking(() -> {
                            putInForce(active);
                            return active;
                        }));
    }

    /// Compiling patterns is slow.
    private void putInForce(RowSet<Row> active) {
        if (active.size() == 0) {
            if (rules.get().version() != own.version()) {
                rules.replace(own, agents);
            }
            return;
        }
        Row row = active.iterator().next();
        int version = row.getInteger("version");
        String document = row.getString("rules");
        if (document == null || version == refused) {
            return;
        }
        try {
            rules.replace(RulesDocument.parse(document), agents);
        } catch (InvalidRules e) {
            refused = version;
            log.atWarn()
                    .addKeyValue("version", version)
                    .addKeyValue("problems", e.problems())
                    .log("fraud rules refused");
        }
    }

    private void complain(@Nullable Throwable failure) {
        if (failure != null && !complained) {
            log.atWarn()
                    .addKeyValue("why", failure.toString())
                    .log("decisions about fraud not read");
        }
        complained = failure != null;
    }
}
