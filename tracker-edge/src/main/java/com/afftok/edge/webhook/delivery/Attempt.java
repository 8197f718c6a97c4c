package com.afftok.edge.webhook.delivery;

import java.time.Duration;

/// One attempt, as it is recorded.
public record Attempt(Delivery delivery, Duration took, AttemptOutcome outcome, NextStep verdict) {}
