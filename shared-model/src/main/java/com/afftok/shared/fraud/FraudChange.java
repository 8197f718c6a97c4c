package com.afftok.shared.fraud;

/// The Redis channel on which the API announces changes of the active rules or the blocked
/// networks. The message has no content: edges read both from the database.
public final class FraudChange {

    public static final String CHANNEL = "fraud:changed";
    public static final String MESSAGE = "changed";

    private FraudChange() {}
}
