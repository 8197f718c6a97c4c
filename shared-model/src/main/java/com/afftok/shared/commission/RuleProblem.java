package com.afftok.shared.commission;

/// What is wrong with one field of a rule, such as `conditions[0].modifier`.
public record RuleProblem(String field, String message) {

    @Override
    public String toString() {
        return field + ": " + message;
    }
}
