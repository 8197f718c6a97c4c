package com.afftok.bench;

/// One contender under load once.
record Round(Contender.Kind contender, int number, WrkReport wrk, CpuMeter.Busy busy) {}
