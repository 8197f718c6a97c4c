package com.afftok.edge.webhook;

import java.time.Duration;

/// One attempt, as it is recorded.
record Attempt(Delivery delivery, Duration took, AttemptOutcome outcome, Verdict verdict) {}
