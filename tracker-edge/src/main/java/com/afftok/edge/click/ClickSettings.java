package com.afftok.edge.click;

import com.afftok.shared.address.IpStorage;
import com.afftok.shared.config.Environment;

/// The settings of clicks.
///
/// @param storage `IP_STORAGE`: how much of an address is stored after the decision
/// @param admitLocalCurl `ADMIT_LOCAL_CURL`: treats curl on this machine as a person, not a bot
/// @param tellScore `FRAUD_SCORE_HEADER`: whether a redirect contains its score, which attackers
///   can use to probe the rules
public record ClickSettings(IpStorage storage, boolean admitLocalCurl, boolean tellScore) {

    public static ClickSettings read(Environment environment) {
        return new ClickSettings(
                environment.oneOf("IP_STORAGE", IpStorage.class, IpStorage.TRUNCATED),
                environment.bool("ADMIT_LOCAL_CURL", false),
                environment.bool("FRAUD_SCORE_HEADER", true));
    }
}
