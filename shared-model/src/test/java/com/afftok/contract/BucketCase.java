package com.afftok.contract;

import java.util.List;

/// One request against a [com.afftok.shared.limit.TokenBucket], in whatever language it is decided.
///
/// @param missing ticks until the bucket is full, before the request
/// @param after ticks until it is full, after the request
/// @param left tokens after the request
/// @param untilToken ticks until there is a token, after the request
public record BucketCase(
        long interval,
        int burst,
        long missing,
        boolean allowed,
        long after,
        int left,
        long untilToken) {

    public static final List<BucketCase> ALL =
            List.of(
                    new BucketCase(10, 1, 0, true, 10, 0, 10),
                    new BucketCase(10, 1, 1, false, 1, 0, 1),
                    new BucketCase(10, 1, 10, false, 10, 0, 10),
                    new BucketCase(10, 3, 0, true, 10, 2, 0),
                    new BucketCase(10, 3, 10, true, 20, 1, 0),
                    new BucketCase(10, 3, 19, true, 29, 0, 9),
                    new BucketCase(10, 3, 20, true, 30, 0, 10),
                    new BucketCase(10, 3, 21, false, 21, 0, 1),
                    new BucketCase(10, 3, 30, false, 30, 0, 10),
                    new BucketCase(1, 1_000_000, 999_999, true, 1_000_000, 0, 1),
                    new BucketCase(1, 1_000_000, 1_000_000, false, 1_000_000, 0, 1),
                    new BucketCase(8_571_428, 7, 51_428_568, true, 59_999_996, 0, 8_571_428),
                    new BucketCase(8_571_428, 7, 51_428_569, false, 51_428_569, 0, 1),
                    new BucketCase(
                            60_000_000,
                            1_000_000,
                            59_999_940_000_000L,
                            true,
                            60_000_000_000_000L,
                            0,
                            60_000_000),
                    new BucketCase(
                            60_000_000,
                            1_000_000,
                            59_999_940_000_001L,
                            false,
                            59_999_940_000_001L,
                            0,
                            1));
}
