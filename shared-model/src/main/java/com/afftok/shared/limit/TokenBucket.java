package com.afftok.shared.limit;

/// A rate limit with a burst, by the generic cell rate algorithm: a bucket of tokens whose state is
/// one number.
///
/// The number is the ticks until the bucket is full, from zero to the capacity; it decreases by one
/// with each tick. The owner of a bucket stores the time at which the bucket is full, in ticks of
/// its own choice.
///
/// @param interval ticks until a token returns
/// @param burst tokens of a full bucket
public record TokenBucket(long interval, int burst) {

    public TokenBucket {
        if (interval < 1 || burst < 1) {
            throw new IllegalArgumentException("a bucket has a token, and it takes time to return");
        }
    }

    /// A limit of tokens per minute.
    public static TokenBucket perMinute(int tokens, int burst, long ticksPerMinute) {
        return new TokenBucket(Math.max(1, ticksPerMinute / tokens), burst);
    }

    /// Ticks until an empty bucket is full.
    public long capacity() {
        return burst * interval;
    }

    public boolean hasToken(long missing) {
        return missing + interval <= capacity();
    }

    /// What is missing after one request, which takes a token if there is one.
    public long take(long missing) {
        return hasToken(missing) ? missing + interval : missing;
    }

    /// The tokens that are left.
    public int left(long missing) {
        return (int) ((capacity() - missing) / interval);
    }

    /// Ticks until there is a token; zero if there is one.
    public long untilToken(long missing) {
        return Math.max(0, missing + interval - capacity());
    }
}
