package com.afftok.shared.address;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Sorted ranges of unsigned 128-bit numbers, merged where they overlap or touch, for binary
/// search.
final class MergedRanges {

    private final long[] firstHigh;
    private final long[] firstLow;
    private final long[] lastHigh;
    private final long[] lastLow;

    /// Both ends are included.
    record Range(long firstHigh, long firstLow, long lastHigh, long lastLow) {

        private boolean reaches(Range next) {
            if (lastHigh == -1 && lastLow == -1) {
                return true;
            }
            long high = lastLow == -1 ? lastHigh + 1 : lastHigh;
            return compare(next.firstHigh, next.firstLow, high, lastLow + 1) <= 0;
        }

        private Range joined(Range next) {
            boolean longer = compare(lastHigh, lastLow, next.lastHigh, next.lastLow) >= 0;
            return longer ? this : new Range(firstHigh, firstLow, next.lastHigh, next.lastLow);
        }
    }

    private MergedRanges(List<Range> merged) {
        this.firstHigh = merged.stream().mapToLong(Range::firstHigh).toArray();
        this.firstLow = merged.stream().mapToLong(Range::firstLow).toArray();
        this.lastHigh = merged.stream().mapToLong(Range::lastHigh).toArray();
        this.lastLow = merged.stream().mapToLong(Range::lastLow).toArray();
    }

    static MergedRanges of(List<Range> ranges) {
        List<Range> sorted = new ArrayList<>(ranges);
        sorted.sort(
                Comparator.comparing(Range::firstHigh, Long::compareUnsigned)
                        .thenComparing(Range::firstLow, Long::compareUnsigned));
        List<Range> merged = new ArrayList<>();
        for (Range range : sorted) {
            if (!merged.isEmpty() && merged.getLast().reaches(range)) {
                merged.add(merged.removeLast().joined(range));
            } else {
                merged.add(range);
            }
        }
        return new MergedRanges(merged);
    }

    int count() {
        return firstHigh.length;
    }

    boolean contain(long high, long low) {
        int from = 0;
        int to = firstHigh.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (compare(firstHigh[middle], firstLow[middle], high, low) <= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from > 0 && compare(high, low, lastHigh[from - 1], lastLow[from - 1]) <= 0;
    }

    private static int compare(long aHigh, long aLow, long bHigh, long bLow) {
        int high = Long.compareUnsigned(aHigh, bHigh);
        return high != 0 ? high : Long.compareUnsigned(aLow, bLow);
    }
}
