package com.afftok.edge.guard.score;

import com.afftok.edge.guard.rules.RulesDocument;
import com.afftok.edge.visitor.agent.Agent;
import com.afftok.edge.visitor.agent.Agents;
import com.afftok.shared.fraud.FraudRules;

/// Clicks for tests: by default of a person at home.
public final class Clicks {

    public static final FraudRules RULES = RulesDocument.bundled();
    public static final Agents AGENTS = new Agents(RULES.agents(), Agents.DEFAULT_CACHE_BYTES);

    public static final String CHROME =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/142.0.0.0 Safari/537.36";
    public static final String IPHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML,"
                    + " like Gecko) Version/26.1 Mobile/15E148 Safari/604.1";
    static final String ANDROID =
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/142.0.0.0 Mobile Safari/537.36";
    static final String PAGES =
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,"
                    + "image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7";

    private Agent agent = AGENTS.classify(CHROME);
    private String accept = PAGES;
    private String acceptLanguage = "ar,en-US;q=0.9,en;q=0.8";
    private String site = "cross-site";
    private String mode = "navigate";
    private String dest = "document";
    private String user = "?1";
    private String referrer = "";
    private String host = "go.example.net";
    private boolean blocked;
    private boolean dataCentre;
    private int addressClicks = 1;
    private int promoterAddressClicks = 1;
    private int recentOffers = 1;

    private Clicks() {}

    static Clicks aClick() {
        return new Clicks();
    }

    Clicks by(String userAgent) {
        agent = AGENTS.classify(userAgent);
        return this;
    }

    Clicks accepting(String types) {
        accept = types;
        return this;
    }

    Clicks speaking(String languages) {
        acceptLanguage = languages;
        return this;
    }

    Clicks fetched(String site, String mode, String dest, String user) {
        this.site = site;
        this.mode = mode;
        this.dest = dest;
        this.user = user;
        return this;
    }

    Clicks withoutFetchHeaders() {
        return fetched("", "", "", "");
    }

    Clicks referredBy(String referrer) {
        this.referrer = referrer;
        return this;
    }

    Clicks askingFor(String host) {
        this.host = host;
        return this;
    }

    Clicks fromBlockedAddress() {
        blocked = true;
        return this;
    }

    Clicks fromDataCentre() {
        dataCentre = true;
        return this;
    }

    Clicks ofAddressWith(int clicks) {
        addressClicks = clicks;
        return this;
    }

    Clicks ofPromoterAndAddressWith(int clicks) {
        promoterAddressClicks = clicks;
        return this;
    }

    Clicks afterOffers(int offers) {
        recentOffers = offers;
        return this;
    }

    Signals signals() {
        return new Signals(
                blocked,
                dataCentre,
                agent,
                accept,
                acceptLanguage,
                site,
                mode,
                dest,
                user,
                referrer,
                host,
                addressClicks,
                promoterAddressClicks,
                recentOffers);
    }

    Verdict scored() {
        return ScoreFraud.score(signals(), RULES);
    }
}
