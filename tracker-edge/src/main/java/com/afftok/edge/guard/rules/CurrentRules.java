package com.afftok.edge.guard.rules;

import com.afftok.edge.visitor.agent.Agents;
import com.afftok.shared.fraud.FraudRules;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The fraud rules in force, which another thread may replace at any time.
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

    /// Not to be called on an event loop, because compiling the agents' patterns is slow.
    void replace(FraudRules newer, Agents agents) {
        if (!newer.agents().equals(rules.agents())) {
            agents.use(newer.agents());
        }
        rules = newer;
        log.atInfo().addKeyValue("version", newer.version()).log("fraud rules in force");
    }
}
