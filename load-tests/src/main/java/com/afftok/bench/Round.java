package com.afftok.bench;

/// The result of a contender in a round.
record Round(Contender.Kind contender, int number, WrkReport wrk, CpuMeter.Busy busy) {}
