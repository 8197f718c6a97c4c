package com.afftok.edge.guard.score;

import com.afftok.edge.visitor.agent.Agent;

/// What one click shows that bears on whether it is honest. A header that was not sent is empty.
///
/// @param blocked its address is one of the `BlockedAddresses`
/// @param dataCentre its address belongs to a data centre, where no shopper sits
/// @param host what the client asked for, the `Host` header as it came
/// @param addressClicks clicks of its address in the window of the rules, this one included
/// @param promoterAddressClicks of those, the ones on links of this promoter
/// @param recentOffers how many different offers this visitor just touched, this one included
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
