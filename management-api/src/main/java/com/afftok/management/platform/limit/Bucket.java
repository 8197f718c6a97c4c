package com.afftok.management.platform.limit;

/// A token bucket as one number: when it would be full again. The same arithmetic is in the script
/// of [RateLimits].
///
/// @param fullAt in milliseconds since 1970; what lies in the past is a full bucket
/// @param allowed whether there was a token for the request that made this state
record Bucket(double fullAt, boolean allowed) {

    static final Bucket FULL = new Bucket(0, true);

    /// The bucket after one more request.
    Bucket take(double now, double interval, int burst) {
        double from = Math.max(fullAt, now);
        boolean fits = from + interval - now <= interval * burst;
        return fits ? new Bucket(from + interval, true) : new Bucket(from, false);
    }
}
