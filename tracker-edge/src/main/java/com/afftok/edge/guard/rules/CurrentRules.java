package com.afftok.edge.guard.rules;

import com.afftok.edge.visitor.agent.Agents;
import com.afftok.shared.fraud.FraudRules;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The fraud rules that are in force; another thread may replace them at any time.
public final class CurrentRules implements Supplier<FraudRules> {

    private static final Logger log = LoggerFactory.getLogger(CurrentRules.class);

    private volatile FraudRules rules;

    public CurrentRules(FraudRules rules) {
        this.rules = rules;
    }

    @Override
    public FraudRules get() {
        return rules;
    }

    /// Not to be called on an event loop: patterns of agents take a while to be made ready.
    void replace(FraudRules newer, Agents agents) {
        if (!newer.agents().equals(rules.agents())) {
            agents.use(newer.agents());
        }
        rules = newer;
        log.atInfo().addKeyValue("version", newer.version()).log("fraud rules in force");
    }
}
