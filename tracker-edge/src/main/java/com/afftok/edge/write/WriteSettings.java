package com.afftok.edge.write;

import java.time.Duration;

/// How clicks are gathered before they are written.
///
/// @param every the longest that a click waits for others to be written with it
/// @param clicks how many clicks make a write at once
/// @param takeOver how long another writer may sit on clicks before they are taken from it
/// @param kept how long clicks are kept, in whole days
public record WriteSettings(Duration every, int clicks, Duration takeOver, Duration kept) {}
