package com.afftok.shared.fraud;

import java.util.List;

/// A document is no set of fraud rules.
public final class InvalidRules extends Exception {

    private final List<String> problems;

    public InvalidRules(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /// Everything that is wrong, each with the place where it stands.
    public List<String> problems() {
        return problems;
    }
}
