package com.afftok.shared.commission;

import org.jspecify.annotations.Nullable;

/// A rule that did not decide: a requirement of it was not met, or else another rule was more
/// specific.
public record PassedOver(CommissionRule rule, @Nullable Condition unmet) {}
