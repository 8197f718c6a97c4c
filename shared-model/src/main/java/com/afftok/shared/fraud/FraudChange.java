package com.afftok.shared.fraud;

/// The Redis channel on which management tells edges that the active rules or the blocked networks
/// have changed. The message doesn't say how: edges read both from the database.
public final class FraudChange {

    public static final String CHANNEL = "fraud:changed";
    public static final String MESSAGE = "changed";

    private FraudChange() {}
}
