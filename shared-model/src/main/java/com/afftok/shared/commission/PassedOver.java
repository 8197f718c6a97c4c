package com.afftok.shared.commission;

import org.jspecify.annotations.Nullable;

/// A rule that did not decide, because a requirement was not met or another rule was more specific.
public record PassedOver(CommissionRule rule, @Nullable Condition unmet) {}
