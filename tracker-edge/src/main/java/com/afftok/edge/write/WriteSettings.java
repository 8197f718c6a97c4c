package com.afftok.edge.write;

import java.time.Duration;

/// How clicks are collected before they are written.
///
/// @param every the longest time that a click waits for others
/// @param clicks the number of clicks that triggers a write
/// @param takeOver after which another writer's clicks are taken over
/// @param kept the retention of clicks, in whole days
public record WriteSettings(Duration every, int clicks, Duration takeOver, Duration kept) {}
