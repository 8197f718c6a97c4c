package com.afftok.edge.guard.score;

import com.afftok.edge.visitor.agent.Agent;

/// The signals of a click for fraud detection. A header that was not sent is empty.
///
/// @param blocked whether its address is blocked
/// @param dataCentre whether its address belongs to a data centre
/// @param host the `Host` header as received
/// @param addressClicks clicks of its address in the window of the rules, including this one
/// @param promoterAddressClicks those of them on links of this promoter
/// @param recentOffers number of different offers that this visitor clicked recently, including
///   this one
public record Signals(
        boolean blocked,
        boolean dataCentre,
        Agent agent,
        String accept,
        String acceptLanguage,
        String secFetchSite,
        String secFetchMode,
        String secFetchDest,
        String secFetchUser,
        String referrer,
        String host,
        int addressClicks,
        int promoterAddressClicks,
        int recentOffers) {}
