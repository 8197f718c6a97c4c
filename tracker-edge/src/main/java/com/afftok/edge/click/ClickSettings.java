package com.afftok.edge.click;

import com.afftok.shared.address.IpStorage;
import com.afftok.shared.config.Environment;

/// What an operator decides about clicks.
///
/// @param storage `IP_STORAGE`: how much of an address is kept once the decision is made
/// @param admitLocalCurl `ADMIT_LOCAL_CURL`: curl on this machine is a person who tries a link, not
///   a bot
/// @param tellScore `FRAUD_SCORE_HEADER`: whether a redirect says how its click was scored, from
///   which a program can learn what goes unnoticed
public record ClickSettings(IpStorage storage, boolean admitLocalCurl, boolean tellScore) {

    public static ClickSettings read(Environment environment) {
        return new ClickSettings(
                environment.oneOf("IP_STORAGE", IpStorage.class, IpStorage.TRUNCATED),
                environment.bool("ADMIT_LOCAL_CURL", false),
                environment.bool("FRAUD_SCORE_HEADER", true));
    }
}
