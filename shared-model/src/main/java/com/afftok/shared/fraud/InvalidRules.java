package com.afftok.shared.fraud;

import java.util.List;

/// A document does not contain valid fraud rules.
public final class InvalidRules extends Exception {

    private final List<String> problems;

    public InvalidRules(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /// All problems, each with its place in the document.
    public List<String> problems() {
        return problems;
    }
}
