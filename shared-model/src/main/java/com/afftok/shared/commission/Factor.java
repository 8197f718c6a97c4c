package com.afftok.shared.commission;

/// A condition with a modifier, and whether it matched and multiplied the commission.
public record Factor(Condition condition, boolean applied) {}
