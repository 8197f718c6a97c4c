package com.afftok.bench;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/// Median, minimum and maximum of repeated measurements.
record Spread(double median, double least, double greatest) {

    /// @throws IllegalArgumentException if there are none
    static Spread of(DoubleStream measurements) {
        double[] sorted = measurements.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        int middle = sorted.length / 2;
        double median =
                sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], Arrays.stream(sorted).max().orElseThrow());
    }
}
