package com.afftok.edge.fraud;

import java.util.function.Supplier;

/// The fraud rules that are in force; another thread may replace them at any time.
public final class CurrentRules implements Supplier<FraudRules> {

    private volatile FraudRules rules;

    public CurrentRules(FraudRules rules) {
        this.rules = rules;
    }

    @Override
    public FraudRules get() {
        return rules;
    }

    void replace(FraudRules newer) {
        rules = newer;
    }
}
