package com.afftok.edge.click;

import com.afftok.edge.guard.score.Verdict;
import com.afftok.edge.guard.tables.DuplicateClicks;
import com.afftok.edge.limit.RateLimits;
import com.afftok.edge.limit.RateLimits.RateLimit;
import com.afftok.edge.link.Link;
import com.afftok.edge.link.LinkLookup;
import com.afftok.edge.link.Offer;
import com.afftok.edge.visitor.address.ClickKeys;
import com.afftok.edge.visitor.address.VisitorHash;
import com.afftok.edge.visitor.agent.Agent;
import com.afftok.edge.visitor.geo.ResolveCountry;
import com.afftok.shared.address.IpStorage;
import com.afftok.shared.click.Bucket;
import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.ClickIds;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Decides a click, synchronously on the event loop. It updates bounded tables that later decisions
/// read.
///
/// Cheap checks come first. A click is in one bucket: that of the first check that failed.
public final class DecideClick {

    /// In place of the click id, for previews.
    private static final String NO_CLICK = "";

    private static final Verdict UNSCORED = new Verdict(0, 0, 0, Verdict.Action.ACCEPT);

    private final InstantSource clock;
    private final ClickIds ids;
    private final ClickCodes codes;
    private final RecognizeAgent recognize;
    private final ClickKeys keys;
    private final VisitorHash visitors;
    private final RateLimits rates;
    private final ResolveCountry countries;
    private final JudgeClick judge;
    private final DuplicateClicks duplicates;
    private final IpStorage storage;

    public DecideClick(
            InstantSource clock,
            ClickIds ids,
            ClickCodes codes,
            RecognizeAgent recognize,
            ClickKeys keys,
            VisitorHash visitors,
            RateLimits rates,
            ResolveCountry countries,
            JudgeClick judge,
            DuplicateClicks duplicates,
            IpStorage storage) {
        this.clock = clock;
        this.ids = ids;
        this.codes = codes;
        this.recognize = recognize;
        this.keys = keys;
        this.visitors = visitors;
        this.rates = rates;
        this.countries = countries;
        this.judge = judge;
        this.duplicates = duplicates;
        this.storage = storage;
    }

    /// Limits requests for links that are not in memory before the lookup, because aliases can be
    /// made up and each lookup costs Redis and PostgreSQL a query.
    RateLimit admit(byte[] address) {
        return rates.takeAddress(keys.address(address));
    }

    ClickOutcome decide(Visit visit, LinkLookup lookup) {
        return decide(visit, lookup, null);
    }

    /// @param admitted the result of [#admit], if it was called
    ClickOutcome decide(Visit visit, LinkLookup lookup, @Nullable RateLimit admitted) {
        return switch (lookup) {
            case LinkLookup.Found found -> decide(visit, found, admitted);
            case LinkLookup.Unknown _ -> ClickOutcome.UNKNOWN;
            case LinkLookup.Unreachable _ -> ClickOutcome.UNREACHABLE;
        };
    }

    /// Forgets a click that could not be stored, so that a retry is not a duplicate.
    void forget(ClickOutcome.Redirected never) {
        if (never.counted() != 0) {
            duplicates.forget(never.counted());
        }
    }

    private ClickOutcome decide(Visit visit, LinkLookup.Found found, @Nullable RateLimit admitted) {
        Link link = found.link();
        Offer offer = found.offer();
        long now = clock.millis();
        Agent agent = recognize.of(visit);
        if (visit.preview() || agent.preview()) {
            return preview(visit, agent, found, now);
        }
        long client = keys.address(visit.address());
        long clientLink = keys.addressLink(client, link.id());
        RateLimit limit =
                admitted == null
                        ? rates.take(client, clientLink)
                        : rates.takeLink(admitted, clientLink);
        if (!limit.allowed()) {
            return new ClickOutcome.Limited(limit);
        }
        String country = countries.of(visit.peer(), visit.address(), visit.headers());
        long visitor = visitors.of(visit.address(), agent, now);
        if (!found.serves(now)) {
            return new ClickOutcome.Inactive(
                    click(visit, agent, link, country, visitor, Bucket.INACTIVE, UNSCORED), limit);
        }
        if (offer.targeting().lacks(country)) {
            return new ClickOutcome.Nowhere(
                    click(visit, agent, link, country, visitor, Bucket.GEO_BLOCKED, UNSCORED),
                    limit);
        }
        if (!offer.targeting().admits(country)) {
            return new ClickOutcome.Elsewhere(
                    click(visit, agent, link, country, visitor, Bucket.GEO_BLOCKED, UNSCORED),
                    limit);
        }
        Verdict verdict = judge.judge(visit, agent, link, client, visitor, now);
        if (verdict.refuses()) {
            Bucket bucket = agent.isProgram() ? Bucket.BOT : Bucket.FRAUD;
            return new ClickOutcome.Refused(
                    click(visit, agent, link, country, visitor, bucket, verdict), limit);
        }
        long visitorLink = keys.visitorLink(visitor, link.id());
        boolean duplicate = duplicates.seen(visitorLink, now);
        Bucket bucket = duplicate ? Bucket.DUPLICATE : accepted(verdict);
        ClickEvent click = click(visit, agent, link, country, visitor, bucket, verdict);
        String clickId = codes.encode(click.id());
        return new ClickOutcome.Redirected(
                click,
                clickId,
                ChooseDestination.of(link, offer, click, clickId),
                duplicate ? 0 : visitorLink,
                limit);
    }

    private ClickOutcome preview(Visit visit, Agent agent, LinkLookup.Found found, long now) {
        if (!found.serves(now)) {
            return ClickOutcome.GONE;
        }
        Link link = found.link();
        ClickEvent none = click(visit, agent, link, "", 0, Bucket.VALID, UNSCORED);
        return new ClickOutcome.Previewed(
                ChooseDestination.of(link, found.offer(), none, NO_CLICK));
    }

    private static Bucket accepted(Verdict verdict) {
        return verdict.action() == Verdict.Action.FLAG ? Bucket.SUSPICIOUS : Bucket.VALID;
    }

    private ClickEvent click(
            Visit visit,
            Agent agent,
            Link link,
            String country,
            long visitor,
            Bucket bucket,
            Verdict verdict) {
        ClickId id = ids.next(link.id(), codes.signingKeyId());
        return new ClickEvent(
                id,
                link.offer(),
                link.promoter(),
                link.advertiser(),
                bucket,
                verdict.score(),
                verdict.reasons(),
                verdict.ruleSet(),
                country,
                agent.device(),
                agent.browser(),
                agent.os(),
                storage.kept(visit.address()),
                visitor,
                ClickEvent.truncate(visit.userAgent(), ClickEvent.MAX_HEADER_LENGTH),
                ClickEvent.truncate(visit.referrer(), ClickEvent.MAX_HEADER_LENGTH),
                visit.tagsOver(link.tags()));
    }
}
