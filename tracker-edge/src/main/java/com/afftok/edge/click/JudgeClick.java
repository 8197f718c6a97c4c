package com.afftok.edge.click;

import com.afftok.edge.guard.gossip.BlockGossip;
import com.afftok.edge.guard.score.ScoreFraud;
import com.afftok.edge.guard.score.Signals;
import com.afftok.edge.guard.score.Verdict;
import com.afftok.edge.guard.tables.BlockedAddresses;
import com.afftok.edge.guard.tables.RecentOffers;
import com.afftok.edge.guard.tables.Velocity;
import com.afftok.edge.link.Link;
import com.afftok.edge.visitor.address.ClickKeys;
import com.afftok.edge.visitor.agent.Agent;
import com.afftok.edge.visitor.geo.DataCentres;
import com.afftok.shared.fraud.FraudRules;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.function.Supplier;

/// Judges a click by the rules in force: counts it, collects its signals, scores it, and blocks its
/// address if the rules require it.
public final class JudgeClick {

    private static final AsciiString FETCH_SITE = AsciiString.cached("sec-fetch-site");
    private static final AsciiString FETCH_MODE = AsciiString.cached("sec-fetch-mode");
    private static final AsciiString FETCH_DEST = AsciiString.cached("sec-fetch-dest");
    private static final AsciiString FETCH_USER = AsciiString.cached("sec-fetch-user");

    private final Supplier<FraudRules> rules;
    private final ClickKeys keys;
    private final DataCentres dataCentres;
    private final Velocity velocity;
    private final RecentOffers offers;
    private final BlockedAddresses blocked;
    private final BlockGossip blocks;

    public JudgeClick(
            Supplier<FraudRules> rules,
            ClickKeys keys,
            DataCentres dataCentres,
            Velocity velocity,
            RecentOffers offers,
            BlockedAddresses blocked,
            BlockGossip blocks) {
        this.rules = rules;
        this.keys = keys;
        this.dataCentres = dataCentres;
        this.velocity = velocity;
        this.offers = offers;
        this.blocked = blocked;
        this.blocks = blocks;
    }

    /// Judges one click.
    ///
    /// @param client the key of its address
    /// @param visitor the number of its visitor
    Verdict judge(Visit visit, Agent agent, Link link, long client, long visitor, long now) {
        FraudRules current = rules.get();
        Velocity.Counts clicks =
                velocity.hit(client, keys.promoterAddress(client, link.promoter()), now);
        int touched = offers.touch(visitor, link.offer().value(), now);
        MultiMap headers = visit.headers();
        Signals signals =
                new Signals(
                        blocked.isBlocked(visit.address(), client, now),
                        dataCentres.contains(visit.address()),
                        agent,
                        header(headers, HttpHeaders.ACCEPT),
                        header(headers, HttpHeaders.ACCEPT_LANGUAGE),
                        header(headers, FETCH_SITE),
                        header(headers, FETCH_MODE),
                        header(headers, FETCH_DEST),
                        header(headers, FETCH_USER),
                        visit.referrer(),
                        header(headers, HttpHeaders.HOST),
                        clicks.address(),
                        clicks.promoterAddress(),
                        touched);
        Verdict verdict = ScoreFraud.score(signals, current);
        if (verdict.action() == Verdict.Action.BLOCK) {
            blocks.block(visit.address(), client, verdict);
        }
        return verdict;
    }

    private static String header(MultiMap headers, CharSequence name) {
        String value = headers.get(name);
        return value == null ? "" : value;
    }
}
